// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <watching/engine.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace signalbox
{
namespace
{
using namespace std::chrono_literals;

constexpr Milliseconds longestPause = 5s; // between two ticks of a recorder that runs (Recording::gaps)
constexpr Milliseconds leastSettling = 10s;
constexpr Milliseconds mostSettling = 2min;

bool isNumber(const Change &change)
{
    return std::holds_alternative<TextDeclared>(change) || std::holds_alternative<AlertDeclared>(change);
}
bool isRestart(const Frame &frame, Moment before)
{
    const bool hasAnchor = std::any_of(frame.changes.begin(), frame.changes.end(),
                                       [](const Change &change) { return std::holds_alternative<AnchorSet>(change); });
    return hasAnchor && before != Moment{} && frame.tick.moment - before > longestPause;
}

// Twice as long as the slowest source takes to look again, within reason.
Milliseconds settlingOf(const Estate &estate)
{
    Milliseconds longest = leastSettling;
    for (const SourceDeclaration &source : estate.sources)
        longest = std::max(longest, 2 * source.interval);
    return std::min(longest, mostSettling);
}
} // namespace

Engine::Engine(std::span<const Rule *const> rules)
    : m_judgement(rules)
{
}

void Engine::resume(const std::vector<DatedChange> &changes, const RecordedState &state)
{
    for (const DatedChange &dated : changes)
        m_numbering.learn(dated.change);
    m_fold.applyToLoad(changes);
    m_fold.load(state);
    Touched touched;
    m_fold.advance(state.tick.moment, touched);
    // With the rules that recorded it this only finds out what is due when; other rules' verdicts go into the next
    // frame.
    m_judgement.touchAll(m_fold);
    m_judgement.judge(m_fold, m_numbering, m_pending);
}

void Engine::complete(Frame &frame, std::span<const JournalRow> journal)
{
    Judged judged = std::exchange(m_pending, {});
    // Given before this frame's own numbers, which count on from there.
    frame.changes.insert(frame.changes.begin(), std::make_move_iterator(judged.declared.begin()),
                         std::make_move_iterator(judged.declared.end()));
    judged.declared.clear();
    Touched touched;
    // Numbers first: what falls due on the way to this tick may need those that it declares.
    for (const Change &change : frame.changes) {
        m_numbering.learn(change);
        if (isNumber(change))
            m_fold.apply(change, touched);
    }
    if (isRestart(frame, m_fold.working().tick.moment))
        m_judgement.settle(frame.tick.moment + settlingOf(*m_fold.working().estate));
    passTime(frame.tick.moment, judged);
    m_fold.setTick(frame.tick);
    for (const Change &change : frame.changes) {
        if (!isNumber(change))
            m_fold.apply(change, touched);
    }
    for (const Fact &fact : frame.facts)
        m_fold.apply(fact, touched);
    m_judgement.touch(m_fold, touched);
    for (const JournalRow &row : journal)
        carryOut(row, frame, judged);
    m_judgement.judge(m_fold, m_numbering, judged);
    frame.changes.insert(frame.changes.end(), std::make_move_iterator(judged.declared.begin()),
                         std::make_move_iterator(judged.declared.end()));
    for (const auto &[alert, cell] : judged.cells)
        frame.transitions.push_back({alert, cell});
}

// What falls due does so at its moment, in order, however late this is called: a laptop that slept wakes to the same
// alerts.
void Engine::passTime(Moment until, Judged &judged)
{
    for (;;) {
        const std::optional<Moment> freshness = m_fold.nextDue();
        const std::optional<Moment> verdict = m_judgement.nextDue();
        if (!freshness && !verdict)
            break;
        const Moment due = std::min(freshness.value_or(Moment::max()), verdict.value_or(Moment::max()));
        if (due > until)
            break;
        Touched touched;
        m_fold.advance(due, touched);
        m_judgement.touch(m_fold, touched);
        m_judgement.judge(m_fold, m_numbering, judged);
    }
    Touched touched;
    m_fold.advance(until, touched);
    m_judgement.touch(m_fold, touched);
}

void Engine::carryOut(const JournalRow &row, Frame &frame, Judged &judged)
{
    const Expected<Act> act = actOf(row);
    if (!act)
        return; // about something else, or written by a program that knows more
    switch (act->kind) {
    case Act::Kind::Acknowledge:
    case Act::Kind::Unacknowledge:
        acknowledge(*act, row, judged);
        return;
    case Act::Kind::Shelve:
    case Act::Kind::Unshelve:
        suppress(SuppressionSet::Kind::Shelved, act->kind == Act::Kind::Shelve, *act, row, frame);
        return;
    case Act::Kind::OutOfService:
    case Act::Kind::BackInService:
        suppress(SuppressionSet::Kind::OutOfService, act->kind == Act::Kind::OutOfService, *act, row, frame);
        return;
    case Act::Kind::Note:
    case Act::Kind::ChangeMark:
    case Act::Kind::TestPage:
    case Act::Kind::Hold:
    case Act::Kind::Release:
    case Act::Kind::ConfirmRun:
    case Act::Kind::ApproveRun:
    case Act::Kind::DecideRun:
        return; // for readers
    }
}

// A person speaks of times on the wall. What was agreed lasts as long as was meant then, even if the clock is stepped.
Moment Engine::momentOf(WallTime wall) const
{
    const Picture &picture = m_fold.working();
    return wall > picture.wall() ? picture.now + (wall - picture.wall()) : picture.timeline->momentAt(wall);
}

void Engine::acknowledge(const Act &act, const JournalRow &row, Judged &judged)
{
    const std::optional<AlertId> alert = m_fold.findAlert(act.about);
    if (!alert)
        return;
    const AlertCell before = m_fold.working().alerts[index(*alert)].cell;
    const TextId by = m_numbering.text(row.who + (row.text.empty() ? "" : ": " + row.text));
    declareNew(m_fold, m_numbering, judged);
    const AlertCell after =
        act.kind == Act::Kind::Acknowledge
            ? acknowledged(before, by, momentOf(row.wall), act.until ? momentOf(*act.until) : Moment{})
            : unacknowledged(before);
    if (after == before)
        return;
    setCell(m_fold, *alert, after, judged);
    m_judgement.touchSubject(m_fold.working(), m_fold.working().alerts[index(*alert)].subject);
}

void Engine::suppress(SuppressionSet::Kind kind, bool begins, const Act &act, const JournalRow &row, Frame &frame)
{
    const Moment now = m_fold.working().now;
    SuppressionSet set{kind, act.about, now, now, row.who + (row.text.empty() ? "" : ": " + row.text)};
    if (begins)
        set.until = act.until ? momentOf(*act.until) : Moment::max();
    // A frame that is read again has it already.
    const bool isThere = std::find(frame.changes.begin(), frame.changes.end(), Change(set)) != frame.changes.end();
    if (!isThere)
        frame.changes.emplace_back(set);
    Touched touched;
    m_fold.apply(Change(set), touched);
    m_judgement.touch(m_fold, touched);
}
} // namespace signalbox
