// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <alerts/life.h>
#include <alerts/shelf.h>
#include <story/story.h>
#include <support/testprogram.h>

namespace tst_life
{
using namespace signalbox;
using namespace std::chrono_literals;

namespace
{
Severity severityOf(double heat)
{
    return heat > 9 ? Severity::Unknown : heat > 2 ? Severity::Critical : Severity::Warning;
}

/// A warning above 1, critical above 2, unknown above 9.
Verdict judgeHeat(const SubjectView &view)
{
    Verdict verdict;
    for (const SubjectView::Value &heat : view.values("heat")) {
        if (heat.sample.kind == FactKind::Number && heat.sample.value > 1)
            verdict.findings.push_back({severityOf(heat.sample.value), {}, "too hot"});
    }
    return verdict;
}

const Rule heat{
    .id = "heat",
    .title = "Heat",
    .kind = "host",
    .metrics = {"heat"},
    .readsFreshness = false,
    .holdFor = {},
    .guidance = "",
    .judge = judgeHeat,
};
const Rule *const onlyHeat[] = {&heat};
constexpr double cool = 0;
constexpr double warm = 1.5;
constexpr double hot = 3;
constexpr double lost = 10;
const std::string oven = "heat host/oven";

/// One host and what is done about it.
struct Kitchen {
    Story story{"name: t\n", onlyHeat};
    Kitchen &is(Milliseconds time, double value)
    {
        story.at(time).says("host/oven", "heat", value).tick();
        return *this;
    }
    Kitchen &does(Milliseconds time, Act::Kind kind, const std::string &about = oven,
                  std::optional<Milliseconds> until = {})
    {
        story.at(time);
        Act act{kind, about, "because", {}};
        if (until)
            act.until = WallTime((Story::begin() + *until).time_since_epoch());
        story.acts(act).tick();
        return *this;
    }
    Kitchen &waits(Milliseconds time)
    {
        story.at(time).tick();
        return *this;
    }
    const AlertCell &cell() { return story.picture().alerts[0].cell; }
    const Alert &alert() { return story.picture().alerts[0]; }
    bool isSuppressed() { return suppressedUntil(story.picture(), alert()) > story.picture().now; }
};
} // namespace

/// Were this wrong, a fire of three in the morning would be gone by nine, or hide behind what somebody said about
/// another.
class tst_Life : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasCriticalStaysUntilItIsSeen();
    void whatWasCriticalAndThenNotKnownStaysToo();
    void whatWasNotKnownWhenSomebodyTookItAndIsCriticalIsNobodysYet();
    void whatWasSeenOrMildIsOverWhenItIsOver();
    void anAcknowledgementEndsAtItsMoment();
    void anAcknowledgementNeverHidesWhatItsGiverDidNotSee();
    void anAcknowledgementRacesRecovery();
    void aSubjectThatComesBackIsNobodysYet();
    void aWarningLeftAloneBecomesAPage();
    void whoeverHasItKeepsItFromBecomingAPage();
    void flappingIsHeldAndNamed();
    void aShelfEndsAtItsMomentHoweverLateTheWakeUp();
    void aShelfHoldsWhatIsStillToCome();
    void whatMatchesNothingAnyMoreIsCounted();
    void aSubjectOutOfServiceIsNobodysWork();
    void shelvesSurviveARestart();
};

void tst_Life::whatWasCriticalStaysUntilItIsSeen()
{
    Kitchen kitchen;
    kitchen.is(1s, hot).is(2s, warm).is(3s, cool);
    QVERIFY(kitchen.cell().latched && isListed(kitchen.cell()));
    QCOMPARE(kitchen.cell().state, AlertState::Clear);
    QCOMPARE(kitchen.cell().worst, Severity::Critical);
    kitchen.is(10h, warm).is(11h, cool); // milder, and over again: what was critical is still not seen
    QVERIFY(kitchen.cell().latched);
    kitchen.does(12h, Act::Kind::Acknowledge);
    QVERIFY(!isListed(kitchen.cell()));
    QCOMPARE(kitchen.cell().worst, Severity::Ok);
}

