// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <support/testprogram.h>

#include "storeworld.h"

namespace tst_host_evacuation
{
using namespace signalbox;
using namespace std::chrono_literals;
using Lines = std::vector<std::string>;

/// Were this wrong, the one bad store would be moved with the fourteen good ones, or hold them all up.
class tst_host_evacuation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theViableAreMovedAndTheRestIsNamed();
    void aHostWithoutStoresIsSaid();
};

void tst_host_evacuation::theViableAreMovedAndTheRestIsNamed()
{
    std::string estate = StoreStory::estate();
    const std::string one = "store07: {slots: [imap21, imap22], new_users: false}";
    estate.replace(estate.find(one), one.size(), one + ", store08: {slots: [imap21, imap22]}");
    StoreWorld world(estate);
    StoreStory told;
    told.tell(world.story, 1s);
    world.story.at(2s).from("node").says("store/store08", "cyrus_slot_master", 1, {{"slot", "imap21"}});
    world.story.says("store/store08", "cyrus_probe_run_time_seconds",
                     static_cast<double>(world.story.picture().wall().time_since_epoch().count()) / 1000,
                     {{"slot", "imap21"}});
    world.story.tick();
    const Expected<Plan> plan = world.plan({"host-evacuation", {{"host", "imap21"}}, {}});
    QVERIFY2(plan, plan ? "" : plan.error().sentence().c_str());
    QCOMPARE(plan->request.action, std::string("store-switchover"));
    QCOMPARE(plan->request.targets, (std::vector<Subject>{{"store", "store07"}}));
    QVERIFY2(StoreWorld::answer(*plan, "G1").starts_with("fail: store08 stays: imap22: "),
             StoreWorld::answer(*plan, "G1").c_str());
    const Expected<Plan> again = world.plan(plan->request);
    QVERIFY(again);
    QCOMPARE(planHash(*again), planHash(*plan)); // as it is made again before it begins
}

void tst_host_evacuation::aHostWithoutStoresIsSaid()
{
    StoreWorld world;
    StoreStory().tell(world.story, 1s);
    const Expected<Plan> plan = world.plan({"host-evacuation", {{"host", "imap22"}}, {}});
    QVERIFY(!plan);
    QVERIFY(plan.error().sentence().find("no store has its master on imap22") != std::string::npos);
}

SIGNALBOX_TEST(tst_host_evacuation)
} // namespace tst_host_evacuation

#include "tst_host_evacuation.moc"
