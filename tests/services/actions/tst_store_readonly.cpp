// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <support/testprogram.h>

#include "storeworld.h"

namespace tst_store_readonly
{
using namespace signalbox;
using namespace std::chrono_literals;
using Lines = std::vector<std::string>;

/// Were this wrong, mail for a store whose master is lost would be refused for good, or a store that could be failed
/// over would be left without mail.
class tst_store_readonly : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLostStoreIsHeldInOneStepAndBackInOne();
    void eachGuardSaysYesAndNo_data();
    void eachGuardSaysYesAndNo();
    void whereTheMapCannotHoldItNothingIsDone();
    void itIsOfferedOnlyWhereNothingBetterIs();
};

namespace
{
const Request hold{"store-readonly", {{"store", "store07"}}, {}};
const std::string program = "signalboxctl store-map --file /var/lib/config.db --table stores --store name "
                            "--master master --serial serial --reading read_at ";

std::string estateWithReading()
{
    std::string estate = StoreStory::estate();
    return estate.insert(estate.find("serial: serial") + 14, ", reading: read_at");
}

/// Stuck for two days with two users who are nowhere else.
StoreStory stuck()
{
    StoreStory told;
    told.lag = 183600;
    told.head = "RENAME user.a user.b";
    told.headAge = 183600;
    told.waiting = {"yan", "xia"};
    told.imap22.users = 98;
    told.reading = "";
    return told;
}

std::string joined(const StepCommand &command)
{
    std::string text;
    for (const std::string &word : command.words)
        text.append(text.empty() ? "" : " ").append(word);
    return text;
}
} // namespace

void tst_store_readonly::aLostStoreIsHeldInOneStepAndBackInOne()
{
    StoreWorld world(estateWithReading());
    StoreStory told = stuck();
    world.lose(told);
    const Expected<Plan> plan = world.plan(hold);
    QVERIFY2(plan, plan ? "" : plan.error().sentence().c_str());
    QCOMPARE(plan->blockedBy, std::string());
    QCOMPARE(plan->title, std::string("Hold store07, and have it read on imap22"));
    QCOMPARE(StoreWorld::literals(*plan), (Lines{"0 " + program + "read store07 - imap22 7"}));
    QCOMPARE(joined(*plan->steps[0].probe), program + "is-read store07 imap22");
    QCOMPARE(joined(*plan->steps[0].undo), program + "read store07 imap22 - 8"); // it went up with the step
    QVERIFY(plan->isReversible);
    // Its hosts are not touched: fifteen others may be moved off them at the same time.
    QCOMPARE(plan->claims, Lines{"store/store07"});
    QVERIFY(hardBlocks(*plan).empty());
    QCOMPARE(StoreWorld::answer(*plan, "H1"), std::string("pass: imap22 is stuck on RENAME user.a user.b"));
    QVERIFY(StoreWorld::answer(*plan, "F12").starts_with("fail: 2 users are not wholly there: xia; yan"));
}

void tst_store_readonly::eachGuardSaysYesAndNo_data()
{
    QTest::addColumn<QString>("guard");
    QTest::addColumn<QString>("no");
    QTest::newRow("two observers") << QStringLiteral("F1") << QStringLiteral("fail: down for node");
    QTest::newRow("its master answers") << QStringLiteral("F2")
                                        << QStringLiteral("fail: imap21 answers: use store-switchover");
    QTest::newRow("the replica is lost too")
        << QStringLiteral("F3") << QStringLiteral("fail: nothing is heard of the copy on imap22");
    QTest::newRow("the map names another") << QStringLiteral("F19") << QStringLiteral("fail: it names imap22");
    QTest::newRow("a viable replica") << QStringLiteral("H1")
                                      << QStringLiteral("fail: imap22 is viable: store-failover loses nothing");
}

void tst_store_readonly::eachGuardSaysYesAndNo()
{
    QFETCH(QString, guard);
    QFETCH(QString, no);
    const std::string id = guard.toStdString();
    for (const bool isMet : {true, false}) {
        StoreWorld world(estateWithReading());
        StoreStory told = stuck();
        if (!isMet && id == "H1") {
            told = StoreStory();
            told.reading = "";
        }
        if (!isMet && id == "F19")
            told.mapMaster = "imap22";
        if (!isMet && id == "F3")
            told.imap22 = {0, 98, false, false};
        if (!isMet && id == "F2") {
            told.tell(world.story, 1s);
        } else if (!isMet && id == "F1") { // the slot's own word is one more
            told.tell(world.story, 1s);
            told.imap21.isProbed = false;
            world.story.at(301s).from("node").says("host/imap21", "up", 0);
            world.story.says("store/store07", "cyrus_imap_up", 0, {{"slot", "imap21"}});
            world.story.tick();
        } else {
            world.lose(told);
        }
        const Expected<Plan> plan = world.plan(hold);
        QVERIFY2(plan, plan ? "" : plan.error().sentence().c_str());
        const std::string answer = StoreWorld::answer(*plan, id);
        if (isMet)
            QVERIFY2(answer.starts_with("pass: "), answer.c_str());
        else
            QVERIFY2(answer.starts_with(no.toStdString()), answer.c_str());
    }
}

void tst_store_readonly::whereTheMapCannotHoldItNothingIsDone()
{
    for (const bool isHeld : {false, true}) {
        StoreWorld world(estateWithReading());
        StoreStory told = stuck();
        told.reading.reset();
        if (isHeld)
            told.reading = "imap22";
        world.lose(told);
        const Expected<Plan> plan = world.plan(hold);
        QVERIFY(plan);
        QVERIFY(plan->steps.empty());
        QVERIFY2(plan->blockedBy.find(isHeld ? "is held already" : "cyrus.map.reading") != std::string::npos,
                 plan->blockedBy.c_str());
    }
}

void tst_store_readonly::itIsOfferedOnlyWhereNothingBetterIs()
{
    for (const bool isStuck : {true, false}) {
        StoreWorld world(estateWithReading());
        StoreStory told = isStuck ? stuck() : StoreStory();
        told.reading = "";
        world.lose(told);
        bool isOffered = false;
        for (const auto &[request, title] : offersFor(*world.story.engine().fold().publish(), {"store", "store07"}))
            isOffered = isOffered || request == hold;
        QCOMPARE(isOffered, isStuck);
    }
}

SIGNALBOX_TEST(tst_store_readonly)
} // namespace tst_store_readonly

#include "tst_store_readonly.moc"