// Loses: a plugin says CRITICAL at 03:00, times out, and says OK at 03:20; at 09:00 nothing of it is on the screen.
void tst_Life::whatWasCriticalAndThenNotKnownStaysToo()
{
    Kitchen kitchen;
    kitchen.is(1s, hot).is(2s, lost).is(3s, cool);
    QVERIFY(kitchen.cell().latched);
    QCOMPARE(kitchen.cell().worst, Severity::Critical);
    Kitchen never;
    never.is(1s, lost).is(2s, cool);
    QVERIFY(!isListed(never.cell()));
}

void tst_Life::whatWasNotKnownWhenSomebodyTookItAndIsCriticalIsNobodysYet()
{
    Kitchen kitchen;
    kitchen.is(1s, lost).does(2s, Act::Kind::Acknowledge);
    QVERIFY(kitchen.cell().acknowledged);
    kitchen.is(3s, hot);
    QVERIFY(!kitchen.cell().acknowledged);
    kitchen.does(4s, Act::Kind::Acknowledge).is(5s, lost).is(6s, hot);
    QVERIFY(!kitchen.cell().latched);
}

void tst_Life::whatWasSeenOrMildIsOverWhenItIsOver()
{
    Kitchen kitchen;
    kitchen.is(1s, warm).is(2s, cool);
    QVERIFY(!isListed(kitchen.cell()));
    kitchen.is(3s, hot).does(4s, Act::Kind::Acknowledge).is(5s, cool);
    QVERIFY(!isListed(kitchen.cell()));
}

void tst_Life::anAcknowledgementEndsAtItsMoment()
{
    Kitchen kitchen;
    kitchen.is(1s, hot).does(2s, Act::Kind::Acknowledge, oven, 1h).waits(1h - 1ms);
    QVERIFY(kitchen.cell().acknowledged);
    QCOMPARE(kitchen.cell().acknowledgedUntil, Story::begin() + 1h);
    kitchen.waits(1h);
    QVERIFY(!kitchen.cell().acknowledged);
    kitchen.does(2h, Act::Kind::Acknowledge).does(3h, Act::Kind::Unacknowledge);
    QVERIFY(!kitchen.cell().acknowledged);
}

void tst_Life::anAcknowledgementNeverHidesWhatItsGiverDidNotSee()
{
    // Written while it was a warning, taken up when it is critical already.
    Kitchen kitchen;
    kitchen.is(1s, warm);
    JournalRow row{1, WallTime((Story::begin() + 2s).time_since_epoch()), "ann@desk", "acknowledge", oven, "fine"};
    kitchen.story.at(3s).says("host/oven", "heat", hot).tick();
    kitchen.story.at(4s).writes(row).tick();
    QVERIFY(!kitchen.cell().acknowledged);
    // In the very tick in which it gets worse.
    Kitchen other;
    other.is(1s, warm);
    other.story.at(2s).says("host/oven", "heat", hot).acts({Act::Kind::Acknowledge, oven, "fine", {}}).tick();
    QVERIFY(!other.cell().acknowledged);
    // What was acknowledged as critical may fall to a warning and rise again: that was seen.
    other.does(3s, Act::Kind::Acknowledge).is(4s, warm).is(5s, hot);
    QVERIFY(other.cell().acknowledged);
}

void tst_Life::anAcknowledgementRacesRecovery()
{
    Kitchen same;
    same.is(1s, hot);
    same.story.at(2s).says("host/oven", "heat", cool).acts({Act::Kind::Acknowledge, oven, "on it", {}}).tick();
    QVERIFY(!isListed(same.cell()));
    Kitchen late;
    late.is(1s, hot).is(2s, cool).does(3s, Act::Kind::Acknowledge);
    QVERIFY(!isListed(late.cell()));
    late.is(4s, hot); // another fire
    QVERIFY(!late.cell().acknowledged && isListed(late.cell()));
    // Written before it was over, taken up when it burns again: not seen.
    Kitchen again;
    again.is(1s, hot).is(3s, cool).is(4s, hot);
    JournalRow row{1, WallTime((Story::begin() + 2s).time_since_epoch()), "ann@desk", "acknowledge", oven, "old"};
    again.story.at(5s).writes(row).tick();
    QVERIFY(!again.cell().acknowledged);
}

