// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <actions/run.h>

#include <algorithm>

namespace signalbox
{
namespace
{
// Whether an undo that a person asks for would take anything back.
bool canBeUndone(Run run)
{
    run.isUndoingAll = true;
    for (std::size_t i = 0; i < run.steps.size(); ++i) {
        if (isToBeUndone(run, i))
            return true;
    }
    return false;
}
} // namespace

std::vector<RunDecision::Kind> decisionsFor(const Run &run)
{
    using Kind = RunDecision::Kind;
    switch (run.state) {
    case RunState::Approval:
    case RunState::Armed:
        return {Kind::Stop};
    case RunState::Running:
        if (run.plan.isElsewhere) // whoever carried it out may be gone, and nobody would notice
            return {Kind::Leave};
        return run.isStopping ? std::vector<Kind>{} : std::vector<Kind>{Kind::Stop};
    case RunState::Soaking:
        return canBeUndone(run) ? std::vector<Kind>{Kind::Undo, Kind::Leave} : std::vector<Kind>{Kind::Leave};
    case RunState::UndoFailed: // somebody has seen to it
        return {Kind::Leave};
    case RunState::Deciding:
        break;
    default:
        return {};
    }
    if (std::any_of(run.steps.begin(), run.steps.end(), isUnderWay)) // its outcome is on its way
        return {};
    std::vector<Kind> kinds;
    bool canResume = true;
    bool hasOpen = false;
    for (std::size_t i = 0; i < run.steps.size(); ++i) {
        const StepState state = run.steps[i].state;
        // What nobody can look at is not sent again: it may have been done.
        canResume = canResume && (state != StepState::Unknown || run.plan.steps[i].probe) &&
                    state != StepState::Undone && state != StepState::UndoFailed;
        hasOpen = hasOpen || !isOverWith(run.steps[i]);
    }
    if (canResume)
        kinds.push_back(Kind::Resume);
    if (hasOpen)
        kinds.insert(kinds.end(), {Kind::ByHand, Kind::Skip});
    if (canBeUndone(run))
        kinds.push_back(Kind::Undo);
    kinds.push_back(Kind::Leave);
    return kinds;
}

std::optional<std::size_t> stepInQuestion(const Run &run)
{
    std::optional<std::size_t> waiting;
    for (std::size_t i = 0; i < run.steps.size(); ++i) {
        if (isInQuestion(run.steps[i]))
            return i;
        if (!waiting && run.steps[i].state == StepState::Waiting)
            waiting = i;
    }
    return waiting;
}

const char *word(RunState state)
{
    switch (state) {
    case RunState::Approval:
        return "waits for a second person";
    case RunState::Armed:
        return "armed";
    case RunState::Running:
        return "running";
    case RunState::Deciding:
        return "waits for a decision";
    case RunState::Undoing:
        return "undoing";
    case RunState::Soaking:
        return "done, being watched";
    case RunState::Done:
        return "done";
    case RunState::Undone:
        return "undone";
    case RunState::UndoFailed:
        return "undo failed";
    case RunState::Left:
        return "left as it is";
    case RunState::Refused:
        break;
    }
    return "refused";
}

const char *word(StepState state)
{
    switch (state) {
    case StepState::Waiting:
        return "waiting";
    case StepState::Intended:
        return "under way";
    case StepState::Done:
        return "done";
    case StepState::NotDone:
        return "not done";
    case StepState::Unknown:
        return "outcome unknown";
    case StepState::Skipped:
        return "passed over";
    case StepState::Undoing:
        return "being undone";
    case StepState::Undone:
        return "undone";
    case StepState::UndoFailed:
        break;
    }
    return "undo failed";
}
} // namespace signalbox
