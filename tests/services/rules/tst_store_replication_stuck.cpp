// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <story/storestory.h>
#include <support/testprogram.h>

namespace tst_store_replication_stuck
{
using namespace signalbox;
using namespace std::chrono_literals;
using Lines = std::vector<std::string>;

/// Were this wrong, replication would stand still for two days, and a process check would say that all is well.
class tst_store_replication_stuck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theEventIsNamed();
    void anEventThatIsGoneFromTheAnswerIsNotBelieved();
};

void tst_store_replication_stuck::theEventIsNamed()
{
    Story story(StoreStory::estate());
    StoreStory told;
    told.lag = 61;
    told.head = "RENAME user.a user.b";
    told.headAge = 59;
    told.tell(story, 1s);
    QCOMPARE(story.stated("store-replication-stuck"), Lines());
    told.headAge = 61;
    told.tell(story, 3s);
    QCOMPARE(story.stated("store-replication-stuck"), Lines{"critical: imap22 is stuck on RENAME user.a user.b"});
}

// An exporter leaves out what is over, and says nothing of it.
void tst_store_replication_stuck::anEventThatIsGoneFromTheAnswerIsNotBelieved()
{
    Story story(StoreStory::estate());
    StoreStory told;
    told.head = "USER zoe";
    told.headAge = 600;
    told.tell(story, 1s);
    told.head.clear();
    told.tell(story, 11s);
    QCOMPARE(story.stated("store-replication-stuck"), Lines());
}

SIGNALBOX_TEST(tst_store_replication_stuck)
} // namespace tst_store_replication_stuck

#include "tst_store_replication_stuck.moc"
