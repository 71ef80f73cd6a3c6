// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <story/story.h>
#include <support/testprogram.h>

namespace tst_silence
{
using namespace signalbox;
using namespace std::chrono_literals;

namespace
{
const std::vector<std::string> nothing;
} // namespace

/// Were this wrong, a collector that fails inside a healthy exporter would go unnoticed: "working, but not alerting".
class tst_silence : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aValueMissingFromAnswersIsStatedAfterThreeIntervals();
    void aDeadSourceIsNotSaidTwice();
    void twoSourcesAreToldApart();
    void whatIsGoneIsNotSilent();
};

void tst_silence::aValueMissingFromAnswersIsStatedAfterThreeIntervals()
{
    Story story;
    story.at(1s).says("host/web1", "up", 1).says("host/web1", "a", 1).says("host/web1", "b", 1).tick();
    for (const Milliseconds time : {11s, 21s, 30s}) {
        story.at(time).says("host/web1", "up", 1).says("host/web1", "a", 1).tick();
        QCOMPARE(story.raised(), nothing);
    }
    story.at(31s).tick();
    QCOMPARE(story.raised(),
             std::vector<std::string>{"silence host/web1{source=\"node\"}: 1 of 2 values from node have "
                                      "stopped, though it answers: b"});
    story.at(41s).says("host/web1", "up", 1).says("host/web1", "a", 1).says("host/web1", "b", 1).tick();
    QCOMPARE(story.raised(), nothing);
}

void tst_silence::aDeadSourceIsNotSaidTwice()
{
    Story story;
    story.at(1s).says("host/web1", "up", 1).says("host/web1", "a", 1).tick();
    for (const Milliseconds time : {11s, 21s, 31s, 41s})
        story.at(time).says("host/web1", "up", 0).says("host/web1", "scrape_error", std::string("refused")).tick();
    QCOMPARE(story.raised().size(), std::size_t(1));
    QVERIFY(story.raised().front().starts_with("source-dead "));
}

void tst_silence::twoSourcesAreToldApart()
{
    Story story;
    story.at(1s).says("host/web1", "up", 1).says("host/web1", "a", 1);
    story.from("disks").says("host/web1", "up", 1).says("host/web1", "a", 1).tick();
    for (const Milliseconds time : {11s, 21s, 31s}) {
        story.at(time).from("node").says("host/web1", "up", 1).says("host/web1", "a", 1);
        story.from("disks").says("host/web1", "up", 1).tick();
    }
    QCOMPARE(story.raised(),
             std::vector<std::string>{"silence host/web1{source=\"disks\"}: 1 of 1 values from disks have "
                                      "stopped, though it answers: a"});
}

void tst_silence::whatIsGoneIsNotSilent()
{
    Story story;
    story.at(1s).says("host/web1", "up", 1).says("host/web1", "a", 1).tick();
    story.at(11s).says("host/web1", "up", 1).gone("host/web1", "a").tick();
    for (const Milliseconds time : {21s, 31s, 41s, 51s})
        story.at(time).says("host/web1", "up", 1).tick();
    QCOMPARE(story.raised(), nothing);
}

SIGNALBOX_TEST(tst_silence)
} // namespace tst_silence

#include "tst_silence.moc"
