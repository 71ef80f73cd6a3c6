// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <story/storestory.h>
#include <support/testprogram.h>

namespace tst_store_held
{
using namespace signalbox;
using namespace std::chrono_literals;
using Lines = std::vector<std::string>;

/// Were this wrong, a store that was left so at night would be forgotten until its senders gave up.
class tst_store_held : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itStaysUntilItIsReleasedAndItsDeadlineIsTold();
    void thatTheMasterIsBackIsSaid();
    void aHostThatRunsWithoutItsSlotDoesNotPutTheDeadlineOff();
    void sinceWhenMayNotBeKnown();
};

namespace
{
StoreStory stuck()
{
    StoreStory told;
    told.lag = 183600;
    told.waiting = {"yan", "xia"};
    told.imap22.users = 98;
    told.reading = "";
    return told;
}

void lose(Story &story, StoreStory &told)
{
    told.tell(story, 1s);
    told.imap21.isProbed = false;
    told.imap21.answers = false;
    told.reading = "imap22";
}

const std::string held = "held, and read on imap22; 2 users are not wholly there; 2 accounts exist only on imap21; ";
} // namespace

void tst_store_held::itStaysUntilItIsReleasedAndItsDeadlineIsTold()
{
    Story story(StoreStory::estate());
    StoreStory told = stuck();
    lose(story, told);
    QCOMPARE(story.stated("store-held"), Lines());
    told.tell(story, 301s);
    const Lines first = story.stated("store-held");
    QCOMPARE(first.size(), 1U);
    QVERIFY2(first[0].starts_with("warning: " + held + "senders give up from 20"), first[0].c_str());
    const std::string date = first[0].substr(first[0].size() - 10);
    told.tell(story, 72h);
    QCOMPARE(story.stated("store-held"), Lines{"warning: " + held + "senders give up from " + date});
    told.tell(story, 72h + 2s); // a day before
    QCOMPARE(story.stated("store-held"), Lines{"critical: " + held + "senders give up from " + date});
    told.tell(story, 96h + 2s);
    QCOMPARE(story.stated("store-held"), Lines{"critical: " + held + "senders have given up since " + date});
    told.reading = "";
    told.tell(story, 97h);
    QCOMPARE(story.stated("store-held"), Lines());
}

void tst_store_held::thatTheMasterIsBackIsSaid()
{
    Story story(StoreStory::estate());
    StoreStory told = stuck();
    lose(story, told);
    told.imap21.isProbed = true;
    told.imap21.answers = true;
    told.tell(story, 301s);
    QCOMPARE(story.stated("store-held"),
             Lines{"warning: held, and read on imap22; mail waits, though imap21 is back: see store-release"});
}

void tst_store_held::aHostThatRunsWithoutItsSlotDoesNotPutTheDeadlineOff()
{
    Story story(StoreStory::estate());
    StoreStory told = stuck();
    lose(story, told);
    told.tell(story, 301s);
    const Lines before = story.stated("store-held");
    told.imap21.isProbed = true; // its root file system was made anew; the slot is not started
    story.at(2h).from("node").says("store/store07", "cyrus_slot_running", 0, {{"slot", "imap21"}});
    told.tell(story, 2h);
    QCOMPARE(story.stated("store-held"), before);
}

void tst_store_held::sinceWhenMayNotBeKnown()
{
    Story story(StoreStory::estate());
    story.at(1s).from("map").says("store/store07", "store_map_master", "imap21");
    story.says("store/store07", "store_map_reading", "imap22").tick();
    const Lines stated = story.stated("store-held");
    QCOMPARE(stated.size(), 1U);
    QVERIFY2(stated[0].find("nobody can tell who is missing") != std::string::npos, stated[0].c_str());
    QVERIFY2(stated[0].find("nobody knows since when") != std::string::npos, stated[0].c_str());
}

SIGNALBOX_TEST(tst_store_held)
} // namespace tst_store_held

#include "tst_store_held.moc"
