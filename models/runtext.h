// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QString>

#include <actions/run.h>
#include <models/state.h>

namespace signalbox
{
/// How a run is drawn; nothing for one of which nothing was sent, or that a person left.
std::optional<State> stateOf(const Run &run);

/// Whether `me` (user@host) confirmed it; over a line the watch adds to a name by which login it came.
bool isBy(const Run &run, const std::string &me);

/// Steps that are done or passed over.
std::size_t stepsOver(const Run &run);

/// What the run waits for, in words: "begins within 43 s, or not at all", "a decision about step 3: outcome unknown".
/// Empty where it is over.
QString waitsFor(const Run &run, WallTime now);

/// What ends by itself while a run waits: a confirmation, the wait for a second person, the watching of its targets.
struct Countdown {
    Milliseconds left{}; ///< never below 0
    Milliseconds whole{};
};
std::optional<Countdown> countdownOf(const Run &run, WallTime now);

/// What a person is asked, plainly: what is not known, what may be so, and what each way out would do. Empty where
/// nothing is asked.
QString questionText(const Run &run);

/// What a button for that decision says, always what will happen: "Undo the 3 steps that were done".
QString choiceText(const Run &run, RunDecision::Kind kind);
/// Whether that decision takes a reason.
bool needsReason(RunDecision::Kind kind);
} // namespace signalbox
