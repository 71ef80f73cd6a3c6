// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is other than it was, told as a recording. If these fail, the change that broke it is not in the list, or the
// list is full of what did not change.

#include <models/state.h>
#include <models/whatchanged.h>
#include <session/follower.h>
#include <story/plainrecording.h>
#include <story/story.h>
#include <support/testprogram.h>

namespace tst_whatchanged
{
using namespace signalbox;
using namespace std::chrono_literals;

namespace
{
ChangesSince since(Story &story, Milliseconds time)
{
    const PlainRecording recording(story.frames());
    const auto now = Follower(recording).moveTo(story.frames().back().tick.moment);
    auto found = changesSince(recording, **now, Story::begin() + time);
    // Gaps of the story itself are no matter here.
    std::erase_if(found->changes, [](const WhatChange &change) { return change.kind == ChangeKind::NotRecorded; });
    return *found;
}

QStringList told(const ChangesSince &found)
{
    QStringList lines;
    for (const WhatChange &change : found.changes) {
        const std::string line = std::to_string(static_cast<int>(change.kind)) + ' ' +
                                 (change.subject.kind.empty() ? "-" : change.subject.path()) + ' ' + change.what +
                                 ": " + change.before + " > " + change.after;
        lines.append(QString::fromStdString(line));
    }
    return lines;
}

QString line(ChangeKind kind, const char *rest)
{
    return QString::number(static_cast<int>(kind)) + QLatin1Char(' ') + QLatin1String(rest);
}
} // namespace

class WhatChangedTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingChangedIsNothing();
    void whatSomebodyDidComesFirst();
    void anotherKernelIsToldByItsRelease();
    void anotherVersionIsOfTheSameThing();
    void aRestartIsALaterBoot();
    void subjectsComeAndGo();
    void anotherTextIsTold();
    void anotherEstateIsToldWithItsTime();
    void aSteppedClockIsTold();
    void aHoleIsTold();
    void aRecordingThatBeginsLaterSaysSo();
};

void WhatChangedTest::nothingChangedIsNothing()
{
    Story story;
    story.at(1s).says("host/web1", "node_load1", 1).says("host/web1", "node_boot_time_seconds", 1000);
    story.says("host/web1", "a_info", 1, {{"version", "1"}}).tick();
    story.at(10s).says("host/web1", "node_load1", 2).says("host/web1", "node_boot_time_seconds", 1001);
    story.says("host/web1", "a_info", 1, {{"version", "1"}}).says("source/node", "scrape_error", "refused").tick();
    QCOMPARE(told(since(story, 1s)), QStringList());
}

// Loses: the deploy that broke it stands below what it broke, or is counted as a subject that is well.
void WhatChangedTest::whatSomebodyDidComesFirst()
{
    Story story("name: t\nid: t\nhosts: {web1: }\n");
    story.at(1s).says("host/web1", "role", "primary").tick();
    story.at(10s).from("journal").every(changeMarkInterval);
    story.says("estate/t", "change_mark", "ann@desk: new switch").tick();
    story.at(20s).says("host/web1", "change_mark", "bob@desk: shop 4.2").tick();
    story.at(21s).trueAt(10s).says("estate/t", "change_mark", "ann@desk: new switch").tick(); // again, after a restart
    story.at(30s).from("node").every(10s).says("host/web1", "role", "replica").tick();
    QCOMPARE(told(since(story, 2s)), (QStringList{line(ChangeKind::Mark, "host/web1 journal:  > bob@desk: shop 4.2"),
                                                  line(ChangeKind::Mark, "- journal:  > ann@desk: new switch"),
                                                  line(ChangeKind::Text, "host/web1 role: primary > replica")}));
    QCOMPARE(told(since(story, 15s)).size(), 2);
    const auto estate = story.engine().fold().find({"estate", "t"});
    QVERIFY(estate && isForgotten(story.picture().subject(*estate)));
    QVERIFY(!story.engine().fold().find({"source", "journal"}));
}

void WhatChangedTest::anotherKernelIsToldByItsRelease()
{
    Story story;
    story.at(1s).says("host/web1", "node_uname_info", 1, {{"release", "6.1.0-18"}, {"version", "#1 A"}}).tick();
    story.at(20s).says("host/web1", "node_uname_info", 1, {{"release", "6.1.0-21"}, {"version", "#1 B"}}).tick();
    QCOMPARE(told(since(story, 1s)), QStringList{line(ChangeKind::Kernel, "host/web1 kernel: 6.1.0-18 > 6.1.0-21")});
    QCOMPARE(told(since(story, 20s)), QStringList());
}

