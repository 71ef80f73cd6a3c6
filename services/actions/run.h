// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <actions/gate.h>
#include <actions/runevent.h>

namespace signalbox
{
/// How it stands with a run.
enum class RunState : std::uint8_t {
    Approval, ///< confirmed by one person; another has to approve
    Armed,    ///< confirmed: the watch looks once more and begins, within 60 s
    Running,  ///< steps are sent
    Deciding, ///< it does not go on until a person says how
    Undoing,  ///< what was done is undone
    Soaking,  ///< all is done; its targets are watched
    Done,
    Undone,
    UndoFailed, ///< something of it could not be undone
    Left,       ///< a person left it as it is
    Refused,    ///< nothing was sent: a guard, another run, an expired confirmation; `words` has it
};

/// How it stands with a step.
enum class StepState : std::uint8_t {
    Waiting,
    Intended, ///< the intent is durable; what became of it is not known yet
    Done,
    NotDone, ///< it was tried, and the world says that it is not so
    Unknown, ///< it may or may not be so: no reply, no reading
    Skipped, ///< a person passed it over
    Undoing, ///< as Intended, of its undo
    Undone,
    UndoFailed, ///< or not known
};

struct StepRun {
    StepState state = StepState::Waiting;
    int attempts = 0;         ///< times that it was sent
    std::string words;        ///< what was said at the last change; outside text
    bool isByHand = false;    ///< a person did it
    bool isLookedAt = false;  ///< of Unknown: the world was read, and it cannot be told
    WallTime sent{};          ///< the last intent
    bool isHandAsked = false; ///< a person says that it was done by hand: that is to be looked at
    Milliseconds took{};      ///< of the last attempt
};

/// One run, folded from the journal's rows: everything a restart needs to know.
struct Run {
    std::string id;
    Plan plan;
    Confirmation confirmation;
    std::string who;        ///< confirmed it
    std::string approvedBy; ///< may be empty
    WallTime confirmed{};
    WallTime armed{};   ///< confirmed or, where asked for, approved
    WallTime changed{}; ///< the last row
    WallTime soaksUntil{};
    RunState state = RunState::Refused;
    std::vector<StepRun> steps; ///< as plan.steps
    std::string words;          ///< why it is where it is
    bool isStopping = false;    ///< a person wants nothing further sent
    bool isOrphaned = false;    ///< the watch that ran it has died: nothing goes on before a person says so
    bool isHeldBack = false;    ///< a guard became worse: what is begun is brought to its end, nothing else is begun
    bool isUndoingAll = false;  ///< of Undoing: a person wants it; else only what did not come to its end
    bool goesOn = false;   ///< of Deciding: a person has answered for a step; it runs again once none is in question
    std::uint64_t row = 0; ///< of its confirmation

    /// Nothing will be sent any more, whatever happens.
    [[nodiscard]] bool isOver() const { return state >= RunState::Done; }
};

/// The run that such a row begins; whether somebody else has what it claims is for the ledger to say.
Run begin(const RunConfirmed &confirmed, const RunEvent &event);
/// Folds one event. Events that make no sense where the run stands change nothing: a row that came too late is one.
void fold(Run &run, const RunEvent &event);
/// Steps that may be sent now: the next of each target that is begun, and, where not too many have failed, of the next
/// targets. A target that is begun is brought to its end whatever becomes of the others.
std::vector<std::size_t> nextSteps(const Run &run);
/// Whether anything of the step's target has been sent, or may have been.
bool isBegun(const Run &run, const Subject &target);
/// Whether an undo leaves the target as it is: it is past return, or came to its end and nobody asked for that back.
bool isKept(const Run &run, const Subject &target);
/// Whether an undo of the run takes the step back: what is done and can be undone, of targets that are not kept.
bool isToBeUndone(const Run &run, std::size_t step);
/// Done, or passed over.
bool isOverWith(const StepRun &step);
/// It, or its undo, was sent, and its outcome is on its way.
bool isUnderWay(const StepRun &step);
/// Steps that are neither done nor passed over nor waiting: what a person is asked about.
bool isInQuestion(const StepRun &step);

/// What a person can decide now.
std::vector<RunDecision::Kind> decisionsFor(const Run &run);
/// The step that a decision is about: the first that is not done, not known, or waits.
std::optional<std::size_t> stepInQuestion(const Run &run);

const char *word(RunState state);
const char *word(StepState state);
} // namespace signalbox
