// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The order of the host grid. If these fail, the worst host is not the first, or another one slips under the pointer
// just as somebody clicks.

#include <demo/demopicture.h>
#include <models/hostcells.h>
#include <support/testprogram.h>

namespace tst_hostcells
{
using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{
Subject host(const std::string &name)
{
    return {"host", name};
}

/// Ten hosts, all well: web1 to web5 in York, db1 to db5 in Leeds.
DemoPicture tenHosts()
{
    DemoPicture demo;
    for (int i = 1; i <= 5; ++i) {
        demo.declare(host("web" + std::to_string(i)), "york", {"web"});
        demo.declare(host("db" + std::to_string(i)), "leeds", {"db"});
        demo.say(host("web" + std::to_string(i)), "m", 1).say(host("db" + std::to_string(i)), "m", 1);
    }
    return demo;
}

QStringList names(const HostCells &cells)
{
    QStringList all;
    for (int place = 0; place < cells.count(); ++place)
        all.append(cells.at(place).name);
    return all;
}
} // namespace

class HostCellsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theWorstComeFirstThenByName();
    void onlyHostsAreCells();
    void whileHeldNobodyChangesPlaces();
    void aHostThatIsNewWhileHeldComesLast();
    void aFilterKnowsSitesRolesAndStates();
    void onlyWhatChangedIsSaidToHaveChanged();
    void aSeekBackForgetsLaterHosts();
    void anyHistoryGivesTheOrderOfSortingAtOnce();
    void aLineSaysAllOfAHost();
};

void HostCellsTest::theWorstComeFirstThenByName()
{
    DemoPicture demo = tenHosts();
    demo.raise("r", host("web4"), Severity::Warning, "w").raise("r", host("db5"), Severity::Critical, "c");
    demo.raise("r", host("web2"), Severity::Unknown, "u").declare(host("spare"));
    HostCells cells;
    cells.show(demo.picture());
    QCOMPARE(names(cells), (QStringList{u"web2"_s, u"db5"_s, u"web4"_s, u"spare"_s, u"db1"_s, u"db2"_s, u"db3"_s,
                                        u"db4"_s, u"web1"_s, u"web3"_s, u"web5"_s}));
    QCOMPARE(cells.counts()[static_cast<std::size_t>(State::Ok)], 7);
    QCOMPARE(cells.unwatched(), 1);
}

void HostCellsTest::onlyHostsAreCells()
{
    DemoPicture demo = tenHosts();
    HostCells cells;
    cells.show(demo.declare({"store", "store1"}).say({"source", "node"}, "m", 1).picture());
    QCOMPARE(cells.count(), 10);
}

void HostCellsTest::whileHeldNobodyChangesPlaces()
{
    DemoPicture demo = tenHosts();
    HostCells cells;
    cells.show(demo.picture());
    const QStringList before = names(cells);
    cells.hold(true);
    const auto change = cells.show(demo.raise("r", host("web5"), Severity::Critical, "c").picture());
    QCOMPARE(names(cells), before);
    QVERIFY(cells.isOutOfOrder());
    QVERIFY(!change.everywhere);
    QCOMPARE(change.places, std::vector<int>{9});
    QCOMPARE(cells.counts()[static_cast<std::size_t>(State::Critical)], 1);
    QCOMPARE(cells.counts()[static_cast<std::size_t>(State::Ok)], 9);
    QCOMPARE(cells.at(9).standing.state, State::Critical);
    QVERIFY(cells.hold(false).everywhere);
    QCOMPARE(names(cells).first(), u"web5"_s);
    QVERIFY(!cells.isOutOfOrder());
}

void HostCellsTest::aHostThatIsNewWhileHeldComesLast()
{
    DemoPicture demo = tenHosts();
    HostCells cells;
    cells.show(demo.picture());
    cells.hold(true);
    cells.show(demo.say(host("a-new-one"), "m", 1).picture());
    QCOMPARE(names(cells).last(), u"a-new-one"_s);
    cells.settle();
    QCOMPARE(names(cells).first(), u"a-new-one"_s);
    QVERIFY(cells.isHeld());
}

void HostCellsTest::aFilterKnowsSitesRolesAndStates()
{
    DemoPicture demo = tenHosts();
    demo.raise("r", host("web5"), Severity::Critical, "c").raise("r", host("db5"), Severity::Critical, "c");
    demo.say(host("stray"), "m", 1);
    HostCells cells;
    cells.show(demo.picture());
    cells.setFilter(u"critical site:york"_s);
    QCOMPARE(names(cells), QStringList{u"web5"_s});
    QCOMPARE(cells.countBeforeFilter(), 11);
    cells.setFilter(roleWord(u"db"_s));
    QCOMPARE(cells.count(), 5);
    cells.setFilter(siteWord({}));
    QCOMPARE(names(cells), QStringList{u"stray"_s});
    cells.setFilter(u"critical"_s);
    QCOMPARE(names(cells), (QStringList{u"db5"_s, u"web5"_s}));
    cells.show(demo.clear("r", host("db5")).raise("r", host("web1"), Severity::Critical, "c").picture());
    QCOMPARE(names(cells), (QStringList{u"web1"_s, u"web5"_s}));
    cells.setFilter({});
    QCOMPARE(cells.count(), 11);
}

void HostCellsTest::onlyWhatChangedIsSaidToHaveChanged()
{
    DemoPicture demo = tenHosts();
    HostCells cells;
    QVERIFY(cells.show(demo.picture()).everywhere);
    const auto change = cells.show(demo.say(host("web1"), "m", 2).pass(1s).picture());
    QVERIFY(!change.everywhere);
    QVERIFY(change.places.empty());
}

void HostCellsTest::aSeekBackForgetsLaterHosts()
{
    DemoPicture demo = tenHosts();
    const PicturePtr early = demo.picture();
    const PicturePtr late = demo.say(host("late"), "m", 1).picture();
    HostCells cells;
    cells.show(late);
    QCOMPARE(cells.count(), 11);
    cells.show(early);
    QCOMPARE(cells.count(), 10);
    QVERIFY(!names(cells).contains(u"late"_s));
}

void HostCellsTest::anyHistoryGivesTheOrderOfSortingAtOnce()
{
    DemoPicture demo = fleet(300);
    HostCells cells;
    cells.show(demo.picture());
    unsigned random = 7;
    for (int round = 0; round < 60; ++round) {
        for (int i = 0; i < 5; ++i) {
            random = random * 1103515245U + 12345U;
            const Subject &subject = cells.at(static_cast<int>(random >> 8) % cells.count()).subject;
            demo.raise("x", Subject(subject), (random & 64) != 0 ? Severity::Critical : Severity::Ok, "x");
        }
        cells.hold(round % 7 < 3);
        cells.show(demo.picture());
        for (int place = 0; place < cells.count(); ++place)
            QCOMPARE(cells.placeOf(cells.at(place).id), std::optional<int>(place));
    }
    cells.hold(false);
    HostCells atOnce;
    atOnce.show(demo.picture());
    QCOMPARE(names(cells), names(atOnce));
}

void HostCellsTest::aLineSaysAllOfAHost()
{
    DemoPicture demo = tenHosts();
    demo.raise("r", host("web5"), Severity::Critical, "/srv is\n97 % full").pass(2s);
    HostCells cells;
    cells.show(demo.picture());
    QCOMPARE(cells.line(0), u"web5  ·  york, web  ·  critical for 2 s  ·  /srv is 97 % full"_s);
}

SIGNALBOX_TEST(HostCellsTest)
} // namespace tst_hostcells

#include "tst_hostcells.moc"
