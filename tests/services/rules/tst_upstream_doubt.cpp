// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <story/story.h>
#include <support/testprogram.h>

namespace tst_upstream_doubt
{
using namespace signalbox;
using namespace std::chrono_literals;

/// Were this wrong, an Alertmanager that nobody sends alerts to any more would look like an estate that is well.
class tst_upstream_doubt : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDoubtIsNotKnowing();
};

void tst_upstream_doubt::aDoubtIsNotKnowing()
{
    Story story;
    story.from("pager").at(1s).says("source/pager", "alertmanager_warning", std::string()).tick();
    QCOMPARE(story.raised(), std::vector<std::string>());
    story.at(11s).says("source/pager", "alertmanager_warning", std::string("its cluster is settling")).tick();
    QCOMPARE(story.raised(),
             std::vector<std::string>{
                 "upstream-doubt source/pager: its alerts may not be all there are: its cluster is settling"});
    QCOMPARE(story.picture().alerts[0].cell.severity, Severity::Unknown);
    story.at(21s).says("source/pager", "alertmanager_warning", std::string()).tick();
    QCOMPARE(story.raised(), std::vector<std::string>());
}

SIGNALBOX_TEST(tst_upstream_doubt)
} // namespace tst_upstream_doubt

#include "tst_upstream_doubt.moc"
