// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <story/storestory.h>
#include <support/testprogram.h>

namespace tst_store_not_recovered
{
using namespace signalbox;
using namespace std::chrono_literals;
using Lines = std::vector<std::string>;

/// Were this wrong, users who were left behind by a failover would be found by whoever they complain to.
class tst_store_not_recovered : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasLostStaysUntilTheOldCopyIsReturned();
    void aViableReplicaLeavesNothingBehind();
    void whatNobodyKnewIsNotNothing();
};

namespace
{
/// The store is on imap22 now, and imap21 is silent.
StoreStory movedTo22()
{
    StoreStory told;
    told.imap21.isProbed = false;
    told.imap21.answers = false;
    told.imap22.master = 1;
    told.mapMaster = "imap22";
    return told;
}
} // namespace

void tst_store_not_recovered::whatWasLostStaysUntilTheOldCopyIsReturned()
{
    Story story(StoreStory::estate());
    StoreStory before;
    before.lag = 183600;
    before.waiting = {"yan", "xia"};
    before.imap22.users = 98;
    before.tell(story, 1s);
    QCOMPARE(story.stated("store-not-recovered"), Lines());
    StoreStory told = movedTo22();
    told.imap22.users = 98;
    told.tell(story, 301s);
    const Lines lost{"warning: what only imap21 has is not recovered: 2 users are not wholly there; "
                     "2 accounts exist only on imap21"};
    QCOMPARE(story.stated("store-not-recovered"), lost);
    told.tell(story, 50h); // no comparison of that time is young any more
    QCOMPARE(story.stated("store-not-recovered"), lost);
    told.imap21 = {0, 100, true, true};
    told.imap22.users = 100;
    told.tell(story, 51h);
    QCOMPARE(story.stated("store-not-recovered"), Lines());
}

void tst_store_not_recovered::aViableReplicaLeavesNothingBehind()
{
    Story story(StoreStory::estate());
    StoreStory().tell(story, 1s);
    movedTo22().tell(story, 301s);
    QCOMPARE(story.stated("store-not-recovered"), Lines());
    movedTo22().tell(story, 50h);
    QCOMPARE(story.stated("store-not-recovered"), Lines());
}

void tst_store_not_recovered::whatNobodyKnewIsNotNothing()
{
    Story story(StoreStory::estate());
    StoreStory before;
    before.tell(story, 1s);
    before.tell(story, 700s, 1s); // the probe had died before its host
    movedTo22().tell(story, 1401s);
    QCOMPARE(story.stated("store-not-recovered"),
             Lines{"warning: what only imap21 has is not recovered: nobody can tell who is missing"});
}

SIGNALBOX_TEST(tst_store_not_recovered)
} // namespace tst_store_not_recovered

#include "tst_store_not_recovered.moc"
