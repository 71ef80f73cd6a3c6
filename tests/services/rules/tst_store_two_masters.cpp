// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <story/storestory.h>
#include <support/testprogram.h>

namespace tst_store_two_masters
{
using namespace signalbox;
using namespace std::chrono_literals;
using Lines = std::vector<std::string>;

/// Were this wrong, an old master that came back would take in mail that is lost later.
class tst_store_two_masters : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anOldMasterThatComesBackIsOne();
};

void tst_store_two_masters::anOldMasterThatComesBackIsOne()
{
    Story story(StoreStory::estate());
    StoreStory told;
    told.tell(story, 1s);
    told.imap21 = {1, 100, false, false};
    told.imap22.master = 1;
    told.tell(story, 200s);
    QCOMPARE(story.stated("store-two-masters"), Lines());
    told.imap21 = {1, 100, true, true};
    told.tell(story, 300s);
    QCOMPARE(story.stated("store-two-masters"), Lines{"critical: imap21 and imap22 both say that they are the master"});
}

SIGNALBOX_TEST(tst_store_two_masters)
} // namespace tst_store_two_masters

#include "tst_store_two_masters.moc"
