// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <actions/action.h>

#include <algorithm>

#include <actions/commonguards.h>
#include <actions/relations.h>
#include <estate/plaintext.h>
#include <estate/suggestion.h>

namespace signalbox
{
namespace
{
const ActionType *typeOf(std::string_view id)
{
    for (const ActionType *type : actions::all()) {
        if (type->id == id)
            return type;
    }
    return nullptr;
}

std::optional<Problem> faultOf(const Request &request, const Estate &estate)
{
    if (request.targets.empty())
        return Problem{{}, "nothing is named that it is to be done to", {}};
    std::vector<Subject> targets = request.targets;
    std::sort(targets.begin(), targets.end());
    const auto twice = std::adjacent_find(targets.begin(), targets.end());
    if (twice != targets.end())
        return Problem{{}, harmless(twice->path(), 120) + " is named twice", {}};
    for (const Subject &target : targets) {
        if (!isDeclared(estate, target))
            return Problem{{}, harmless(target.path(), 120) + " is not in the estate", {}};
    }
    return {};
}
} // namespace

Expected<Plan> makePlan(const Request &request, const Situation &situation)
{
    const ActionType *type = typeOf(request.action);
    if (!type) {
        std::vector<std::string_view> ids;
        for (const ActionType *each : actions::all())
            ids.push_back(each->id);
        return tl::unexpected(Problem{
            {}, "no action is called \"" + harmless(request.action, 60) + '"' + didYouMean(request.action, ids), {}});
    }
    if (auto fault = faultOf(request, *situation.picture.estate))
        return tl::unexpected(std::move(*fault));
    Expected<Plan> plan = type->plan(request, situation);
    if (!plan)
        return plan;
    if (plan->request.action.empty()) // else it was a way to say what comes to several others
        plan->request = request;
    plan->outsideRow = situation.ledger.lastOutside(plan->claims);
    plan->secondPerson = situation.picture.estate->interlock.secondPerson;
    const std::vector<Guard> common = commonGuards(*plan, situation);
    plan->guards.insert(plan->guards.end(), common.begin(), common.end());
    sortByConcern(plan->guards);
    return plan;
}

std::vector<std::pair<Request, std::string>> offersFor(const Picture &picture, const Subject &subject)
{
    std::vector<std::pair<Request, std::string>> all;
    if (!isDeclared(*picture.estate, subject))
        return all;
    for (const ActionType *type : actions::all()) {
        for (auto &offer : type->offers(picture, subject))
            all.push_back(std::move(offer));
    }
    return all;
}
} // namespace signalbox
