// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <random>

#include <story/story.h>
#include <support/testprogram.h>

namespace tst_judgement
{
using namespace signalbox;
using namespace std::chrono_literals;

namespace
{
/// Stated while "heat" is above 1, critical above 2; with "fuse" it burns through five minutes after the fuse was lit.
Verdict judgeHeat(const SubjectView &view)
{
    Verdict verdict;
    for (const SubjectView::Value &heat : view.values("heat")) {
        if (heat.sample.value > 1)
            verdict.findings.push_back({heat.sample.value > 2 ? Severity::Critical : Severity::Warning, {}, "too hot"});
    }
    for (const SubjectView::Value &fuse : view.values("fuse")) {
        const Moment end = fuse.sample.at + 5min;
        if (view.now() >= end)
            verdict.findings.push_back({Severity::Critical, {{"fuse", "burnt"}}, "burnt through"});
        else
            verdict.recheckAt = end;
    }
    return verdict;
}

constexpr Milliseconds holdFor = 60s;

const Rule heat{
    .id = "heat",
    .version = 1,
    .title = "Heat",
    .kind = "host",
    .metrics = {"heat", "fuse"},
    .readsFreshness = false,
    .holdFor = holdFor,
    .guidance = "",
    .judge = judgeHeat,
};
const Rule *const onlyHeat[] = {&heat};

Story heated(double value)
{
    Story story("name: t\n", onlyHeat);
    story.at(1s).says("host/oven", "heat", value).tick();
    return story;
}

const AlertCell &cell(Story &story)
{
    return story.picture().alerts[0].cell;
}
} // namespace

/// Were this wrong, an alert would come too late, go away by itself, or hide behind an acknowledgement given to
/// something else.
class tst_Judgement : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFindingIsHeldBeforeItIsRaised();
    void itIsRaisedAtItsDueMomentHoweverLateTheWakeUp();
    void aFindingThatGoesInTimeIsNeverRaised();
    void aVerdictMayChangeByTimeAlone();
    void anAcknowledgementStaysUntilItGetsWorse();
    void anAcknowledgementOfNothingIsNothing();
    void judgingAgainGivesTheSame();
    void whatGrewOldWhileNobodyAskedIsHeldAgainstNobody();
    void resumingGoesOnWhereItStopped();
    void anExtraJudgementChangesNothing();
};

void tst_Judgement::aFindingIsHeldBeforeItIsRaised()
{
    Story story = heated(1.5);
    QCOMPARE(cell(story).state, AlertState::Pending);
    story.at(60s).tick();
    QCOMPARE(cell(story).state, AlertState::Pending);
    story.at(61s).tick();
    QCOMPARE(cell(story).state, AlertState::Raised);
    QCOMPARE(cell(story).since, Story::begin() + 1s);
    QCOMPARE(cell(story).raises, 1u);
}

void tst_Judgement::itIsRaisedAtItsDueMomentHoweverLateTheWakeUp()
{
    Story story("name: t\n", onlyHeat);
    story.at(1s).says("host/oven", "fuse", 1).tick();
    story.at(10h).tick();
    QCOMPARE(cell(story).state, AlertState::Raised);
    QCOMPARE(cell(story).since, Story::begin() + 1s + 5min);
}

void tst_Judgement::aFindingThatGoesInTimeIsNeverRaised()
{
    Story story = heated(1.5);
    story.at(50s).says("host/oven", "heat", 0.5).tick();
    story.at(5min).tick();
    QCOMPARE(cell(story).state, AlertState::Clear);
    QCOMPARE(cell(story).raises, 0u);
}

void tst_Judgement::aVerdictMayChangeByTimeAlone()
{
    Story story("name: t\n", onlyHeat);
    story.at(1s).says("host/oven", "fuse", 1).tick();
    QCOMPARE(story.picture().alerts.size(), std::size_t(0));
    story.at(1s + 5min).tick();
    QCOMPARE(cell(story).state, AlertState::Pending);
}

void tst_Judgement::anAcknowledgementStaysUntilItGetsWorse()
{
    Story story = heated(1.5);
    story.at(61s).tick();
    story.at(62s).writes({1, {}, "ann@desk", "acknowledge", "heat host/oven", "looking at it"}).tick();
    QVERIFY(cell(story).acknowledged);
    QCOMPARE(story.picture().text(cell(story).acknowledgedBy), std::string("ann@desk: looking at it"));
    story.at(63s).says("host/oven", "heat", 1.6).tick();
    QVERIFY(cell(story).acknowledged);
    story.at(64s).says("host/oven", "heat", 3).tick();
    QVERIFY(!cell(story).acknowledged);
    QCOMPARE(cell(story).severity, Severity::Critical);
}

