// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Subjects and their counts. If these fail, something silent or unwatched is shown as well, or the list jumps under the
// hand.
#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include <demo/demopicture.h>
#include <models/kindsmodel.h>
#include <models/subjectsmodel.h>
#include <support/testprogram.h>

namespace tst_subjectsmodel
{
using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{
const Subject web{"host", "web1"};
const Subject mail{"host", "mail1"};

QString text(const SubjectsModel &model, int row, int column)
{
    return model.index(row, column).data().toString();
}
} // namespace

class SubjectsModelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsSilentIsNotOk();
    void whatIsShelvedIsNotOk();
    void whatNobodyWatchesIsUnknownAndSaysSo();
    void aCriticalValueGoneStaleStaysCritical();
    void notKnowingRanksAboveKnownToBeBad();
    void agesGrowWithEachPicture();
    void aSubjectOfWhichAllIsGoneLeavesUnlessItIsDeclared();
    void tenThousandSubjectsChangeWithoutAReset();
    void theCountsAddUpAfterAnyHistory();
    void aSeekBackForgetsWhatWasNotYetKnown();
};

void SubjectsModelTest::whatIsSilentIsNotOk()
{
    DemoPicture demo;
    SubjectsModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.show(demo.say(web, "load", 1).picture());
    QCOMPARE(text(model, 0, SubjectsModel::StateColumn), u"OK"_s);
    model.show(demo.pass(45s).picture());
    QCOMPARE(text(model, 0, SubjectsModel::StateColumn), u"stale"_s);
    QCOMPARE(model.index(0, 0).data(StateRole).toInt(), static_cast<int>(State::Stale));
    QCOMPARE(model.index(0, 0).data(HatchedRole).toBool(), true);
    QCOMPARE(text(model, 0, SubjectsModel::SeriesColumn), u"1, 1 silent"_s);
}

// Loses: a dead host that somebody put on the shelf is drawn green and counted among the well.
void SubjectsModelTest::whatIsShelvedIsNotOk()
{
    DemoPicture demo;
    SubjectsModel model;
    model.show(demo.say(web, "load", 1).shelve(web, 1h).picture());
    QCOMPARE(text(model, 0, SubjectsModel::StateColumn), u"OK"_s); // nothing is held back
    model.show(demo.raise("host-down", web, Severity::Critical, "web1 is down").shelve(web, 1h).picture());
    QCOMPARE(text(model, 0, SubjectsModel::StateColumn), u"maintenance"_s);
}

void SubjectsModelTest::whatNobodyWatchesIsUnknownAndSaysSo()
{
    DemoPicture demo;
    demo.declare({"store", "store7"})
        .declare({"store", "store8"})
        .declare({"queue", "bulk"})
        .declare(web)
        .say(web, "m", 1);
    SubjectsModel model;
    KindsModel kinds;
    model.show(demo.picture());
    kinds.show(demo.picture());
    QCOMPARE(text(model, 0, SubjectsModel::StateColumn), u"not watched"_s);
    QCOMPARE(model.index(0, 0).data(StateRole).toInt(), static_cast<int>(State::Unknown));
    QCOMPARE(text(model, 0, SubjectsModel::FindingColumn), u"declared, watched by nothing"_s);
    QCOMPARE(text(model, 0, SubjectsModel::HeardColumn), u"never"_s);
    QCOMPARE(kinds.unwatchedSentence(), u"2 stores, 1 queue declared, watched by nothing"_s);
    QCOMPARE(kinds.sum().in(State::Ok), 1U);
    QCOMPARE(kinds.sum().in(State::Unknown), 0U);
    QCOMPARE(kinds.sum().unwatched, 3U);
}

void SubjectsModelTest::aCriticalValueGoneStaleStaysCritical()
{
    DemoPicture demo;
    demo.say(web, "disk", 0.99).raise("disk-full", web, Severity::Critical, "/ is 99 % full").pass(1h);
    SubjectsModel model;
    model.show(demo.picture());
    QCOMPARE(text(model, 0, SubjectsModel::StateColumn), u"critical, stale"_s);
    QCOMPARE(model.index(0, 0).data(StateRole).toInt(), static_cast<int>(State::Critical));
    QCOMPARE(model.index(0, 0).data(HatchedRole).toBool(), true);
}