void WhatChangedTest::anotherVersionIsOfTheSameThing()
{
    Story story;
    const auto say = [&](const char *name, const char *version) {
        story.says("host/mx1", "package_info", 1, {{"name", name}, {"version", version}});
    };
    story.at(1s);
    say("exim", "4.96");
    say("dovecot", "2.3");
    story.tick();
    story.at(20s);
    say("exim", "4.97");
    say("dovecot", "2.3");
    story.tick();
    QCOMPARE(told(since(story, 1s)),
             QStringList{line(ChangeKind::Version, "host/mx1 package_info{name=\"exim\"}: 4.96 > 4.97")});
}

void WhatChangedTest::aRestartIsALaterBoot()
{
    Story story;
    const double boot = static_cast<double>(Story::begin().time_since_epoch().count()) / 1000;
    story.at(1s).says("host/web1", "node_boot_time_seconds", boot - 90'000).tick();
    story.at(1h).says("host/web1", "node_boot_time_seconds", boot + 600).tick();
    const ChangesSince found = since(story, 1s);
    QCOMPARE(found.changes.size(), 1U);
    QCOMPARE(found.changes[0].kind, ChangeKind::Restart);
    QCOMPARE(found.changes[0].when, std::optional(Story::begin() + 10min));
}

void WhatChangedTest::subjectsComeAndGo()
{
    Story story("name: t\nhosts: {web1: {address: 127.0.0.1}, web2: {address: 127.0.0.1}}\n");
    story.at(1s).says("queue/out", "length", 1).says("host/web1", "node_load1", 1).tick();
    story.at(20s).gone("queue/out", "length").says("queue/in", "length", 2).tick();
    story.at(30s).accepts("name: t\nhosts: {web1: {address: 127.0.0.1}, web3: {address: 127.0.0.1}}\n").tick();
    QStringList lines = told(since(story, 1s));
    lines.sort();
    QCOMPARE(lines,
             (QStringList{line(ChangeKind::Gone, "host/web2 :  > "), line(ChangeKind::Gone, "queue/out :  > "),
                          line(ChangeKind::Appeared, "host/web3 :  > "), line(ChangeKind::Appeared, "queue/in :  > "),
                          line(ChangeKind::Estate, "- estate file: 2 subjects, 0 sources > 2 subjects, 0 sources")}));
}

void WhatChangedTest::anotherTextIsTold()
{
    Story story;
    story.at(1s).says("host/web1", "role", std::string("primary")).tick();
    story.at(20s).says("host/web1", "role", std::string("replica")).tick();
    const ChangesSince found = since(story, 1s);
    QCOMPARE(told(found), QStringList{line(ChangeKind::Text, "host/web1 role: primary > replica")});
    QCOMPARE(found.changes[0].when, std::optional(Story::begin() + 20s));
}

void WhatChangedTest::anotherEstateIsToldWithItsTime()
{
    Story story("name: one\n");
    story.at(1s).says("host/web1", "node_load1", 1).tick();
    story.at(20s).accepts("name: two\n").tick();
    story.at(30s).tick();
    const ChangesSince found = since(story, 1s);
    QCOMPARE(found.changes.size(), 1U);
    QCOMPARE(found.changes[0].kind, ChangeKind::Estate);
    QCOMPARE(found.changes[0].when, std::optional(Story::begin() + 20s));
}

void WhatChangedTest::aSteppedClockIsTold()
{
    Story story;
    story.at(1s).says("host/web1", "node_load1", 1).tick();
    story.at(20s).clockShows(WallTime((Story::begin() - 1h).time_since_epoch())).tick();
    story.at(30s).tick();
    const ChangesSince found = since(story, 1s);
    QCOMPARE(found.changes.size(), 1U);
    QCOMPARE(found.changes[0].kind, ChangeKind::Clock);
}

void WhatChangedTest::aHoleIsTold()
{
    Story story;
    story.at(1s).says("host/web1", "node_load1", 1).tick();
    story.at(90s).says("host/web1", "node_load1", 1).tick();
    const PlainRecording recording(story.frames());
    const auto now = Follower(recording).moveTo(Story::begin() + 90s);
    const auto found = changesSince(recording, **now, Story::begin() + 1s);
    QCOMPARE(found->changes.size(), 1U);
    QCOMPARE(found->changes[0].kind, ChangeKind::NotRecorded);
    QCOMPARE(found->changes[0].what, std::string("nothing recorded for 1 min 29 s"));
}

void WhatChangedTest::aRecordingThatBeginsLaterSaysSo()
{
    Story story;
    story.at(1s).says("host/web1", "node_load1", 1).tick();
    story.at(2s).tick();
    const ChangesSince found = since(story, -24h);
    QVERIFY(found.isShortened);
    QCOMPARE(found.since, Story::begin() + 1s);
}

SIGNALBOX_TEST(WhatChangedTest)
} // namespace tst_whatchanged

#include "tst_whatchanged.moc"
