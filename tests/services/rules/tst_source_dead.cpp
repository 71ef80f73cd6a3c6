// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <story/story.h>
#include <support/testprogram.h>

namespace tst_source_dead
{
using namespace signalbox;
using namespace std::chrono_literals;

namespace
{
const std::vector<std::string> nothing;

Story &answers(Story &story, const std::string &host)
{
    return story.says(host, "up", 1).says(host, "scrape_error", std::string()).says(host, "node_load1", 0.5);
}

Story &fails(Story &story, const std::string &host, const std::string &why)
{
    return story.says(host, "up", 0).says(host, "scrape_error", why);
}
} // namespace

/// Were this wrong, a dead exporter would leave its last values standing as if they were true.
class tst_source_dead : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneMissedAnswerIsNoDeath();
    void aTargetIsDeadWhenItsValuesAreLate();
    void aTargetThatNeverAnsweredIsDeadAtOnce();
    void manyDeadTargetsAreOneFindingWithACount();
    void aDeadServerIsOneFindingForAllThatItSpokeOf();
    void aPollerThatStoppedAskingIsNoticed();
    void anAnswerClearsIt();
};

void tst_source_dead::oneMissedAnswerIsNoDeath()
{
    Story story;
    answers(story.at(1s), "host/web1").tick();
    fails(story.at(11s), "host/web1", "no answer within 5 s").tick();
    QCOMPARE(story.raised(), nothing);
}

void tst_source_dead::aTargetIsDeadWhenItsValuesAreLate()
{
    Story story;
    answers(story.at(1s), "host/web1").tick();
    fails(story.at(11s), "host/web1", "no answer within 5 s").tick();
    fails(story.at(21s), "host/web1", "no answer within 5 s").tick();
    QCOMPARE(story.raised(), std::vector<std::string>{"source-dead source/node: web1 does not answer: no answer within "
                                                      "5 s; 1 value unknown"});
    QCOMPARE(story.picture().alerts[0].cell.severity, Severity::Unknown);
    QCOMPARE(story.picture().alerts[0].cell.since, Story::begin() + 21s);
}

void tst_source_dead::aTargetThatNeverAnsweredIsDeadAtOnce()
{
    Story story;
    fails(story.at(1s), "host/web1", "connection refused").tick();
    QCOMPARE(story.raised(),
             std::vector<std::string>{
                 "source-dead source/node: web1 does not answer: connection refused; nothing was ever known"});
}

void tst_source_dead::manyDeadTargetsAreOneFindingWithACount()
{
    Story story;
    story.at(1s);
    for (int i = 0; i < 50; ++i)
        answers(story, "host/web" + std::to_string(i));
    story.tick();
    for (const Milliseconds time : {11s, 21s}) {
        story.at(time);
        for (int i = 0; i < 50; ++i) {
            if (i < 40)
                fails(story, "host/web" + std::to_string(i), "no route to host");
            else
                answers(story, "host/web" + std::to_string(i));
        }
        story.tick();
    }
    QCOMPARE(story.raised(), std::vector<std::string>{
                                 "source-dead source/node: 40 of 50 targets do not answer (web0, web1, web2 and 37 "
                                 "more): no route to host; 40 values unknown"});
}

// Lost if it fails: a dead Prometheus is told as the loss of a value or two, and not of a fleet.
void tst_source_dead::aDeadServerIsOneFindingForAllThatItSpokeOf()
{
    Story story;
    story.from("fleet").at(1s);
    story.says("source/fleet", "up", 1).says("source/fleet", "scrape_error", std::string());
    story.says("source/fleet", "prometheus_targets", 2, {{"state", "up"}});
    for (const char *host : {"host/web1", "host/web2"})
        story.says(host, "target_up", 1, {{"job", "node"}});
    story.every(1h).says("source/fleet", "prometheus_query_series", 2, {{"query", "node_load1"}}).every(10s).tick();
    for (const auto time : {11s, 21s})
        fails(story.at(time), "source/fleet", "connection refused").tick();
    QCOMPARE(story.raised(),
             std::vector<std::string>{
                 "source-dead source/fleet: fleet does not answer: connection refused; 3 values unknown"});
}

void tst_source_dead::aPollerThatStoppedAskingIsNoticed()
{
    Story story;
    answers(story.at(1s), "host/web1").tick();
    story.at(31s).tick();
    QCOMPARE(story.raised(),
             std::vector<std::string>{"source-dead source/node: web1 does not answer: was not asked any "
                                      "more; 1 value unknown"});
}

void tst_source_dead::anAnswerClearsIt()
{
    Story story;
    answers(story.at(1s), "host/web1").tick();
    fails(story.at(21s), "host/web1", "no answer within 5 s").tick();
    QCOMPARE(story.raised().size(), std::size_t(1));
    answers(story.at(31s), "host/web1").tick();
    QCOMPARE(story.raised(), nothing);
}

SIGNALBOX_TEST(tst_source_dead)
} // namespace tst_source_dead

#include "tst_source_dead.moc"