void SubjectsModelTest::notKnowingRanksAboveKnownToBeBad()
{
    DemoPicture demo;
    for (const char *name : {"a-ok", "b-warning", "c-critical", "d-unknown"})
        demo.say({"host", name}, "m", 1);
    demo.declare({"host", "e-unwatched"});
    demo.raise("r", {"host", "b-warning"}, Severity::Warning, "w");
    demo.raise("r", {"host", "c-critical"}, Severity::Critical, "c");
    demo.raise("r", {"host", "d-unknown"}, Severity::Unknown, "u");
    SubjectsModel model;
    model.show(demo.picture());
    QStringList names;
    for (int row = 0; row < model.rowCount(); ++row)
        names.append(text(model, row, SubjectsModel::NameColumn));
    QCOMPARE(names, (QStringList{u"d-unknown"_s, u"c-critical"_s, u"b-warning"_s, u"e-unwatched"_s, u"a-ok"_s}));
    QCOMPARE(text(model, 1, SubjectsModel::FindingColumn), u"c"_s);
}

void SubjectsModelTest::agesGrowWithEachPicture()
{
    DemoPicture demo;
    SubjectsModel model;
    model.show(demo.say(web, "load", 1).picture());
    const QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    model.show(demo.pass(5s).picture());
    QCOMPARE(text(model, 0, SubjectsModel::HeardColumn), u"5 s ago"_s);
    QCOMPARE(changes.count(), 1);
    QCOMPARE(changes.at(0).at(0).toModelIndex().column(), int(SubjectsModel::HeardColumn));
}

void SubjectsModelTest::aSubjectOfWhichAllIsGoneLeavesUnlessItIsDeclared()
{
    DemoPicture demo;
    SubjectsModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    demo.declare(web).say(web, "m", 1).say(mail, "m", 1);
    model.show(demo.picture());
    QCOMPARE(model.rowCount(), 2);
    model.show(demo.sayGone(web, "m").sayGone(mail, "m").picture());
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.at(0).subject, web);
    QCOMPARE(text(model, 0, SubjectsModel::StateColumn), u"unknown"_s);
}

void SubjectsModelTest::tenThousandSubjectsChangeWithoutAReset()
{
    DemoPicture demo;
    for (int i = 0; i < 10'000; ++i)
        demo.say({"host", "h" + std::to_string(i)}, "m", i);
    SubjectsModel model;
    model.show(demo.picture());
    QCOMPARE(model.rowCount(), 10'000);
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    const QSignalSpy insertions(&model, &QAbstractItemModel::rowsInserted);
    const QSignalSpy removals(&model, &QAbstractItemModel::rowsRemoved);
    const QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    const QPersistentModelIndex selected = model.index(4711, SubjectsModel::NameColumn);
    const QString name = selected.data().toString();
    for (int i = 0; i < 100; ++i)
        demo.raise("r", {"host", "h" + std::to_string(i * 7)}, Severity::Critical, "down");
    model.show(demo.picture());
    QCOMPARE(selected.data().toString(), name);
    QCOMPARE(model.at(0).standing.state, State::Critical);
    QCOMPARE(model.at(100).standing.state, State::Ok);
    QVERIFY(changes.count() <= 101); // what changed, and the ages: not ten thousand
    QCOMPARE(resets.count() + insertions.count() + removals.count(), 0);
}

void SubjectsModelTest::theCountsAddUpAfterAnyHistory()
{
    DemoPicture demo;
    KindsModel live;
    QAbstractItemModelTester tester(&live, QAbstractItemModelTester::FailureReportingMode::Fatal);
    for (int round = 0; round < 60; ++round) {
        const Subject subject{round % 3 == 0 ? "store" : "host", "s" + std::to_string(round % 11)};
        if (round % 5 == 0)
            demo.declare(subject);
        if (round % 2 == 0)
            demo.say(subject, "m", round);
        if (round % 7 == 0)
            demo.raise("r", subject, round % 2 ? Severity::Warning : Severity::Unknown, "x");
        if (round % 13 == 0)
            demo.clear("r", subject);
        const PicturePtr picture = demo.pass(7s).picture();
        live.show(picture);
        KindsModel fresh;
        fresh.show(picture);
        QCOMPARE(live.sum().count, fresh.sum().count);
        QCOMPARE(live.sum().unwatched, fresh.sum().unwatched);
        QCOMPARE(live.sum().stale, fresh.sum().stale);
    }
}

void SubjectsModelTest::aSeekBackForgetsWhatWasNotYetKnown()
{
    DemoPicture demo;
    const PicturePtr early = demo.say(web, "m", 1).picture();
    const PicturePtr late = demo.say(mail, "m", 1).raise("r", mail, Severity::Critical, "down").picture();
    SubjectsModel model;
    KindsModel kinds;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    for (const PicturePtr &picture : {late, early, late, early}) {
        model.show(picture);
        kinds.show(picture);
    }
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.at(0).subject, web);
    QCOMPARE(kinds.sum().total(), 1U);
    QCOMPARE(kinds.sum().in(State::Critical), 0U);
}

SIGNALBOX_TEST(SubjectsModelTest)
} // namespace tst_subjectsmodel

#include "tst_subjectsmodel.moc"