void tst_Life::aSubjectThatComesBackIsNobodysYet()
{
    Kitchen kitchen;
    kitchen.is(1s, hot).does(2s, Act::Kind::Acknowledge).does(3s, Act::Kind::Shelve, "host/oven", 10h);
    kitchen.story.at(4s).accepts("name: another\n").gone("host/oven", "heat").tick();
    QVERIFY(!isListed(kitchen.cell()));
    QCOMPARE(shelf(*kitchen.story.engine().fold().publish()).idle, std::size_t(1));
    kitchen.story.at(1h).accepts("name: t\n").says("host/oven", "heat", hot).tick();
    QVERIFY(isListed(kitchen.cell()) && !kitchen.cell().acknowledged);
    QVERIFY(kitchen.isSuppressed());
    QCOMPARE(shelf(*kitchen.story.engine().fold().publish()).idle, std::size_t(0));
}

void tst_Life::aWarningLeftAloneBecomesAPage()
{
    Kitchen kitchen;
    kitchen.is(1s, warm);
    QCOMPARE(escalatesAt(kitchen.story.picture(), kitchen.alert()), Story::begin() + 1s + 30min);
    kitchen.waits(30min);
    QVERIFY(!kitchen.cell().escalated);
    kitchen.waits(5h);
    QVERIFY(kitchen.cell().escalated);
    QVERIFY(!escalatesAt(kitchen.story.picture(), kitchen.alert()));
    kitchen.does(6h, Act::Kind::Acknowledge);
    QVERIFY(!kitchen.cell().escalated);
    Kitchen sooner;
    sooner.story.accepts("name: t\nalerts: {escalate_after: 5m}\n");
    sooner.is(1s, warm).waits(5min + 1s);
    QVERIFY(sooner.cell().escalated);
}

void tst_Life::whoeverHasItKeepsItFromBecomingAPage()
{
    Kitchen kitchen;
    kitchen.is(1s, warm).does(2s, Act::Kind::Acknowledge, oven, 2h).waits(1h);
    QVERIFY(!kitchen.cell().escalated);
    QCOMPARE(escalatesAt(kitchen.story.picture(), kitchen.alert()), Story::begin() + 2h);
    kitchen.does(90min, Act::Kind::Shelve, "host/oven", 3h).waits(150min);
    QVERIFY(!kitchen.cell().escalated);
    QCOMPARE(escalatesAt(kitchen.story.picture(), kitchen.alert()), Story::begin() + 3h);
    kitchen.waits(3h);
    QVERIFY(kitchen.cell().escalated);
    kitchen.does(4h, Act::Kind::Acknowledge);
    QVERIFY(!escalatesAt(kitchen.story.picture(), kitchen.alert()));
}

void tst_Life::flappingIsHeldAndNamed()
{
    Kitchen kitchen;
    Milliseconds time = 1s;
    for (int i = 0; i < 4; ++i, time += 2min)
        kitchen.is(time, hot).is(time + 1min, cool);
    QVERIFY(kitchen.cell().flapping && kitchen.cell().held);
    QCOMPARE(kitchen.cell().state, AlertState::Raised);
    kitchen.does(time, Act::Kind::Acknowledge).is(time + 1min, hot).is(time + 2min, cool);
    QVERIFY(kitchen.cell().acknowledged); // one alert, however often it comes
    const Moment quiet = kitchen.cell().stirred + quietAfterFlapping;
    kitchen.waits(quiet - Story::begin() - 1ms);
    QCOMPARE(kitchen.cell().state, AlertState::Raised);
    kitchen.waits(10h);
    QCOMPARE(kitchen.cell().state, AlertState::Clear);
    QCOMPARE(kitchen.cell().since, quiet);
    QVERIFY(!kitchen.cell().flapping);
    Kitchen slow; // four times a day is no flapping
    for (int i = 0; i < 8; ++i)
        slow.is(1s + i * 30min, hot).is(1min + i * 30min, cool);
    QVERIFY(!slow.cell().flapping);
}

