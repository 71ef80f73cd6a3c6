// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <support/testprogram.h>

#include "storeworld.h"

namespace tst_store_switchover
{
using namespace signalbox;
using namespace std::chrono_literals;
using Lines = std::vector<std::string>;

/// Were this wrong, a planned move would lose what was still on its way, or leave a store stopped.
class tst_store_switchover : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itIsDrainedBeforeTheRolesChange();
    void aReplicaThatHasNotCaughtUpIsRefused();
    void aLostMasterIsNotSwitched();
};

namespace
{
const Request switchover{"store-switchover", {{"store", "store07"}}, {}};
}

void tst_store_switchover::itIsDrainedBeforeTheRolesChange()
{
    StoreWorld world;
    world.story.at(1s).from("node").says("host/imap21", "node_load1", 1).says("host/imap22", "node_load1", 1);
    StoreStory().tell(world.story, 1s);
    const Expected<Plan> plan = world.plan(switchover);
    QVERIFY(plan);
    QCOMPARE(plan->blockedBy, std::string());
    Lines words;
    for (const Step &step : plan->steps)
        words.push_back(step.words);
    QCOMPARE(words, (Lines{"store07: Stop it on imap21", "store07: Send what imap21 still has",
                           "store07: Stop it on imap22", "store07: Make the copy on imap22 the master",
                           "store07: Make the copy on imap21 the replica", "store07: Name imap22 in the map of stores",
                           "store07: Start it as the master on imap22", "store07: Start it as a replica on imap21"}));
    for (const char *id : {"F3", "F4", "F7", "F12", "F19", "P1", "P2"})
        QVERIFY2(StoreWorld::answer(*plan, id).starts_with("pass"),
                 (id + (": " + StoreWorld::answer(*plan, id))).c_str());
}

void tst_store_switchover::aReplicaThatHasNotCaughtUpIsRefused()
{
    StoreWorld world;
    StoreStory told;
    told.lag = 6;
    told.tell(world.story, 1s);
    const Expected<Plan> plan = world.plan(switchover);
    QVERIFY(plan);
    QCOMPARE(StoreWorld::answer(*plan, "P2"), std::string("fail: 6 s behind"));
}

void tst_store_switchover::aLostMasterIsNotSwitched()
{
    StoreWorld world;
    StoreStory told;
    told.tell(world.story, 1s);
    told.imap21 = {1, 100, false, false};
    told.tell(world.story, 301s);
    const Expected<Plan> plan = world.plan(switchover);
    QVERIFY(plan);
    QCOMPARE(plan->blockedBy, std::string("nothing is heard of the master on imap21: use store-failover"));
}

SIGNALBOX_TEST(tst_store_switchover)
} // namespace tst_store_switchover

#include "tst_store_switchover.moc"
