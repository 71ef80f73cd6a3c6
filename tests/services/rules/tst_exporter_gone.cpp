// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <story/story.h>
#include <support/testprogram.h>

namespace tst_exporter_gone
{
using namespace signalbox;
using namespace std::chrono_literals;

namespace
{
using Lines = std::vector<std::string>;

std::string estate(int hosts)
{
    std::string text = "name: t\nhosts:\n";
    for (int i = 1; i <= hosts; ++i)
        text += "  web" + std::to_string(i) + ":\n";
    return text;
}

/// The server answers, and tells of the job on the first so many hosts.
Story &sayTargets(Story &story, int hosts)
{
    story.from("fleet").says("source/fleet", "up", 1);
    for (int i = 1; i <= hosts; ++i)
        story.says("host/web" + std::to_string(i), "target_up", 1, {{"job", "node"}});
    return story;
}
} // namespace

/// Were this wrong, a host that fell out of the monitoring server would never be heard of again: no alert, no gap,
/// nothing.
class tst_exporter_gone : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTargetThatIsNoLongerToldIsMissed();
    void oneThatIsSaidToBeGoneIsNamedForADay();
    void manyAreOneFindingWithACount();
    void aServerThatDoesNotAnswerIsAnotherMatter();
    void aHostThatIsNoLongerDeclaredIsNotMissed();
    void anotherTargetOfTheJobIsEnough();
};

void tst_exporter_gone::aTargetThatIsNoLongerToldIsMissed()
{
    Story story(estate(2));
    sayTargets(story.at(1s), 2).tick();
    for (const Milliseconds time : {11s, 21s})
        sayTargets(story.at(time), 1).tick();
    QCOMPARE(story.stated("exporter-gone"), Lines());
    sayTargets(story.at(31s), 1).tick();
    QCOMPARE(story.stated("exporter-gone"), (Lines{"unknown: 1 of 2 hosts have lost job node: web2"}));
    sayTargets(story.at(41s), 2).tick();
    QCOMPARE(story.stated("exporter-gone"), Lines());
}

void tst_exporter_gone::oneThatIsSaidToBeGoneIsNamedForADay()
{
    Story story(estate(2));
    sayTargets(story.every(48h).at(1s), 2).tick();
    story.at(11s).gone("host/web2", "target_up", {{"job", "node"}}).tick();
    QCOMPARE(story.stated("exporter-gone"), (Lines{"unknown: 1 of 2 hosts have lost job node: web2"}));
    story.at(24h + 10s).tick();
    QCOMPARE(story.stated("exporter-gone").size(), std::size_t(1));
    story.at(24h + 11s).tick();
    QCOMPARE(story.stated("exporter-gone"), Lines());
}

void tst_exporter_gone::manyAreOneFindingWithACount()
{
    Story story(estate(40));
    sayTargets(story.at(1s), 40).tick();
    for (const Milliseconds time : {11s, 21s, 31s})
        sayTargets(story.at(time), 28).tick();
    QCOMPARE(story.stated("exporter-gone"),
             (Lines{"unknown: 12 of 40 hosts have lost job node: web29, web30, web31, web32, web33 and 7 "
                    "more"}));
}

void tst_exporter_gone::aServerThatDoesNotAnswerIsAnotherMatter()
{
    Story story(estate(2));
    sayTargets(story.at(1s), 2).tick();
    story.at(31s).says("source/fleet", "up", 0).says("source/fleet", "scrape_error", "connection refused").tick();
    QCOMPARE(story.stated("exporter-gone"), Lines());
}

void tst_exporter_gone::aHostThatIsNoLongerDeclaredIsNotMissed()
{
    Story story(estate(2));
    sayTargets(story.at(1s), 2).tick();
    story.at(31s).accepts(estate(1));
    sayTargets(story, 1).tick();
    QCOMPARE(story.stated("exporter-gone"), Lines());
}

void tst_exporter_gone::anotherTargetOfTheJobIsEnough()
{
    Story story(estate(1));
    story.at(1s).from("fleet").says("source/fleet", "up", 1);
    story.says("host/web1", "target_up", 1, {{"instance", "a"}, {"job", "node"}});
    story.says("host/web1", "target_up", 1, {{"instance", "b"}, {"job", "node"}}).tick();
    story.at(31s).says("source/fleet", "up", 1);
    story.says("host/web1", "target_up", 1, {{"instance", "b"}, {"job", "node"}}).tick();
    QCOMPARE(story.stated("exporter-gone"), Lines());
}

SIGNALBOX_TEST(tst_exporter_gone)
} // namespace tst_exporter_gone

#include "tst_exporter_gone.moc"
