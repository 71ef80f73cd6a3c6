// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <support/testprogram.h>

#include "storeworld.h"

namespace tst_store_heal
{
using namespace signalbox;
using namespace std::chrono_literals;
using Lines = std::vector<std::string>;

/// Were this wrong, a stuck replica would stay stuck, or a healthy one be dropped.
class tst_store_heal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLogIsSetAsideAndTheUserDropped();
    void aHealthyOneIsLeftAlone();
    void aNameThatLooksLikeAnOptionIsRefused();
};

namespace
{
void tellStuck(StoreWorld &world)
{
    StoreStory told;
    told.lag = 100;
    told.head = "USER zoe";
    told.headAge = 100;
    told.tell(world.story, 1s);
}
} // namespace

void tst_store_heal::theLogIsSetAsideAndTheUserDropped()
{
    StoreWorld world;
    tellStuck(world);
    const Expected<Plan> plan = world.plan({"store-heal", {{"store", "store07"}}, {{"user", "zoe"}}});
    QVERIFY(plan);
    QCOMPARE(StoreWorld::literals(*plan),
             (Lines{"0 imap22: run cyrus-slot reset store07 zoe", "0 imap21: run cyrus-slot quarantine store07"}));
}

void tst_store_heal::aHealthyOneIsLeftAlone()
{
    StoreWorld world;
    StoreStory().tell(world.story, 1s);
    const Expected<Plan> plan = world.plan({"store-heal", {{"store", "store07"}}, {}});
    QVERIFY(plan);
    QCOMPARE(plan->blockedBy, std::string("no replica of store07 is stuck or known to lack anybody"));
}

void tst_store_heal::aNameThatLooksLikeAnOptionIsRefused()
{
    StoreWorld world;
    tellStuck(world);
    for (const char *name : {"", "-A", "a b", "a\nb"})
        QVERIFY(!world.plan({"store-heal", {{"store", "store07"}}, {{"user", name}}}));
}

SIGNALBOX_TEST(tst_store_heal)
} // namespace tst_store_heal

#include "tst_store_heal.moc"
