// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <actions/action.h>

#include <algorithm>
#include <array>
#include <set>

#include <actions/atrisk.h>
#include <actions/guardwords.h>
#include <actions/relations.h>
#include <actions/requirement.h>
#include <estate/placeholders.h>
#include <estate/plaintext.h>
#include <estate/suggestion.h>

namespace signalbox::actions::runbook
{
namespace
{
/// Names of what a placeholder stands for, and that for one target.
std::array<PlaceholderValue, 4> valuesOf(const Declared &target)
{
    return {{{"address", target.address},
             {"kind", target.subject.kind},
             {"name", target.subject.name},
             {"site", target.site}}};
}

/// What may stand in an argument, so that no program takes it for an option, a shell's text or a path elsewhere.
bool isHarmlessValue(std::string_view value)
{
    return !value.empty() && value.front() != '-' && std::all_of(value.begin(), value.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
               std::string_view("._:/-").find(c) != std::string_view::npos;
    });
}

Expected<StepCommand> filled(const Runbook &runbook, const std::vector<std::string> &argv, const Declared &target)
{
    const auto values = valuesOf(target);
    StepCommand command;
    if (runbook.isAtTarget) {
        command.by = StepCommand::By::Host;
        command.host = target.subject.name;
        command.words = {"run"};
    }
    for (const std::string &word : argv) {
        for (const auto &[name, value] : values) {
            if (word.find('{' + std::string(name) + '}') == std::string::npos || isHarmlessValue(value))
                continue;
            const std::string what =
                value.empty() ? "it has none" : "\"" + harmless(value, 60) + "\" cannot stand there";
            return tl::unexpected(Problem{{},
                                          "runbook " + runbook.name + " needs {" + std::string(name) + "} of " +
                                              target.subject.path() + ": " + what,
                                          "Only letters, digits and . _ : / - may, and no - first"});
        }
        command.words.push_back(filledIn(word, values));
    }
    return command;
}

bool isFor(const Runbook &runbook, const Subject &subject)
{
    return std::binary_search(runbook.subjects.begin(), runbook.subjects.end(), subject) ||
           std::find(runbook.kinds.begin(), runbook.kinds.end(), subject.kind) != runbook.kinds.end();
}

Expected<Step> stepOf(const Runbook &runbook, const Declared &target, bool isFirst)
{
    Step step;
    step.target = target.subject;
    step.words = filledIn(runbook.title, valuesOf(target));
    step.deadline = runbook.deadline;
    step.probeDeadline = runbook.probeDeadline;
    step.stage = isFirst ? 0 : 1;
    const Expected<StepCommand> run = filled(runbook, runbook.run, target);
    if (!run)
        return tl::unexpected(run.error());
    step.command = *run;
    for (const auto &[argv, into] : {std::pair(&runbook.probe, &step.probe), std::pair(&runbook.undo, &step.undo)}) {
        if (argv->empty())
            continue;
        const Expected<StepCommand> command = filled(runbook, *argv, target);
        if (!command)
            return tl::unexpected(command.error());
        *into = *command;
    }
    return step;
}

Expected<const Runbook *> runbookOf(const Request &request, const Estate &estate)
{
    const auto name = request.parameters.find("runbook");
    if (name == request.parameters.end() || request.parameters.size() != 1)
        return tl::unexpected(Problem{{}, "expected one parameter, runbook", {}});
    const Runbook *runbook = estate.runbook(name->second);
    std::vector<std::string_view> names;
    for (const Runbook &each : estate.runbooks)
        names.push_back(each.name);
    if (!runbook)
        return tl::unexpected(Problem{
            {}, "no runbook is called \"" + harmless(name->second, 60) + '"' + didYouMean(name->second, names), {}});
    if (request.targets.size() > runbook->most)
        return tl::unexpected(Problem{{},
                                      "runbook " + runbook->name + " takes " + counted(runbook->most, "target") +
                                          " at most, not " + std::to_string(request.targets.size()),
                                      {}});
    for (const Subject &target : request.targets) {
        if (!isFor(*runbook, target))
            return tl::unexpected(Problem{{}, "runbook " + runbook->name + " is not for " + target.path(), {}});
    }
    return runbook;
}

Expected<Plan> plan(const Request &request, const Situation &situation)
{
    const Estate &estate = *situation.picture.estate;
    const Expected<const Runbook *> found = runbookOf(request, estate);
    if (!found)
        return tl::unexpected(found.error());
    const Runbook &runbook = **found;
    Plan plan;
    std::set<std::string> paths;
    for (const Subject &target : request.targets) {
        const Declared *declared = estate.find(target);
        if (!declared)
            return tl::unexpected(Problem{{}, harmless(target.path(), 120) + " is not in the estate", {}});
        Expected<Step> step = stepOf(runbook, *declared, plan.steps.empty());
        if (!step)
            return tl::unexpected(step.error());
        plan.steps.push_back(std::move(*step));
        for (const std::string &path : claimsOf(estate, target))
            paths.insert(path);
    }
    plan.title = plan.steps.front().words;
    if (plan.steps.size() > 1)
        plan.title += " and " + std::to_string(plan.steps.size() - 1) + " more";
    plan.atOnce = runbook.atOnce;
    plan.claims.assign(paths.begin(), paths.end());
    plan.gate = runbook.gate;
    plan.soak = runbook.soak;
    plan.atRisk = atRiskOf(runbook, request.targets, situation.picture);
    plan.isReversible = !runbook.undo.empty();
    plan.guidance = runbook.guidance;
    for (const Requirement &requirement : runbook.required)
        plan.guards.push_back(guardOf(requirement, runbook, request.targets, situation));
    return plan;
}

std::vector<std::pair<Request, std::string>> offers(const Picture &picture, const Subject &subject)
{
    std::vector<std::pair<Request, std::string>> all;
    const Declared *declared = picture.estate->find(subject);
    for (const Runbook &runbook : picture.estate->runbooks) {
        if (declared && isFor(runbook, subject))
            all.emplace_back(Request{"runbook", {subject}, {{"runbook", runbook.name}}},
                             filledIn(runbook.title, valuesOf(*declared)));
    }
    return all;
}
} // namespace

extern const ActionType item;
const ActionType item{
    .id = "runbook",
    .title = "Run a program of your own",
    .about = "Does what a runbook of the estate says, with a program of your own.",
    .offers = offers,
    .plan = plan,
};
} // namespace signalbox::actions::runbook
