// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Everything known of one subject. If these fail, an old, missing or impossible value looks like a good one.
#include <cmath>

#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include <demo/demopicture.h>
#include <models/seriesmodel.h>
#include <support/testprogram.h>

namespace tst_seriesmodel
{
using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{
const Subject web{"host", "web1"};
const Subject mail{"host", "mail1"};

QString text(const SeriesModel &model, int row, int column)
{
    return model.index(row, column).data().toString();
}
} // namespace

class SeriesModelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachSeriesHasValueAgeAndSource();
    void notANumberIsUnknown();
    void anOldValueIsHatchedAndSaysSo();
    void goneSeriesLeave();
    void anotherSubjectHasOtherRows();
    void anUnchangedNanIsNoChange();
    void valuesSortAsNumbersWithNanLast();
    void aChangeMarkIsNoSeries();
};

void SeriesModelTest::eachSeriesHasValueAgeAndSource()
{
    DemoPicture demo;
    demo.say(web, "size_bytes", 2048, {{"mountpoint", "/"}}).sayText(web, "kernel", "6.1.0\n").pass(12s);
    SeriesModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setSubject(web);
    model.show(demo.picture());
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(text(model, 0, SeriesModel::MetricColumn), u"kernel"_s);
    QCOMPARE(text(model, 0, SeriesModel::ValueColumn), u"6.1.0"_s);
    QCOMPARE(text(model, 1, SeriesModel::LabelsColumn), u"{mountpoint=\"/\"}"_s);
    QCOMPARE(text(model, 1, SeriesModel::ValueColumn), u"2.00 KiB"_s);
    QCOMPARE(text(model, 1, SeriesModel::AgeColumn), u"12 s"_s);
    QCOMPARE(text(model, 1, SeriesModel::SourceColumn), u"node"_s);
}

void SeriesModelTest::notANumberIsUnknown()
{
    DemoPicture demo;
    demo.say(web, "lag_seconds", std::nan(""));
    SeriesModel model;
    model.setSubject(web);
    model.show(demo.picture());
    QCOMPARE(text(model, 0, SeriesModel::ValueColumn), u"not a number"_s);
    QCOMPARE(model.index(0, SeriesModel::FreshnessColumn).data(StateRole).toInt(), static_cast<int>(State::Unknown));
}

void SeriesModelTest::anOldValueIsHatchedAndSaysSo()
{
    DemoPicture demo;
    SeriesModel model;
    model.setSubject(web);
    model.show(demo.say(web, "load", 1).picture());
    QCOMPARE(text(model, 0, SeriesModel::FreshnessColumn), u"fresh"_s);
    model.show(demo.pass(31s).picture());
    QCOMPARE(text(model, 0, SeriesModel::FreshnessColumn), u"late"_s);
    model.show(demo.pass(15s).picture());
    QCOMPARE(text(model, 0, SeriesModel::FreshnessColumn), u"stale"_s);
    QCOMPARE(model.index(0, SeriesModel::ValueColumn).data(HatchedRole).toBool(), true);
    QCOMPARE(model.index(0, SeriesModel::FreshnessColumn).data(StateRole).toInt(), static_cast<int>(State::Stale));
}

void SeriesModelTest::goneSeriesLeave()
{
    DemoPicture demo;
    SeriesModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setSubject(web);
    model.show(demo.say(web, "a", 1).say(web, "b", 2).say(web, "c", 3).picture());
    model.show(demo.sayGone(web, "b").picture());
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(text(model, 1, SeriesModel::MetricColumn), u"c"_s);
}

void SeriesModelTest::anotherSubjectHasOtherRows()
{
    DemoPicture demo;
    demo.say(web, "a", 1).say(mail, "b", 2).say(mail, "c", 3);
    SeriesModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setSubject(web);
    model.show(demo.picture());
    model.setSubject(mail);
    QCOMPARE(model.rowCount(), 2);
    model.setSubject({"host", "nobody"});
    QCOMPARE(model.rowCount(), 0);
}

void SeriesModelTest::anUnchangedNanIsNoChange()
{
    DemoPicture demo;
    SeriesModel model;
    model.setSubject(web);
    model.show(demo.say(web, "a", std::nan("")).picture());
    const QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    model.show(demo.picture());
    QCOMPARE(changes.count(), 1); // the ages
}

void SeriesModelTest::valuesSortAsNumbersWithNanLast()
{
    DemoPicture demo;
    demo.say(web, "a", 10).say(web, "b", std::nan("")).say(web, "c", 9).sayText(web, "d", "zero");
    SeriesModel model;
    model.setSubject(web);
    model.show(demo.picture());
    model.sort(SeriesModel::ValueColumn, Qt::AscendingOrder);
    QString order;
    for (int row = 0; row < model.rowCount(); ++row)
        order += text(model, row, SeriesModel::MetricColumn);
    QCOMPARE(order, u"cabd"_s);
}

// Loses: among the values of a host stands one that is not measured, and is always old.
void SeriesModelTest::aChangeMarkIsNoSeries()
{
    DemoPicture demo;
    demo.say(web, "node_load1", 1).sayText(web, "change_mark", "ann@desk: shop 4.2", "journal");
    SeriesModel model;
    model.setSubject(web);
    model.show(demo.picture());
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(text(model, 0, SeriesModel::MetricColumn), u"node_load1"_s);
}

SIGNALBOX_TEST(SeriesModelTest)
} // namespace tst_seriesmodel

#include "tst_seriesmodel.moc"
