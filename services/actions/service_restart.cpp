// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <actions/action.h>

#include <algorithm>
#include <set>

#include <actions/guardwords.h>
#include <actions/relations.h>
#include <actions/standing.h>
#include <actions/unitfacts.h>
#include <estate/plaintext.h>
#include <rules/words.h>

namespace signalbox::actions::service_restart
{
namespace
{
using Verdict = Guard::Verdict;

/// Its targets are watched for new alerts for so long.
constexpr Milliseconds soak = std::chrono::minutes(2);

/// A service with a unit, and what that is called.
struct Unit {
    const Declared *service = nullptr;
    std::string name;
    [[nodiscard]] std::string shortName() const
    {
        constexpr std::string_view ending = ".service";
        return name.ends_with(ending) ? name.substr(0, name.size() - ending.size()) : name;
    }
    [[nodiscard]] bool isOn(const Subject &host) const
    {
        const std::vector<Subject> &all = service->members;
        return std::find(all.begin(), all.end(), host) != all.end();
    }
};

std::vector<Unit> unitsOf(const Estate &estate)
{
    std::vector<Unit> units;
    for (const Declared &declared : estate.subjects) {
        std::string name =
            declared.subject.kind == "service" ? detailOf(estate, declared.subject, "unit") : std::string();
        if (!name.empty())
            units.push_back({&declared, std::move(name)});
    }
    return units;
}

Expected<Unit> unitOf(const Request &request, const Estate &estate)
{
    const auto named = request.parameters.find("service");
    for (const auto &[key, value] : request.parameters) {
        if (key != "service")
            return tl::unexpected(
                Problem{{}, "no parameter is called \"" + harmless(key, 60) + '"', "There is: service"});
    }
    std::vector<Unit> fitting;
    for (Unit &unit : unitsOf(estate)) {
        const bool isMeant = named == request.parameters.end() || named->second == unit.service->subject.name;
        const bool isOnAll = std::all_of(request.targets.begin(), request.targets.end(),
                                         [&](const Subject &target) { return unit.isOn(target); });
        if (isMeant && isOnAll)
            fitting.push_back(std::move(unit));
    }
    const std::string where = namesOf(request.targets);
    if (fitting.empty())
        return tl::unexpected(
            Problem{{},
                    named == request.parameters.end()
                        ? "no service with a unit has an instance on " + where
                        : "service \"" + harmless(named->second, 60) + "\" has no unit, or no instance on " + where,
                    "The estate says so with `unit` and `instances` of a service"});
    if (fitting.size() > 1)
        return tl::unexpected(Problem{{}, "several services have an instance on " + where, "Say which: service=NAME"});
    return fitting.front();
}

/// "active"; empty where nobody knows.
std::string stateOf(const Picture &picture, const Subject &host, const std::string &unit)
{
    return unitFactsOf(picture, host, unit, true).state;
}

Guard unitIsKnown(const Unit &unit, const std::vector<Subject> &targets, const Picture &picture)
{
    Guard guard = guardAsking("unit", GuardClass::Info, "How the unit is");
    std::vector<std::string> all;
    guard.verdict = Verdict::Pass;
    for (const Subject &target : targets) {
        const std::string state = stateOf(picture, target, unit.name);
        if (state.empty())
            guard.verdict = Verdict::Unknown;
        all.push_back(target.name + ": " + (state.empty() ? "not known" : state));
    }
    guard.value = unit.name + " on " + rules::someOf(all, 5);
    return guard;
}

/// Instances that go on while one is restarted.
Guard enoughAreLeft(const Unit &unit, const std::vector<Subject> &targets, const Picture &picture)
{
    const std::string needs = detailOf(*picture.estate, unit.service->subject, "needs.instances");
    Guard guard = guardAsking("redundancy", needs.empty() ? GuardClass::Info : GuardClass::Override,
                              "Enough instances are well without it");
    const std::size_t needed = needs.empty() ? 1 : std::stoul(needs);
    guard.threshold = "at least " + std::to_string(needed);
    guard.thresholdFrom = needs.empty() ? "by default" : "services." + unit.service->subject.name + ".needs.instances";
    guard.verdict = Verdict::Pass;
    for (const Subject &target : targets) {
        std::size_t well = 0;
        std::vector<Subject> unknown;
        for (const Subject &other : membersOf(*picture.estate, unit.service->subject)) {
            const Verdict verdict = other == target ? Verdict::Fail : wellnessOf(picture, other, true).verdict;
            well += verdict == Verdict::Pass ? 1 : 0;
            if (verdict == Verdict::Unknown)
                unknown.push_back(other);
        }
        const Verdict verdict = well >= needed                    ? Verdict::Pass
                                : well + unknown.size() >= needed ? Verdict::Unknown
                                                                  : Verdict::Fail;
        if (!guard.value.empty() && !isWorseVerdict(verdict, guard.verdict))
            continue;
        guard.verdict = verdict;
        guard.value = std::to_string(well) + " of " + std::to_string(unit.service->members.size()) + " without " +
                      target.name + (unknown.empty() ? "" : "; not known: " + namesOf(unknown));
    }
    return guard;
}

/// The other halves of the targets' pairs; nothing where no target is in one.
std::optional<Guard> otherHalfIsWell(const std::vector<Subject> &targets, const Picture &picture)
{
    Guard guard = guardAsking("pair", GuardClass::Override, "The other half of its pair is well");
    guard.threshold = "no critical alert";
    guard.verdict = Verdict::Pass;
    for (const Subject &target : targets) {
        for (const Subject &group : groupsOf(*picture.estate, target)) {
            for (const Subject &other :
                 group.kind == "pair" ? membersOf(*picture.estate, group) : std::vector<Subject>()) {
                const Wellness standing =
                    other == target ? Wellness{Verdict::Pass, {}} : wellnessOf(picture, other, true);
                if (guard.value.empty() || isWorseVerdict(standing.verdict, guard.verdict)) {
                    guard.verdict = standing.verdict;
                    guard.value = standing.words;
                }
            }
        }
    }
    return guard.value.empty() ? std::nullopt : std::optional(guard);
}

Step stepOf(const Unit &unit, const Subject &target, bool isFirst)
{
    Step step;
    step.target = target;
    step.words = "Restart " + unit.shortName() + " on " + target.name;
    step.command.by = StepCommand::By::Host;
    step.command.host = target.name;
    step.command.words = {"service-restart", unit.name};
    step.stage = isFirst ? 0 : 1;
    return step;
}

Expected<Plan> plan(const Request &request, const Situation &situation)
{
    const Picture &picture = situation.picture;
    for (const Subject &target : request.targets) {
        if (target.kind != "host")
            return tl::unexpected(
                Problem{{}, "found " + target.path() + ", expected a host that the service runs on", {}});
    }
    const Expected<Unit> unit = unitOf(request, *picture.estate);
    if (!unit)
        return tl::unexpected(unit.error());
    Plan plan;
    std::set<std::string> paths{unit->service->subject.path()};
    for (const Subject &target : request.targets) {
        plan.steps.push_back(stepOf(*unit, target, plan.steps.empty()));
        const std::string state = stateOf(picture, target, unit->name);
        plan.changes.push_back(
            {unit->name + " on " + target.name, state.empty() ? "not known" : state, "started anew"});
        for (const std::string &path : claimsOf(*picture.estate, target))
            paths.insert(path);
    }
    plan.title = request.targets.size() == 1
                     ? plan.steps.front().words
                     : "Restart " + unit->shortName() + " on " + counted(request.targets.size(), "host");
    plan.claims.assign(paths.begin(), paths.end());
    plan.soak = soak;
    plan.guards = {unitIsKnown(*unit, request.targets, picture), enoughAreLeft(*unit, request.targets, picture)};
    if (auto pair = otherHalfIsWell(request.targets, picture))
        plan.guards.push_back(std::move(*pair));
    return plan;
}

std::vector<std::pair<Request, std::string>> offers(const Picture &picture, const Subject &subject)
{
    std::vector<std::pair<Request, std::string>> all;
    for (const Unit &unit : unitsOf(*picture.estate)) {
        const bool isItself = unit.service->subject == subject;
        for (const Subject &host : unit.service->members) {
            if (isItself || host == subject)
                all.emplace_back(Request{"service-restart", {host}, {{"service", unit.service->subject.name}}},
                                 "Restart " + unit.shortName() + " on " + host.name);
        }
    }
    return all;
}
} // namespace

extern const ActionType item;
const ActionType item{
    .id = "service-restart",
    .title = "Restart a service",
    .about = "Has systemd restart a service's unit on hosts that it runs on, one after the other.",
    .offers = offers,
    .plan = plan,
};
} // namespace signalbox::actions::service_restart
