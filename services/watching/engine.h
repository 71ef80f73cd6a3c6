// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include <alerts/judgement.h>
#include <journal/act.h>
#include <recording/about.h>

namespace signalbox
{
/// Fold, journal and judgement in the one order that a recording promises: time up to the tick (timers at their due
/// moments), the tick's changes and facts, the journal rows up to its number, the rules. Pure: the same frames give the
/// same transitions, now or when they are read again.
class Engine
{
public:
    /// `rules` outlive this.
    explicit Engine(std::span<const Rule *const> rules);

    /// Continues a recording: its structure, then its state at the last tick.
    void resume(const std::vector<DatedChange> &changes, const RecordedState &state);
    /// Completes a frame that has tick, changes and facts: appends the transitions, and the numbers that they needed.
    void complete(Frame &frame, std::span<const JournalRow> journal = {});

    [[nodiscard]] Numbering &numbering() { return m_numbering; }
    [[nodiscard]] Fold &fold() { return m_fold; }

private:
    void passTime(Moment until, Judged &judged);
    void carryOut(const JournalRow &row, Frame &frame, Judged &judged);
    void acknowledge(const Act &act, const JournalRow &row, Judged &judged);
    void suppress(SuppressionSet::Kind kind, bool begins, const Act &act, const JournalRow &row, Frame &frame);
    [[nodiscard]] Moment momentOf(WallTime wall) const;

    Fold m_fold;
    Numbering m_numbering;
    Judgement m_judgement;
    Judged m_pending; ///< for the next frame
};
} // namespace signalbox
