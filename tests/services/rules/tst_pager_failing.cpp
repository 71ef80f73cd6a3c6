// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <story/story.h>
#include <support/testprogram.h>

namespace tst_pager_failing
{
using namespace signalbox;
using namespace std::chrono_literals;

/// Were this wrong, a pager that reaches nobody would be found out on the night that it is needed.
class TestPagerFailing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFailureIsCriticalUntilAPageGoesThrough();
    void oneThatProvesNothingIsAWarning();
};

void TestPagerFailing::aFailureIsCriticalUntilAPageGoesThrough()
{
    Story story;
    story.from("journal").every(24h);
    story.at(1s).says("pager/sms", "page_up", 0).says("pager/sms", "page_error", std::string("no route")).tick();
    QCOMPARE(story.stated("pager-failing"), std::vector<std::string>{"critical: nobody is reached this way: no route"});
    story.at(2s).says("pager/sms", "page_up", 1).says("pager/sms", "page_error", std::string()).tick();
    QCOMPARE(story.stated("pager-failing"), std::vector<std::string>());
}

void TestPagerFailing::oneThatProvesNothingIsAWarning()
{
    Story story;
    story.from("journal").every(24h);
    story.at(1s).says("pager/sms", "page_up", 1).says("pager/sms", "page_last_success_timestamp_seconds", 1).tick();
    story.at(47h).tick();
    QCOMPARE(story.stated("pager-failing"), std::vector<std::string>());
    story.at(49h).tick();
    QCOMPARE(story.stated("pager-failing"),
             std::vector<std::string>{"warning: no page went this way for twice as long as the canary asks for"});
}

SIGNALBOX_TEST(TestPagerFailing)
} // namespace tst_pager_failing

#include "tst_pager_failing.moc"
