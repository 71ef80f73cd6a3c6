// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <story/story.h>
#include <support/testprogram.h>

namespace tst_host_down
{
using namespace signalbox;
using namespace std::chrono_literals;

namespace
{
using Lines = std::vector<std::string>;

Story &sayUp(Story &story)
{
    return story.from("node").says("host/imap21", "up", 1).says("host/imap21", "scrape_error", std::string());
}

Story &sayDown(Story &story)
{
    return story.from("node").says("host/imap21", "up", 0).says("host/imap21", "scrape_error", "connection refused");
}

Story &sayTarget(Story &story, const std::string &job, double up)
{
    const Labels labels{{"job", job}};
    story.from("fleet").says("host/imap21", "target_up", up, labels);
    return story.says("host/imap21", "target_error", up == 1 ? "" : "context deadline exceeded", labels);
}
} // namespace

/// Were this wrong, a dead host would be one grey line among many, or a dead exporter would wake somebody for a host
/// that lives.
class tst_host_down : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void twoSourcesThatAgreeAreADeadHost();
    void oneMissedAnswerIsNoDeath();
    void whoLooksOftenIsBelievedSoon();
    void observersThatDisagreeAreNamed();
    void whoHasStoppedLookingIsNoObserver();
    void oneObserverIsSaidToBeOne();
    void whatOnlyWeAskIsLeftToSourceDead();
    void aProberThatAnswersIsNoHostThatDoes();
};

void tst_host_down::twoSourcesThatAgreeAreADeadHost()
{
    Story story;
    sayDown(story.at(1s));
    sayTarget(story, "node", 0).tick();
    QCOMPARE(story.stated("host-down"),
             (Lines{"critical: imap21 is down: node (connection refused), fleet/node (context deadline "
                    "exceeded)"}));
    sayUp(story.at(5s)).tick();
    QCOMPARE(story.stated("host-down"),
             (Lines{"warning: observers disagree about imap21: down for fleet/node (context deadline "
                    "exceeded), up for node"}));
    sayTarget(story.at(6s), "node", 1).tick();
    QCOMPARE(story.stated("host-down"), Lines());
}

void tst_host_down::oneMissedAnswerIsNoDeath()
{
    const auto isRaised = [](Story &story) {
        return !story.raised().empty() && story.raised().front().starts_with("host-down");
    };
    Story story;
    story.every(60s);
    sayDown(story.at(1s));
    sayTarget(story, "node", 0).tick();
    sayUp(story.at(61s));
    sayTarget(story, "node", 1).tick();
    QCOMPARE(story.stated("host-down"), Lines());
    for (const Milliseconds time : {121s, 181s}) {
        sayDown(story.at(time));
        sayTarget(story, "node", 0).tick();
        QVERIFY(!isRaised(story));
    }
    story.at(121s + 90s).tick();
    QVERIFY(isRaised(story));
}

// Lost if it fails: a thousand dead hosts are on the screen a minute after they could have been.
void tst_host_down::whoLooksOftenIsBelievedSoon()
{
    Story story;
    sayTarget(story.every(10s).at(1s), "node", 0);
    sayTarget(story.every(20s), "mysqld", 0).tick();
    story.at(16s - 1ms).tick();
    QCOMPARE(story.raised().size(), std::size_t(0));
    story.at(16s).tick();
    QCOMPARE(story.raised().size(), std::size_t(1));
    QVERIFY(story.raised().front().starts_with("host-down host/imap21"));
}

void tst_host_down::observersThatDisagreeAreNamed()
{
    Story story;
    sayTarget(story.at(1s), "node", 0);
    story.from("fleet").says("host/imap21", "probe_success", 1, {{"job", "icmp"}}).tick();
    QCOMPARE(story.stated("host-down"),
             (Lines{"warning: observers disagree about imap21: down for fleet/node (context deadline "
                    "exceeded), up for fleet/icmp"}));
}

void tst_host_down::whoHasStoppedLookingIsNoObserver()
{
    Story story;
    sayUp(story.at(1s));
    sayTarget(story, "node", 0).tick();
    QVERIFY(story.stated("host-down").front().starts_with("warning: observers disagree"));
    sayTarget(story.at(20s), "node", 0).tick();
    story.at(21s).tick(); // two intervals: what the other one said is late
    QCOMPARE(story.stated("host-down"),
             (Lines{"critical: imap21 is down: fleet/node (context deadline exceeded); seen by one "
                    "observer only"}));
    story.at(10min).tick();
    QCOMPARE(story.stated("host-down"), Lines());
}

void tst_host_down::oneObserverIsSaidToBeOne()
{
    Story story;
    sayTarget(story.at(1s), "node", 0);
    sayTarget(story, "mysqld", 0).tick();
    QCOMPARE(story.stated("host-down"),
             (Lines{"critical: imap21 is down: fleet/node (context deadline exceeded), fleet/mysqld "
                    "(context deadline exceeded); seen by one observer only"}));
}

void tst_host_down::whatOnlyWeAskIsLeftToSourceDead()
{
    Story story;
    sayDown(story.at(1s)).tick();
    QCOMPARE(story.stated("host-down"), Lines());
    QCOMPARE(story.raised().size(), std::size_t(1));
    QVERIFY(story.raised().front().starts_with("source-dead source/node"));
}

void tst_host_down::aProberThatAnswersIsNoHostThatDoes()
{
    Story story;
    story.at(1s).from("probe").says("host/imap21", "up", 1).says("host/imap21", "probe_success", 0);
    sayDown(story).tick();
    QCOMPARE(story.stated("host-down"),
             (Lines{"critical: imap21 is down: node (connection refused), probe (the probe failed)"}));
}

SIGNALBOX_TEST(tst_host_down)
} // namespace tst_host_down

#include "tst_host_down.moc"
