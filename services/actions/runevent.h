// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include <actions/gate.h>
#include <journal/journal.h>

namespace signalbox
{
/// A person opens the gate of a plan.
struct RunConfirmed {
    Plan plan;
    Confirmation confirmation;
};
/// Another person agrees to the plan with that hash.
struct RunApproved {
    std::string hash;
};
/// A person says how it goes on.
struct RunDecision {
    enum class Kind : std::uint8_t {
        Resume, ///< go on with what has not been sent; a step that is not done is tried again
        Skip,   ///< pass the step over
        ByHand, ///< the step was done by hand: its probe decides
        Undo,   ///< undo what was done
        Leave,  ///< leave it as it is
        Stop,   ///< send nothing further
    };
    Kind kind = Kind::Leave;
    std::uint32_t step = 0; ///< of Skip and ByHand
    std::string reason;     ///< needed for Skip, ByHand and Leave
};
/// The watch begins.
struct RunStarted {
};
/// The watch does not begin; nothing was sent.
struct RunRefused {
    std::string why;
};
/// A step is about to be sent, or its undo. Durable before it is.
struct RunIntent {
    std::uint32_t step = 0;
    bool isUndo = false;
};
/// What became of a step, by its reply or by a look at the world.
struct RunObserved {
    enum class Outcome : std::uint8_t { Done, NotDone, Unknown };
    std::uint32_t step = 0;
    bool isUndo = false;
    bool isByHand = false;
    Outcome outcome = Outcome::Unknown;
    std::string words; ///< outside text; cut at longestRunWords
    Milliseconds took{};
};
/// The watch that ran it was gone, and another has found it.
struct RunOrphaned {
};
/// All steps are done: its targets are watched until then.
struct RunSoaking {
    WallTime until{};
};
/// Something got worse while it was watched, or is not as planned.
struct RunRegressed {
    std::string why;
};
/// It is over.
struct RunEnded {
};

/// One row of the journal about a run.
struct RunEvent {
    std::string run;
    std::string who;
    WallTime wall{};
    std::uint64_t row = 0;
    std::variant<RunConfirmed, RunApproved, RunDecision, RunStarted, RunRefused, RunIntent, RunObserved, RunOrphaned,
                 RunSoaking, RunRegressed, RunEnded>
        what;
};

/// Outside words in a row are no longer; bytes.
constexpr std::size_t longestRunWords = 1000;

/// A new run's id: 12 hexadecimal digits. Also the key that is sent to whoever takes one against doing it twice.
std::string newRunId();
/// "run/ID", what the rows are about.
std::string runPath(const std::string &id);
/// The row, without number and hash.
JournalRow rowOf(const RunEvent &event);
/// Nothing where the row is about something else; an error where it is about a run and damaged.
Expected<std::optional<RunEvent>> runEventOf(const JournalRow &row);
/// What happened, for people: "restart of nginx on web1: intended". Plain text. `run` may be null.
std::string sentenceOf(const RunEvent &event, const struct Run *run);

const char *word(RunDecision::Kind kind);
} // namespace signalbox
