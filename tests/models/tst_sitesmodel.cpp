// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Hosts by site and role. If these fail, a site that went dark looks like one more bad host, or the counts disagree
// with the grid that they open.
#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include <demo/demopicture.h>
#include <models/hostcells.h>
#include <models/sitesmodel.h>
#include <support/testprogram.h>

namespace tst_sitesmodel
{
using namespace signalbox;
using namespace Qt::StringLiterals;

namespace
{
QString text(const SitesModel &model, int row, int column)
{
    return model.index(row, column).data().toString();
}

Subject host(const std::string &name)
{
    return {"host", name};
}
} // namespace

class SitesModelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aHostIsCountedInEachOfItsRolesAndOnceInAll();
    void withoutSitesAndRolesThereIsNothingToTellApart();
    void onlyTheGroupsOfAChangedHostChange();
    void everyCellOpensAsManyHostsAsItCounts();
    void whatIsNotWatchedIsHollowAndApart();
    void anyHistoryCountsAsCountingAtOnce();
};

void SitesModelTest::aHostIsCountedInEachOfItsRolesAndOnceInAll()
{
    DemoPicture demo;
    demo.declare(host("a"), "york", {"web", "db"}).declare(host("b"), "york", {"web"}).declare(host("c"), "leeds");
    for (const char *name : {"a", "b", "c"})
        demo.say(host(name), "m", 1);
    SitesModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.show(demo.raise("r", host("a"), Severity::Critical, "c").picture());
    QStringList titles;
    for (int column = 0; column < model.columnCount(); ++column)
        titles.append(model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
    QCOMPARE(titles, (QStringList{u"Site"_s, u"All"_s, u"db"_s, u"web"_s, u"no role"_s}));
    QCOMPARE(text(model, 0, 0), u"All sites"_s);
    QCOMPARE(text(model, 0, 1), u"1 of 3"_s);
    QCOMPARE(text(model, 1, 0), u"leeds"_s);
    QCOMPARE(text(model, 1, 1), u"1"_s);
    QCOMPARE(text(model, 1, 3), QString());
    QCOMPARE(text(model, 2, 1), u"1 of 2"_s);
    QCOMPARE(text(model, 2, 2), u"1 of 1"_s);
    QCOMPARE(text(model, 2, 3), u"1 of 2"_s);
    QCOMPARE(model.index(2, 3).data(StateRole).toInt(), static_cast<int>(State::Critical));
    QCOMPARE(model.index(2, 3).data(Qt::AccessibleTextRole).toString(), u"york, web: 2 hosts, 1 critical"_s);
}

void SitesModelTest::withoutSitesAndRolesThereIsNothingToTellApart()
{
    DemoPicture demo;
    SitesModel model;
    model.show(demo.picture());
    QVERIFY(!model.hasGroups());
    model.show(demo.say(host("a"), "m", 1).declare(host("a")).picture());
    QVERIFY(!model.hasGroups());
    model.show(demo.say(host("b"), "m", 1).declare(host("b"), {}, {"web"}).picture());
    QVERIFY(model.hasGroups());
}

void SitesModelTest::onlyTheGroupsOfAChangedHostChange()
{
    DemoPicture demo = fleet(300);
    SitesModel model;
    model.show(demo.picture());
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    const QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    model.show(demo.raise("x", host("web1"), Severity::Critical, "x").picture());
    QCOMPARE(resets.count(), 0);
    QCOMPARE(changes.count(), 4); // its site and all sites, each in "All" and in its role
}

void SitesModelTest::everyCellOpensAsManyHostsAsItCounts()
{
    const PicturePtr picture = fleet(300).picture();
    SitesModel model;
    model.show(picture);
    HostCells cells;
    cells.show(picture);
    for (int row = 0; row < model.rowCount(); ++row) {
        for (int column = 0; column < model.columnCount(); ++column) {
            cells.setFilter(model.filterAt(model.index(row, column)));
            QCOMPARE(cells.count(), static_cast<int>(model.at(row, column).total()));
        }
    }
}

void SitesModelTest::whatIsNotWatchedIsHollowAndApart()
{
    DemoPicture demo;
    demo.declare(host("a"), "york").declare(host("b"), "leeds").say(host("b"), "m", 1);
    SitesModel model;
    model.show(demo.picture());
    QCOMPARE(text(model, 2, 1), u"1 of 1"_s);
    QCOMPARE(model.index(2, 1).data(HollowRole).toBool(), true);
    QCOMPARE(model.index(2, 1).data(Qt::ToolTipRole).toString(), u"1 host, 1 not watched"_s);
    QVERIFY(!model.index(1, 1).data(StateRole).isValid());
}

void SitesModelTest::anyHistoryCountsAsCountingAtOnce()
{
    DemoPicture demo = fleet(100);
    SitesModel model;
    model.show(demo.picture());
    unsigned random = 3;
    for (int round = 0; round < 40; ++round) {
        random = random * 1103515245U + 12345U;
        const std::string name = "web" + std::to_string((random >> 8) % 12 + 1);
        demo.raise("x", host(name), (random & 64) != 0 ? Severity::Critical : Severity::Ok, "x");
        model.show(demo.picture());
    }
    SitesModel atOnce;
    atOnce.show(demo.picture());
    QCOMPARE(model.rowCount(), atOnce.rowCount());
    for (int row = 0; row < model.rowCount(); ++row)
        for (int column = 0; column < model.columnCount(); ++column)
            QCOMPARE(model.at(row, column), atOnce.at(row, column));
}

SIGNALBOX_TEST(SitesModelTest)
} // namespace tst_sitesmodel

#include "tst_sitesmodel.moc"