void tst_Judgement::anAcknowledgementOfNothingIsNothing()
{
    Story story = heated(1.5);
    story.at(2s).writes({1, {}, "ann@desk", "acknowledge", "heat host/oven", "too early"}).tick();
    story.at(3s).writes({2, {}, "ann@desk", "acknowledge", "heat host/stove", "no such"}).tick();
    QVERIFY(!cell(story).acknowledged);
}

void tst_Judgement::judgingAgainGivesTheSame()
{
    std::mt19937 random(7);
    Story story;
    Milliseconds time = 1s;
    for (int i = 0; i < 400; ++i, time += Milliseconds(100 + random() % 9000)) {
        const std::string host = "host/web" + std::to_string(random() % 6);
        story.at(time).every(Milliseconds(3000 + 1000 * (random() % 3)));
        const bool answers = random() % 4 != 0;
        story.says(host, "up", answers ? 1 : 0).says(host, "scrape_error", std::string(answers ? "" : "refused"));
        if (answers && random() % 3 != 0) {
            const Labels root{{"mountpoint", "/"}};
            story.says(host, "node_filesystem_size_bytes", 100, root);
            story.says(host, "node_filesystem_avail_bytes", double(random() % 30), root);
        }
        story.tick();
    }
    Engine again(rules::all());
    std::size_t transitions = 0;
    for (const Frame &recorded : story.frames()) {
        Frame frame = recorded;
        frame.transitions.clear();
        again.complete(frame);
        QCOMPARE(frame.transitions, recorded.transitions);
        QCOMPARE(frame.changes.size(), recorded.changes.size());
        transitions += frame.transitions.size();
    }
    QVERIFY(transitions > 50);
    QCOMPARE(pictureText(again.fold().working()), pictureText(story.picture()));
}

// Loses: a restart of some seconds raises every source as dead, and takes away who had acknowledged what.
void tst_Judgement::whatGrewOldWhileNobodyAskedIsHeldAgainstNobody()
{
    const auto begun = [] {
        Story story("name: t\nhosts: {web1: }\nsources: {node: {type: command, hosts: all, command: [/bin/true], "
                    "interval: 10s}}\n");
        story.at(1s).says("host/web1", "up", 1).says("host/web1", "probe_success", 0).tick();
        story.at(10s).says("host/web1", "up", 1).says("host/web1", "probe_success", 0).tick();
        story.at(18s).tick();
        story.at(19s).acts({Act::Kind::Acknowledge, "host-down host/web1", "on it", {}}).tick();
        // The recorder ends, and is started again a minute later.
        story.at(80s).clockShows(WallTime((Story::begin() + 80s).time_since_epoch())).tick();
        return story;
    };
    Story answers = begun();
    const std::vector<std::string> before = answers.raised();
    QCOMPARE(before.size(), std::size_t(1));
    answers.at(85s).says("host/web1", "up", 1).says("host/web1", "probe_success", 0).tick();
    answers.at(101s).says("host/web1", "up", 1).says("host/web1", "probe_success", 0).tick();
    QCOMPARE(answers.raised(), before);
    QVERIFY(answers.picture().alerts[0].cell.acknowledged);
    Story silent = begun();
    silent.at(99s).tick();
    QCOMPARE(silent.raised(), before);
    silent.at(101s).tick();
    QVERIFY(silent.raised() != before); // the source is dead, and was given its time
}

void tst_Judgement::resumingGoesOnWhereItStopped()
{
    Story story = heated(1.5);
    story.at(30s).tick();
    std::vector<DatedChange> changes;
    RecordedState state;
    for (const Frame &frame : story.frames()) {
        for (const Change &change : frame.changes)
            changes.push_back({frame.tick.number, change});
        for (const Fact &fact : frame.facts) {
            state.samples.resize(index(fact.series) + 1);
            state.samples[index(fact.series)] = {fact.value, fact.at, fact.kind, true};
        }
        state.tick = frame.tick;
    }
    state.alerts = {cell(story)};
    Engine resumed(onlyHeat);
    resumed.resume(changes, state);
    Frame next;
    next.tick = {state.tick.number + 1, Story::begin() + 5min, 0};
    resumed.complete(next);
    const Frame &told = story.at(5min).tick();
    QCOMPARE(next.transitions, told.transitions);
    QCOMPARE(next.transitions.size(), std::size_t(1));
    QCOMPARE(next.changes.size(), std::size_t(0));
}

void tst_Judgement::anExtraJudgementChangesNothing()
{
    Story story = heated(1.5);
    Judgement extra(onlyHeat);
    Judged judged;
    extra.touchAll(story.engine().fold());
    extra.judge(story.engine().fold(), story.engine().numbering(), judged);
    QVERIFY(judged.cells.empty());
    QVERIFY(judged.declared.empty());
}

SIGNALBOX_TEST(tst_Judgement)
} // namespace tst_judgement

#include "tst_judgement.moc"
