// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <story/storestory.h>
#include <support/testprogram.h>

namespace tst_store_map_differs
{
using namespace signalbox;
using namespace std::chrono_literals;
using Lines = std::vector<std::string>;

/// Were this wrong, users would be sent to a copy that takes nothing in, and only they would know.
class tst_store_map_differs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theMapAndTheSlotsAreCompared();
};

void tst_store_map_differs::theMapAndTheSlotsAreCompared()
{
    Story story(StoreStory::estate());
    StoreStory told;
    told.tell(story, 1s);
    QCOMPARE(story.stated("store-map-differs"), Lines());
    told.mapMaster = "imap22";
    told.tell(story, 11s);
    QCOMPARE(story.stated("store-map-differs"),
             Lines{"critical: the map of stores names imap22, but the master is imap21"});
}

SIGNALBOX_TEST(tst_store_map_differs)
} // namespace tst_store_map_differs

#include "tst_store_map_differs.moc"
