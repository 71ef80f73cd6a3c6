// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <actions/run.h>

namespace signalbox
{
/// What the watch does next in a run: pure, so that a model check can explore every way that a run can go.
struct Move {
    enum class Kind : std::uint8_t {
        Begin,   ///< look once more, then start or refuse
        Attempt, ///< of the step: probe; where it is not so, intent, send, observe
        Look,    ///< of the step: probe, whether it is so; nothing is sent
        Undo,    ///< of the step: intent, send, observe
        Soak,    ///< all is done: watch from now on
        Watch,   ///< look whether something got worse
        End,     ///< say that it is over
    };
    Kind kind = Kind::End;
    std::size_t step = 0; ///< of Attempt, Look and Undo
    bool operator==(const Move &) const = default;
};

/// All that may be begun at once; empty: it waits for a person, for what is under way, or is over. `underWay`: steps
/// that have a move that has not ended.
std::vector<Move> nextMoves(const Run &run, const std::vector<std::size_t> &underWay, WallTime now);

/// The last look before a move that sends something: whether it is still wanted, whatever was decided since it began.
bool isStillWanted(const Run &run, const Move &move);

/// Whether a watch that finds this run at its start has to take it for orphaned: another was in the middle of it.
bool wasUnderWay(const Run &run);

/// How long a confirmation is good for, and how long it waits for a second person.
constexpr Milliseconds armedFor{60000};
constexpr Milliseconds approvalFor{600000};
} // namespace signalbox
