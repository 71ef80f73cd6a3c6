// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <story/story.h>
#include <support/testprogram.h>

namespace tst_heartbeat_failing
{
using namespace signalbox;
using namespace std::chrono_literals;

/// Were this wrong, nobody would learn that nobody watches the watch.
class TestHeartbeatFailing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aHeartbeatThatIsNotHeardIsAWarning();
};

void TestHeartbeatFailing::aHeartbeatThatIsNotHeardIsAWarning()
{
    Story story;
    story.from("journal").every(1h);
    story.at(1s).says("heartbeat/out", "page_up", 0).says("heartbeat/out", "page_error", std::string("refused")).tick();
    QCOMPARE(story.stated("heartbeat-failing"),
             std::vector<std::string>{"warning: the dead-man's service is not reached: refused"});
    QCOMPARE(story.raised(), std::vector<std::string>());
    story.at(3min).tick();
    QCOMPARE(story.raised().size(), 1U);
    story.at(4min).says("heartbeat/out", "page_up", 1).says("heartbeat/out", "page_error", std::string()).tick();
    QCOMPARE(story.raised(), std::vector<std::string>());
}

SIGNALBOX_TEST(TestHeartbeatFailing)
} // namespace tst_heartbeat_failing

#include "tst_heartbeat_failing.moc"
