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
bool isNumber(const Change &change)
{
    return std::holds_alternative<TextDeclared>(change) || std::holds_alternative<AlertDeclared>(change);
}
} // namespace

Engine::Engine(std::span<const Rule *const> rules)
    : m_judgement(rules)
{
}

void Engine::resume(const std::vector<DatedChange> &changes, const RecordedState &state)
{
    Touched touched;
    for (const DatedChange &dated : changes) {
        m_fold.apply(dated.change, touched);
        m_numbering.learn(dated.change);
    }
    m_fold.load(state);
    m_fold.advance(state.tick.moment, touched);
    // With the rules that recorded it this only finds out what is due when; other rules' verdicts go into the next
    // frame.
    m_judgement.touchAll(m_fold);
    m_judgement.judge(m_fold, m_numbering, m_pending);
}

void Engine::complete(Frame &frame, std::span<const JournalRow> journal)
{
    Judged judged = std::exchange(m_pending, {});
    Touched touched;
    // Numbers first: what falls due on the way to this tick may need those that it declares.
    for (const Change &change : frame.changes) {
        m_numbering.learn(change);
        if (isNumber(change))
            m_fold.apply(change, touched);
    }
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
        acknowledgeFrom(row, judged);
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

void Engine::acknowledgeFrom(const JournalRow &row, Judged &judged)
{
    if (row.act != "acknowledge")
        return;
    const Picture &picture = m_fold.working();
    for (std::size_t i = 0; i < picture.alerts.size(); ++i) {
        if (alertKeyText(*picture.alerts[i].key) != row.what)
            continue;
        const TextId by = m_numbering.text(row.who + ": " + row.text);
        declareNew(m_fold, m_numbering, judged);
        acknowledge(m_fold, static_cast<AlertId>(i), by, judged);
    }
}

std::string alertKeyText(const AlertDeclared &alert)
{
    return alert.rule + ' ' + alert.subject.path() + labelText(alert.labels);
}
} // namespace signalbox
