// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <actions/nextmove.h>

#include <algorithm>

namespace signalbox
{
namespace
{
using UnderWay = std::vector<std::size_t>;

bool isBusy(const UnderWay &underWay, std::size_t step)
{
    return std::find(underWay.begin(), underWay.end(), step) != underWay.end();
}

// What is not known is settled by looking, once; what was done by hand as well.
std::vector<Move> looks(const Run &run, const UnderWay &underWay)
{
    std::vector<Move> moves;
    for (std::size_t i = 0; i < run.steps.size(); ++i) {
        const StepRun &step = run.steps[i];
        const bool isUnknown = step.state == StepState::Unknown && !step.isLookedAt && run.plan.steps[i].probe;
        if ((isUnknown || step.isHandAsked) && !isBusy(underWay, i))
            moves.push_back({Move::Kind::Look, i});
    }
    return moves;
}

std::vector<Move> running(const Run &run, const UnderWay &underWay)
{
    std::vector<Move> moves = looks(run, underWay);
    if (run.isStopping)
        return moves;
    if (std::all_of(run.steps.begin(), run.steps.end(), isOverWith)) {
        if (!underWay.empty())
            return {};
        return {{run.plan.soak > Milliseconds(0) ? Move::Kind::Soak : Move::Kind::End}};
    }
    const std::size_t most = std::max<std::uint32_t>(run.plan.atOnce, 1);
    for (const std::size_t step : nextSteps(run)) {
        if (underWay.size() + moves.size() >= most)
            break;
        if (!isBusy(underWay, step))
            moves.push_back({Move::Kind::Attempt, step});
    }
    return moves;
}

// One by one, the last first.
std::vector<Move> undoing(const Run &run, const UnderWay &underWay)
{
    if (!underWay.empty())
        return {};
    for (std::size_t i = run.steps.size(); i-- > 0;) {
        const StepState state = run.steps[i].state;
        if (state == StepState::Intended || state == StepState::Undoing)
            return {};
        if (isToBeUndone(run, i))
            return {{Move::Kind::Undo, i}};
    }
    return {{Move::Kind::End}};
}
} // namespace

std::vector<Move> nextMoves(const Run &run, const std::vector<std::size_t> &underWay, WallTime now)
{
    if (run.plan.isElsewhere) { // whoever it was has not begun, and is gone
        const bool isExpired = (run.state == RunState::Armed && now - run.armed > armedFor) ||
                               (run.state == RunState::Approval && now - run.confirmed > approvalFor);
        return isExpired ? std::vector<Move>{{Move::Kind::Begin}} : std::vector<Move>{};
    }
    switch (run.state) {
    case RunState::Approval: // nobody came: it is refused
        return now - run.confirmed > approvalFor ? std::vector<Move>{{Move::Kind::Begin}} : std::vector<Move>{};
    case RunState::Armed:
        return {{Move::Kind::Begin}};
    case RunState::Running:
        return running(run, underWay);
    case RunState::Deciding:
        return looks(run, underWay);
    case RunState::Undoing:
        return undoing(run, underWay);
    case RunState::Soaking:
        return {{now >= run.soaksUntil ? Move::Kind::End : Move::Kind::Watch}};
    default:
        return {};
    }
}

bool isStillWanted(const Run &run, const Move &move)
{
    const StepRun &step = run.steps[move.step];
    if (move.kind == Move::Kind::Undo)
        return run.state == RunState::Undoing && isToBeUndone(run, move.step);
    const std::vector<std::size_t> next = nextSteps(run);
    return run.state == RunState::Running && !run.isStopping && step.state == StepState::Waiting && !step.isHandAsked &&
           std::find(next.begin(), next.end(), move.step) != next.end();
}

bool wasUnderWay(const Run &run)
{
    if (run.plan.isElsewhere)
        return false;
    const bool hasIntent = std::any_of(run.steps.begin(), run.steps.end(), [](const StepRun &step) {
        return step.state == StepState::Intended || step.state == StepState::Undoing || step.isHandAsked;
    });
    return run.state == RunState::Running || run.state == RunState::Undoing ||
           (run.state == RunState::Deciding && hasIntent);
}
} // namespace signalbox
