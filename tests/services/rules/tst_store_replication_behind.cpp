// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <story/storestory.h>
#include <support/testprogram.h>

namespace tst_store_replication_behind
{
using namespace signalbox;
using namespace std::chrono_literals;
using Lines = std::vector<std::string>;

/// Were this wrong, the warning would come with the page, or for every large delivery.
class tst_store_replication_behind : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFifthOfWhatIsAllowedWarns();
    void shelvedItHidesNoStuckEvent();
};

void tst_store_replication_behind::aFifthOfWhatIsAllowedWarns()
{
    Story story(StoreStory::estate());
    StoreStory told;
    told.lag = 59;
    told.tell(story, 1s);
    QCOMPARE(story.stated("store-replication-behind"), Lines());
    told.lag = 61;
    told.tell(story, 11s);
    QCOMPARE(story.stated("store-replication-behind"), Lines{"warning: imap22 is more than 1 min behind"});
}

void tst_store_replication_behind::shelvedItHidesNoStuckEvent()
{
    Story story(StoreStory::estate());
    StoreStory told;
    told.lag = 200;
    told.tell(story, 1s);
    told.tell(story, 40s);
    told.head = "USER zoe";
    told.headAge = 200;
    told.tell(story, 50s);
    QCOMPARE(story.stated("store-replication-behind"), Lines());
    QCOMPARE(story.stated("store-replication-stuck").size(), std::size_t(1));
}

SIGNALBOX_TEST(tst_store_replication_behind)
} // namespace tst_store_replication_behind

#include "tst_store_replication_behind.moc"