void tst_Life::aShelfEndsAtItsMomentHoweverLateTheWakeUp()
{
    Kitchen kitchen;
    kitchen.is(1s, hot).does(2s, Act::Kind::Shelve, oven, 1h);
    const SubjectId id = kitchen.alert().subject;
    QVERIFY(kitchen.isSuppressed());
    QCOMPARE(kitchen.story.picture().subject(id).raised, 0U);
    QCOMPARE(kitchen.story.picture().subject(id).severity, Severity::Ok);
    kitchen.waits(1h - 1ms);
    QVERIFY(kitchen.isSuppressed());
    kitchen.waits(20h);
    QVERIFY(!kitchen.isSuppressed());
    QCOMPARE(kitchen.story.picture().subject(id).severity, Severity::Critical);
    QVERIFY(kitchen.story.picture().suppressions->empty());
    kitchen.does(21h, Act::Kind::Shelve, oven, 30h).does(22h, Act::Kind::Unshelve);
    QVERIFY(!kitchen.isSuppressed());
}

void tst_Life::aShelfHoldsWhatIsStillToCome()
{
    Kitchen kitchen;
    kitchen.is(1s, cool).does(2s, Act::Kind::Shelve, "host/oven", 1h).is(3s, hot);
    QVERIFY(kitchen.isSuppressed());
    Kitchen unborn;
    unborn.does(1s, Act::Kind::Shelve, "host/oven", 1h).is(2s, hot);
    QVERIFY(unborn.isSuppressed());
    Kitchen byKey;
    byKey.does(1s, Act::Kind::Shelve, oven, 1h).is(2s, hot);
    QVERIFY(byKey.isSuppressed());
    byKey.is(3s, cool); // what came and went on the shelf was known
    QVERIFY(!isListed(byKey.cell()));
}

void tst_Life::whatMatchesNothingAnyMoreIsCounted()
{
    Kitchen kitchen;
    kitchen.is(1s, hot)
        .does(2s, Act::Kind::Shelve, oven, 3h)
        .does(3s, Act::Kind::Shelve, "host/stove", 2h)
        .does(4s, Act::Kind::OutOfService, "host/fridge");
    Shelf found = shelf(*kitchen.story.engine().fold().publish());
    QCOMPARE(found.sets.size(), std::size_t(3));
    QCOMPARE(found.shelved, std::size_t(2));
    QCOMPARE(found.idle, std::size_t(2));
    QCOMPARE(found.nextEnd, Story::begin() + 2h);
    QCOMPARE(found.sets.front().set.about, std::string("host/stove"));
    found = shelf(*kitchen.is(5s, cool).waits(150min).story.engine().fold().publish());
    QCOMPARE(found.shelved, std::size_t(1));
    QCOMPARE(found.idle, std::size_t(2));
    QCOMPARE(found.nextEnd, Story::begin() + 3h);
}

void tst_Life::aSubjectOutOfServiceIsNobodysWork()
{
    Kitchen kitchen;
    kitchen.is(1s, warm).does(2s, Act::Kind::OutOfService, "host/oven").waits(100h);
    QVERIFY(kitchen.isSuppressed() && !kitchen.cell().escalated);
    QVERIFY(!escalatesAt(kitchen.story.picture(), kitchen.alert()));
    kitchen.does(101h, Act::Kind::BackInService, "host/oven");
    QVERIFY(!kitchen.isSuppressed() && kitchen.cell().escalated);
}

void tst_Life::shelvesSurviveARestart()
{
    Kitchen kitchen;
    kitchen.is(1s, warm).does(2s, Act::Kind::Shelve, oven, 1h).does(3s, Act::Kind::Acknowledge, oven, 90min);
    std::vector<DatedChange> changes;
    RecordedState state;
    for (const Frame &frame : kitchen.story.frames()) {
        for (const Change &change : frame.changes)
            changes.push_back({frame.tick.number, change});
        state.tick = frame.tick;
    }
    state.samples = {{warm, Story::begin() + 1s, FactKind::Number, true}};
    state.alerts = {kitchen.cell()};
    Engine resumed(onlyHeat);
    resumed.resume(changes, state);
    QVERIFY(resumed.fold().working().alerts[0].shelvedUntil == Story::begin() + 1h);
    Frame next;
    next.tick = {state.tick.number + 1, Story::begin() + 5h, state.tick.journal};
    resumed.complete(next);
    QCOMPARE(next.transitions, kitchen.story.at(5h).tick().transitions);
    QVERIFY(resumed.fold().working().alerts[0].cell.escalated);
    QVERIFY(resumed.fold().working().suppressions->empty());
}

SIGNALBOX_TEST(tst_Life)
} // namespace tst_life

#include "tst_life.moc"
