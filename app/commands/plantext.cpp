// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <commands/plantext.h>

#include <ostream>

#include <QJsonArray>
#include <QTimeZone>

#include <actions/jsonreading.h>
#include <actions/planjson.h>
#include <estate/plaintext.h>
#include <models/format.h>

namespace signalbox
{
namespace
{
const char *mark(const Guard &guard)
{
    switch (guard.verdict) {
    case Guard::Verdict::Pass:
        return "ok     ";
    case Guard::Verdict::Later:
        return "later  ";
    case Guard::Verdict::Unknown:
        return guard.guardClass == GuardClass::Info ? "info   " : "UNKNOWN";
    case Guard::Verdict::Fail:
        break;
    }
    switch (guard.guardClass) {
    case GuardClass::Hard:
        return "BLOCKED";
    case GuardClass::Override:
        return "blocked";
    case GuardClass::Warning:
        return "warning";
    case GuardClass::Info:
        break;
    }
    return "info   ";
}

void printGuard(const Guard &guard, std::ostream &out)
{
    out << "  " << mark(guard) << ' ' << harmless(guard.id) << ' ' << harmless(guard.title) << ": "
        << harmless(guard.value);
    if (!guard.threshold.empty())
        out << " (must be " << harmless(guard.threshold)
            << (guard.thresholdFrom.empty() ? "" : ", " + harmless(guard.thresholdFrom)) << ')';
    if (guard.age)
        out << ", " << ageText(*guard.age).toStdString() << " old";
    if (!guard.source.empty())
        out << ", by " << harmless(guard.source);
    out << '\n';
}

void printStep(std::size_t number, const Step &step, std::ostream &out)
{
    out << "  " << number << ". " << harmless(step.words) << '\n' << "     " << harmless(literal(step.command)) << '\n';
    if (step.probe)
        out << "     is it so? " << harmless(literal(*step.probe)) << '\n';
    if (step.undo)
        out << "     undo:     " << harmless(literal(*step.undo)) << '\n';
}

std::string timeOf(WallTime wall)
{
    return wallText(wall, QTimeZone::systemTimeZone()).toStdString();
}
} // namespace

std::string gateWords(const Plan &plan, std::size_t overrides)
{
    switch (gateOf(plan, overrides)) {
    case GateLevel::Press:
        return "press";
    case GateLevel::Hold:
        return "hold for 2 s";
    case GateLevel::TypeName:
        return "type the name: " + nameToType(plan);
    case GateLevel::TypeNameAndCount:
        break;
    }
    return "type name and count: " + nameToType(plan) + ", " + std::to_string(plan.request.targets.size());
}

void printPlan(const Plan &plan, std::ostream &out)
{
    out << harmless(plan.title) << "   plan " << shortHash(planHash(plan)) << '\n';
    if (!plan.guidance.empty())
        out << harmlessLines(plan.guidance) << '\n';
    if (!plan.atRisk.empty())
        out << "At risk: " << harmless(plan.atRisk) << '\n';
    for (const Difference &change : plan.changes)
        out << "  " << harmless(change.what) << ": " << harmless(change.before) << " -> " << harmless(change.after)
            << '\n';
    out << "Guards\n";
    for (const Guard &guard : plan.guards)
        printGuard(guard, out);
    if (!plan.blockedBy.empty()) {
        out << "Nothing can be done: " << harmless(plan.blockedBy) << '\n';
        return;
    }
    out << "Steps\n";
    for (std::size_t i = 0; i < plan.steps.size(); ++i)
        printStep(i + 1, plan.steps[i], out);
    if (!plan.isReversible)
        out << "  NOT REVERSIBLE\n";
    if (plan.soak > Milliseconds(0))
        out << "Then its targets are watched for " << ageText(plan.soak).toStdString() << '\n';
    out << "Gate: " << gateWords(plan, 0) << '\n';
}

std::string lineOf(const Run &run)
{
    return run.id + "  " + word(run.state) + "  " + harmless(run.plan.title) + "  by " + harmless(run.who) + " at " +
           timeOf(run.confirmed);
}

void printRun(const Run &run, std::ostream &out)
{
    out << lineOf(run) << '\n';
    if (!run.words.empty())
        out << "  " << harmless(run.words) << '\n';
    if (!run.approvedBy.empty())
        out << "  approved by " << harmless(run.approvedBy) << '\n';
    for (std::size_t i = 0; i < run.steps.size(); ++i) {
        const StepRun &step = run.steps[i];
        out << "  " << i + 1 << ". " << harmless(run.plan.steps[i].words) << ": " << word(step.state)
            << (step.isByHand ? ", by hand" : "") << (step.words.empty() ? "" : " (" + harmless(step.words) + ")")
            << '\n'
            << "     " << harmless(literal(run.plan.steps[i].command)) << '\n';
    }
    const std::vector<RunDecision::Kind> kinds = decisionsFor(run);
    if (kinds.empty())
        return;
    out << "What can be said now:";
    for (const RunDecision::Kind kind : kinds)
        out << ' ' << word(kind);
    if (run.state == RunState::Approval)
        out << " approve";
    out << "   (signalboxctl runs " << run.id << " WORD)\n";
}

QJsonObject runJson(const Run &run)
{
    QJsonArray steps;
    for (std::size_t i = 0; i < run.steps.size(); ++i) {
        const StepRun &step = run.steps[i];
        steps.append(QJsonObject{{QStringLiteral("target"), jsonText(run.plan.steps[i].target.path())},
                                 {QStringLiteral("words"), jsonText(run.plan.steps[i].words)},
                                 {QStringLiteral("state"), jsonText(word(step.state))},
                                 {QStringLiteral("attempts"), step.attempts},
                                 {QStringLiteral("by_hand"), step.isByHand},
                                 {QStringLiteral("said"), jsonText(step.words)}});
    }
    std::vector<std::string> decisions;
    for (const RunDecision::Kind kind : decisionsFor(run))
        decisions.emplace_back(word(kind));
    return {{QStringLiteral("id"), jsonText(run.id)},
            {QStringLiteral("state"), jsonText(word(run.state))},
            {QStringLiteral("title"), jsonText(run.plan.title)},
            {QStringLiteral("plan"), jsonText(planHash(run.plan))},
            {QStringLiteral("who"), jsonText(run.who)},
            {QStringLiteral("approved_by"), jsonText(run.approvedBy)},
            {QStringLiteral("confirmed_ms"), qint64{run.confirmed.time_since_epoch().count()}},
            {QStringLiteral("why"), jsonText(run.words)},
            {QStringLiteral("orphaned"), run.isOrphaned},
            {QStringLiteral("steps"), steps},
            {QStringLiteral("decisions"), textsJson(decisions)}};
}
} // namespace signalbox
