// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <story/story.h>
#include <support/testprogram.h>

namespace tst_probe_failed
{
using namespace signalbox;
using namespace std::chrono_literals;

namespace
{
using Lines = std::vector<std::string>;

/// What probe-failed and host-down state, raised or still held back.
Lines stated(Story &story)
{
    Lines all;
    for (std::size_t i = 0; i < story.picture().alerts.size(); ++i) {
        const Alert &alert = story.picture().alerts[i];
        const bool isMeant = alert.key->rule == "probe-failed" || alert.key->rule == "host-down";
        if (isMeant && alert.cell.state != AlertState::Clear)
            all.push_back(alert.key->rule + ": " + story.picture().text(alert.cell.sentence));
    }
    std::sort(all.begin(), all.end());
    return all;
}

/// One of our own probes: whether something answered, and why it was not right.
Story &probes(Story &story, const std::string &subject, const std::string &source, bool answered,
              const std::string &error)
{
    story.from(source).says(subject, "up", answered ? 1 : 0).says(subject, "scrape_error", answered ? "" : error);
    return story.says(subject, "probe_success", error.empty() ? 1 : 0).says(subject, "probe_error", error);
}
} // namespace

/// Were this wrong, a service that fails on a living host would be nobody's, or a dead host one finding for each of its
/// services.
class tst_probe_failed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theReasonIsSaid()
    {
        Story story;
        probes(story.at(1s), "site/panel", "web", true, "192.0.2.1:443 answered 500").tick();
        QCOMPARE(stated(story), (Lines{"probe-failed: web: 192.0.2.1:443 answered 500"}));
        probes(story.at(6s), "site/panel", "web", true, "").tick();
        QCOMPARE(stated(story), Lines());
    }

    void anotherProbersVerdictCountsToo()
    {
        Story story;
        story.at(1s).from("blackbox").says("site/panel", "probe_success", 0).tick();
        QCOMPARE(stated(story), (Lines{"probe-failed: blackbox: the probe failed"}));
    }

    void oneMissedAnswerIsNoFailure()
    {
        Story story;
        probes(story.at(1s), "site/panel", "web", false, "refused").tick();
        QCOMPARE(story.raised(), Lines());
        probes(story.at(15s), "site/panel", "web", false, "refused").tick();
        story.at(17s).tick();
        QCOMPARE(story.raised(), (Lines{"probe-failed site/panel{source=\"web\"}: web: refused"}));
    }

    void aServiceThatFailsOnALivingHostIsNoDeadHost()
    {
        Story story;
        story.at(1s).from("node").says("host/web1", "up", 1);
        probes(story, "host/web1", "web", false, "refused").tick();
        QCOMPARE(stated(story), (Lines{"probe-failed: web: refused"}));
        // A wrong answer is an answer, so the exporter that is gone is not the host.
        story.at(6s).from("node").says("host/web1", "up", 0).says("host/web1", "scrape_error", "refused");
        probes(story, "host/web1", "web", true, "answered 500").tick();
        QCOMPARE(stated(story), (Lines{"host-down: observers disagree about web1: down for node (refused), up for web",
                                       "probe-failed: web: answered 500"}));
    }

    void aDeadHostIsOneFinding()
    {
        Story story;
        story.at(1s).from("node").says("host/web1", "up", 0).says("host/web1", "scrape_error", "no answer");
        probes(story, "host/web1", "web", false, "no answer").tick();
        QCOMPARE(stated(story), (Lines{"host-down: web1 is down: node (no answer), web (no answer)"}));
    }

    void aHostThatOneProbeAloneSeesIsTheProbes()
    {
        Story story;
        probes(story.at(1s), "host/web1", "web", false, "no answer").tick();
        QCOMPARE(stated(story), (Lines{"probe-failed: web: no answer"}));
    }

    void aPluginIsNoObserver()
    {
        Story story;
        story.at(1s).from("node").says("host/web1", "up", 1);
        story.from("disks").says("host/web1", "up", 0).says("host/web1", "plugin_status", 3).tick();
        QCOMPARE(stated(story), Lines());
    }
};

SIGNALBOX_TEST(tst_probe_failed)
} // namespace tst_probe_failed

#include "tst_probe_failed.moc"
