// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <story/story.h>
#include <support/testprogram.h>

namespace tst_run_waiting
{
using namespace signalbox;
using namespace std::chrono_literals;

/// Were this wrong, a run that stopped half way would be paged to nobody.
class TestRunWaiting : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itIsCriticalUntilAPersonDecided();
};

void TestRunWaiting::itIsCriticalUntilAPersonDecided()
{
    const Labels run{{"run", "0123456789ab"}};
    Story story;
    story.from("journal").every(24h);
    story.at(1s)
        .says("host/web1", "signalbox_run_waiting", 1, run)
        .says("host/web1", "signalbox_run_state", std::string("Restart nginx on web1: outcome unknown"), run)
        .tick();
    QCOMPARE(story.stated("run-waiting"), std::vector<std::string>{"critical: Restart nginx on web1: outcome unknown"});
    story.at(2s).says("host/web1", "signalbox_run_waiting", 0, run).tick();
    QCOMPARE(story.stated("run-waiting"), std::vector<std::string>());
}

SIGNALBOX_TEST(TestRunWaiting)
} // namespace tst_run_waiting

#include "tst_run_waiting.moc"
