// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <support/testprogram.h>

#include "storeworld.h"

namespace tst_store_return
{
using namespace signalbox;
using namespace std::chrono_literals;
using Lines = std::vector<std::string>;

/// Were this wrong, what only the old master has would be overwritten, or it would take in mail beside the new one.
class tst_store_return : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatOnlyItHasIsSentBeforeItStarts();
    void withoutAnOldMasterThereIsNothingToReturn();
};

void tst_store_return::whatOnlyItHasIsSentBeforeItStarts()
{
    StoreWorld world;
    StoreStory told;
    told.imap22.master = 1;
    told.mapMaster = "imap22";
    told.tell(world.story, 1s);
    const Expected<Plan> plan = world.plan({"store-return", {{"store", "store07"}}, {}});
    QVERIFY2(plan, plan ? "" : plan.error().sentence().c_str());
    QCOMPARE(StoreWorld::literals(*plan),
             (Lines{"0 imap21: run cyrus-slot stop store07", "0 imap21: run cyrus-slot become store07 replica",
                    "0 imap21: run cyrus-slot recover store07", "0 imap21: run cyrus-slot start store07"}));
    QVERIFY(StoreWorld::answer(*plan, "F19").starts_with("pass"));
}

void tst_store_return::withoutAnOldMasterThereIsNothingToReturn()
{
    StoreWorld world;
    StoreStory().tell(world.story, 1s);
    QVERIFY(!world.plan({"store-return", {{"store", "store07"}}, {}}));
}

SIGNALBOX_TEST(tst_store_return)
} // namespace tst_store_return

#include "tst_store_return.moc"
