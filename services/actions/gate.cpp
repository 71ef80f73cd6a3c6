// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <actions/gate.h>

#include <algorithm>

namespace signalbox
{
namespace
{
bool isSaid(const std::string &words)
{
    return words.find_first_not_of(" \t\r\n") != std::string::npos;
}

int concernOf(const Guard &guard)
{
    if (guard.verdict == Guard::Verdict::Pass)
        return 8;
    if (guard.verdict == Guard::Verdict::Later)
        return 7;
    const bool isUnknown = guard.verdict == Guard::Verdict::Unknown;
    switch (guard.guardClass) {
    case GuardClass::Hard:
        return isUnknown ? 2 : 0;
    case GuardClass::Override:
        return isUnknown ? 3 : 1;
    case GuardClass::Warning:
        return isUnknown ? 5 : 4;
    case GuardClass::Info:
        break;
    }
    return 6;
}

bool asksForTwo(const Plan &plan, const Confirmation &confirmation)
{
    return gateOf(plan, confirmation.overridden.size()) == GateLevel::TypeNameAndCount;
}

std::optional<Problem> unansweredGuard(const Plan &plan, const Confirmation &confirmation)
{
    for (const Guard &guard : plan.guards) {
        if (guard.isMet())
            continue;
        const std::string what = guard.id + ": " + guard.title + ": " + guard.value;
        const auto reason = confirmation.overridden.find(guard.id);
        if (guard.guardClass == GuardClass::Hard)
            return Problem{{}, what, "Nobody can override this"};
        if (guard.guardClass == GuardClass::Override &&
            (reason == confirmation.overridden.end() || !isSaid(reason->second)))
            return Problem{{}, what, "Override it with a reason, or wait until it holds"};
        if (guard.guardClass == GuardClass::Warning && !confirmation.ticked.contains(guard.id))
            return Problem{{}, what, "Tick it once you have read it"};
    }
    return {};
}

std::optional<Problem> shutGate(const Plan &plan, const Confirmation &confirmation)
{
    const GateLevel needed = gateOf(plan, confirmation.overridden.size());
    if (confirmation.gate < needed)
        return Problem{
            {}, "the gate of this plan asks for more than was done", "Make the plan again and read its gate"};
    if (needed >= GateLevel::TypeName && confirmation.typedName != nameToType(plan))
        return Problem{{}, "what was typed is not \"" + nameToType(plan) + '"', "Type the name as it stands there"};
    if (needed == GateLevel::TypeNameAndCount && confirmation.typedCount != plan.request.targets.size())
        return Problem{{},
                       "the count that was typed is not " + std::to_string(plan.request.targets.size()),
                       "Type how many targets there are"};
    return {};
}
} // namespace

void sortByConcern(std::vector<Guard> &guards)
{
    std::stable_sort(guards.begin(), guards.end(),
                     [](const Guard &a, const Guard &b) { return concernOf(a) < concernOf(b); });
}

GateLevel gateOf(const Plan &plan, std::size_t overrides)
{
    constexpr auto highest = static_cast<std::size_t>(GateLevel::TypeNameAndCount);
    return static_cast<GateLevel>(
        std::min(highest, static_cast<std::size_t>(plan.gate) + std::min(overrides, highest)));
}

std::string nameToType(const Plan &plan)
{
    const std::vector<Subject> &targets = plan.request.targets;
    if (targets.empty())
        return {};
    if (targets.size() == 1)
        return targets.front().name;
    const bool isOneKind = std::all_of(targets.begin(), targets.end(),
                                       [&](const Subject &each) { return each.kind == targets.front().kind; });
    return isOneKind ? targets.front().kind : "target";
}

bool needsApproval(const Plan &plan, const Confirmation &confirmation)
{
    return plan.secondPerson == SecondPerson::Required && asksForTwo(plan, confirmation);
}

bool leavesReview(const Plan &plan, const Confirmation &confirmation)
{
    return plan.secondPerson == SecondPerson::Advised && asksForTwo(plan, confirmation);
}

std::vector<Guard> hardBlocks(const Plan &plan)
{
    std::vector<Guard> blocks;
    for (const Guard &guard : plan.guards) {
        if (guard.guardClass == GuardClass::Hard && !guard.isMet())
            blocks.push_back(guard);
    }
    return blocks;
}

std::optional<Problem> unanswered(const Plan &again, const Plan &confirmed, const Confirmation &confirmation)
{
    if (auto problem = unansweredGuard(again, confirmation))
        return problem;
    for (const Guard &guard : again.guards) {
        if (guard.isMet())
            continue; // what is left was answered
        const auto before = std::find_if(confirmed.guards.begin(), confirmed.guards.end(),
                                         [&](const Guard &each) { return each.id == guard.id; });
        const bool isAsRead = before != confirmed.guards.end() && !before->isMet() &&
                              (before->verdict == guard.verdict || guard.verdict == Guard::Verdict::Unknown);
        if (!isAsRead)
            return Problem{{},
                           guard.id + " is worse than when it was answered: " + guard.title + ": " + guard.value,
                           "Make the plan again and read it"};
    }
    return {};
}

std::optional<Problem> missing(const Plan &plan, const Confirmation &confirmation)
{
    if (confirmation.hash != planHash(plan))
        return Problem{{}, "the plan is not the one that was confirmed", "Make the plan again and read it"};
    if (!plan.blockedBy.empty())
        return Problem{{}, plan.blockedBy, {}};
    if (auto problem = unansweredGuard(plan, confirmation))
        return problem;
    return shutGate(plan, confirmation);
}
} // namespace signalbox
