// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <actions/run.h>

#include <algorithm>
#include <set>

namespace signalbox
{
namespace
{
/// Whether nobody can go on with the step's target before that is settled.
bool isStuck(const StepRun &step)
{
    return step.state == StepState::NotDone || step.state == StepState::Unknown || step.isHandAsked;
}

/// How the targets stand, each by its steps.
struct Targets {
    std::set<Subject> begun;
    std::set<Subject> stuck;
    bool hasFirstFailed = false; ///< one of the first stage is stuck
};

Targets targetsOf(const Run &run)
{
    Targets targets;
    std::uint32_t first = UINT32_MAX;
    for (const Step &step : run.plan.steps)
        first = std::min(first, step.stage);
    for (std::size_t i = 0; i < run.steps.size(); ++i) {
        const Step &step = run.plan.steps[i];
        if (run.steps[i].state != StepState::Waiting)
            targets.begun.insert(step.target);
        if (isStuck(run.steps[i])) {
            targets.stuck.insert(step.target);
            targets.hasFirstFailed = targets.hasFirstFailed || step.stage == first;
        }
    }
    return targets;
}

/// Whether a step after which only forward is a way out has been taken, or may have been.
bool isPastReturn(const Run &run, const Subject &target)
{
    for (std::size_t i = 0; i < run.steps.size(); ++i) {
        const Step &step = run.plan.steps[i];
        const StepState state = run.steps[i].state;
        if (step.isNoReturn && step.target == target && state != StepState::Waiting && state != StepState::NotDone)
            return true;
    }
    return false;
}
} // namespace

std::vector<std::size_t> nextSteps(const Run &run)
{
    const Targets targets = targetsOf(run);
    const bool mayBegin = !run.isHeldBack && (targets.stuck.empty() ||
                                              (!targets.hasFirstFailed && targets.stuck.size() <= run.plan.mayFail));
    // The next step of each target that can go on; what is under way keeps its stage open.
    std::vector<std::size_t> next;
    std::set<Subject> seen;
    std::uint32_t stage = UINT32_MAX;
    for (std::size_t i = 0; i < run.steps.size(); ++i) {
        const Step &step = run.plan.steps[i];
        if (isOverWith(run.steps[i]) || targets.stuck.contains(step.target) || !seen.insert(step.target).second)
            continue;
        if (!mayBegin && !targets.begun.contains(step.target))
            continue;
        stage = std::min(stage, step.stage);
        if (run.steps[i].state == StepState::Waiting)
            next.push_back(i);
    }
    next.erase(
        std::remove_if(next.begin(), next.end(), [&](std::size_t i) { return run.plan.steps[i].stage != stage; }),
        next.end());
    return next;
}

bool isBegun(const Run &run, const Subject &target)
{
    return targetsOf(run).begun.contains(target);
}

bool isKept(const Run &run, const Subject &target)
{
    if (isPastReturn(run, target))
        return true;
    bool isOver = true;
    for (std::size_t i = 0; i < run.steps.size(); ++i)
        isOver = isOver && (run.plan.steps[i].target != target || isOverWith(run.steps[i]));
    return isOver && !run.isUndoingAll;
}

bool isToBeUndone(const Run &run, std::size_t step)
{
    const StepState state = run.steps[step].state;
    return (state == StepState::Done || state == StepState::Unknown) && run.plan.steps[step].undo &&
           !isKept(run, run.plan.steps[step].target);
}
} // namespace signalbox
