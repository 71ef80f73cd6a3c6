// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <actions/gate.h>

#include <algorithm>

namespace signalbox
{
namespace
{
bool isBlank(const std::string &text)
{
    return text.find_first_not_of(" \t\r\n") == std::string::npos;
}
} // namespace

GateLevel gateOf(const Plan &plan, std::size_t overrides)
{
    const std::size_t level = static_cast<std::size_t>(plan.gate) + overrides;
    return static_cast<GateLevel>(std::min(level, static_cast<std::size_t>(GateLevel::TypeNameAndCount)));
}

std::string nameToType(const Plan &plan)
{
    const std::vector<Subject> &targets = plan.request.targets;
    return targets.size() == 1 ? targets.front().name : targets.empty() ? std::string() : targets.front().kind;
}

bool needsApproval(const Plan &plan, const Confirmation &confirmation)
{
    return plan.secondPerson == SecondPerson::Required &&
           gateOf(plan, confirmation.overridden.size()) == GateLevel::TypeNameAndCount;
}

bool leavesReview(const Plan &plan, const Confirmation &confirmation)
{
    return plan.secondPerson == SecondPerson::Advised &&
           gateOf(plan, confirmation.overridden.size()) == GateLevel::TypeNameAndCount;
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

std::optional<Problem> missing(const Plan &plan, const Confirmation &confirmation)
{
    const auto problem = [](std::string what, std::string advice) { return Problem{{}, std::move(what), std::move(advice)}; };
    if (confirmation.hash != planHash(plan))
        return problem("the plan is another one than was read", "Read it again");
    if (!plan.blockedBy.empty())
        return problem(plan.blockedBy, {});
    for (const Guard &guard : plan.guards) {
        if (guard.isMet())
            continue;
        const std::string said = guard.id + " " + guard.title + ": " + guard.value;
        if (guard.guardClass == GuardClass::Hard)
            return problem(said, "Nobody can override it");
        if (guard.guardClass == GuardClass::Warning && confirmation.ticked.count(guard.id) == 0)
            return problem("nobody ticked the warning " + said, "Read it, and tick it");
        if (guard.guardClass != GuardClass::Override)
            continue;
        const auto reason = confirmation.overridden.find(guard.id);
        if (reason == confirmation.overridden.end() || isBlank(reason->second))
            return problem(said, "It can be overridden with a reason");
    }
    const GateLevel gate = gateOf(plan, confirmation.overridden.size());
    if (confirmation.gate < gate)
        return problem("the gate asks for more than was done", "Answer it again");
    if (gate >= GateLevel::TypeName && confirmation.typedName != nameToType(plan))
        return problem("what was typed is not \"" + nameToType(plan) + "\"", "Type the name of what it is done to");
    if (gate == GateLevel::TypeNameAndCount && confirmation.typedCount != plan.request.targets.size())
        return problem("the count that was typed is not that of the targets", "Count them on the plan");
    return {};
}
} // namespace signalbox
