// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <support/testprogram.h>

#include "storeworld.h"

namespace tst_store_failover
{
using namespace signalbox;
using namespace std::chrono_literals;
using Lines = std::vector<std::string>;

/// Were this wrong, a store would be failed over to a replica that lacks two days of mail, or a good one would not be.
class tst_store_failover : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aViableReplicaOfADeadMasterPasses();
    void theStuckOneIsShut();
    void withoutAViableOneThereAreThreeWays();
    void anOldMasterThatIsHeardIsStoppedFirst();
    void withoutTheMapNothingIsDone();
    void whatMakesNoSenseIsSaid_data();
    void whatMakesNoSenseIsSaid();
};

namespace
{
const Request failover{"store-failover", {{"store", "store07"}}, {}};
} // namespace

void tst_store_failover::aViableReplicaOfADeadMasterPasses()
{
    StoreWorld world;
    StoreStory told;
    world.lose(told);
    const Expected<Plan> plan = world.plan(failover);
    QVERIFY2(plan, plan ? "" : plan.error().sentence().c_str());
    QCOMPARE(plan->blockedBy, std::string());
    QCOMPARE(plan->title, std::string("Fail store07 over from imap21 to imap22"));
    const std::string map =
        "signalboxctl store-map --file /var/lib/config.db --table stores --store name --master master "
        "--serial serial move store07 imap21 imap22 7";
    QCOMPARE(StoreWorld::literals(*plan),
             (Lines{"0 imap22: run cyrus-slot stop store07", "0 imap22: run cyrus-slot become store07 master",
                    "0 " + map, "0 imap22: run cyrus-slot start store07"}));
    QVERIFY(plan->steps[0].freezes && plan->steps[0].undo && plan->steps[2].isNoReturn);
    for (const char *id : {"F1", "F2", "F3", "F4", "F7", "F12", "F19"})
        QVERIFY2(StoreWorld::answer(*plan, id).starts_with("pass"),
                 (id + (": " + StoreWorld::answer(*plan, id))).c_str());
    QCOMPARE(StoreWorld::answer(*plan, "F17"), std::string("fail: none until imap21 is back"));
    QVERIFY(StoreWorld::answer(*plan, "F18").starts_with("fail: it cannot be stopped"));
}

// Two days and three hours behind at one event, in the store where new users are created.
void tst_store_failover::theStuckOneIsShut()
{
    std::string estate = StoreStory::estate();
    estate.replace(estate.find("new_users: false"), 16, "new_users: true");
    StoreWorld world(estate);
    StoreStory told;
    told.lag = 183600;
    told.head = "RENAME user.a user.b";
    told.headAge = 183600;
    told.waiting = {"yan", "xia"};
    told.imap22.users = 98;
    world.lose(told);
    const Expected<Plan> plan = world.plan(failover);
    QVERIFY(plan);
    QVERIFY2(StoreWorld::answer(*plan, "F4").starts_with("fail: ") &&
                 StoreWorld::answer(*plan, "F4").find("2 d 3 h behind") != std::string::npos,
             StoreWorld::answer(*plan, "F4").c_str());
    QCOMPARE(StoreWorld::answer(*plan, "F7"), std::string("fail: stuck on RENAME user.a user.b"));
    QCOMPARE(StoreWorld::answer(*plan, "F12"),
             std::string("fail: 2 users are not wholly there: xia; yan; new users are created here"));
}

// At that hour nobody thinks of a way that is not on the screen.
void tst_store_failover::withoutAViableOneThereAreThreeWays()
{
    for (const bool isViable : {true, false}) {
        StoreWorld world;
        StoreStory told;
        told.newUsers = 1;
        if (!isViable)
            told.waiting = {"yan"};
        told.lag = isViable ? 0 : 183600;
        world.lose(told);
        const Expected<Plan> plan = world.plan(failover);
        QVERIFY(plan);
        for (const char *way : {"new-user-target", "store-readonly", "accept the loss"})
            QCOMPARE(plan->guidance.find(way) == std::string::npos, isViable);
        const std::string complete = StoreWorld::answer(*plan, "F12");
        QVERIFY2(complete.ends_with(isViable ? "new users are created here" : "(new-user-target)"), complete.c_str());
    }
}

// Otherwise there were two masters.
void tst_store_failover::anOldMasterThatIsHeardIsStoppedFirst()
{
    StoreWorld world;
    StoreStory().tell(world.story, 1s);
    const Expected<Plan> plan = world.plan(failover);
    QVERIFY(plan);
    const Lines steps = StoreWorld::literals(*plan);
    QCOMPARE(steps.front(), std::string("0 imap21: run cyrus-slot stop store07"));
    QCOMPARE(steps[3], std::string("0 imap21: run cyrus-slot become store07 replica"));
    QCOMPARE(steps.back(), std::string("0 imap21: run cyrus-slot start store07"));
    QVERIFY(StoreWorld::answer(*plan, "F1").starts_with("fail: the slot on imap21 runs for imap"));
    QCOMPARE(StoreWorld::answer(*plan, "F2"), std::string("fail: imap21 answers: use store-switchover"));
}

void tst_store_failover::withoutTheMapNothingIsDone()
{
    StoreWorld world;
    StoreStory told;
    told.mapMaster = "imap22";
    world.lose(told);
    const Expected<Plan> plan = world.plan(failover);
    QVERIFY(plan);
    QCOMPARE(StoreWorld::answer(*plan, "F19"), std::string("fail: it names imap22"));
    QVERIFY(!hardBlocks(*plan).empty());
}

void tst_store_failover::whatMakesNoSenseIsSaid_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("parameter");
    QTest::addColumn<QString>("says");
    QTest::newRow("no store") << QStringLiteral("host/imap21") << QString() << QStringLiteral("expected a store");
    QTest::newRow("no such copy") << QStringLiteral("store/store07") << QStringLiteral("to=imap29")
                                  << QStringLiteral("no other copy on");
    QTest::newRow("its own host") << QStringLiteral("store/store07") << QStringLiteral("to=imap21")
                                  << QStringLiteral("no other copy on");
    QTest::newRow("no such parameter") << QStringLiteral("store/store07") << QStringLiteral("force=yes")
                                       << QStringLiteral("no parameter is called");
}

void tst_store_failover::whatMakesNoSenseIsSaid()
{
    QFETCH(QString, target);
    QFETCH(QString, parameter);
    QFETCH(QString, says);
    StoreWorld world;
    StoreStory().tell(world.story, 1s);
    Request request = failover;
    request.targets = {
        {target.section(QLatin1Char(0x2f), 0, 0).toStdString(), target.section(QLatin1Char(0x2f), 1).toStdString()}};
    if (!parameter.isEmpty())
        request.parameters[parameter.section(QLatin1Char(0x3d), 0, 0).toStdString()] =
            parameter.section(QLatin1Char(0x3d), 1).toStdString();
    const Expected<Plan> plan = world.plan(request);
    QVERIFY(!plan);
    QVERIFY2(QString::fromStdString(plan.error().sentence()).contains(says), plan.error().sentence().c_str());
}

SIGNALBOX_TEST(tst_store_failover)
} // namespace tst_store_failover

#include "tst_store_failover.moc"
