// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <models/plantext.h>

#include <algorithm>

#include <QCoreApplication>

#include <models/format.h>

namespace signalbox
{
using namespace Qt::StringLiterals;

namespace
{
QString ofPlan(const char *text)
{
    return QCoreApplication::translate("Plan", text);
}

QString targetsText(const Plan &plan)
{
    const std::vector<Subject> &targets = plan.request.targets;
    if (targets.size() == 1)
        return oneLine(targets.front().path());
    const bool isOneKind = std::all_of(targets.begin(), targets.end(),
                                       [&](const Subject &each) { return each.kind == targets.front().kind; });
    return isOneKind && !targets.empty() ? kindCount(targets.size(), targets.front().kind)
                                         : ofPlan("%1 targets").arg(countText(targets.size()));
}
} // namespace

bool isOverridable(const Guard &guard)
{
    return guard.guardClass == GuardClass::Override && !guard.isMet();
}

bool isToTick(const Guard &guard)
{
    return guard.guardClass == GuardClass::Warning && !guard.isMet();
}

std::optional<State> stateOf(const Guard &guard)
{
    if (guard.verdict == Guard::Verdict::Later)
        return std::nullopt;
    if (guard.verdict == Guard::Verdict::Unknown)
        return State::Unknown;
    if (guard.verdict == Guard::Verdict::Pass)
        return State::Ok;
    switch (guard.guardClass) {
    case GuardClass::Hard:
    case GuardClass::Override:
        return State::Critical;
    case GuardClass::Warning:
        return State::Warning;
    case GuardClass::Info:
        break;
    }
    return std::nullopt;
}

QString wordOf(const Guard &guard)
{
    if (guard.verdict == Guard::Verdict::Pass)
        return ofPlan("passes");
    if (guard.verdict == Guard::Verdict::Later)
        return ofPlan("asked by the watch");
    const bool isUnknown = guard.verdict == Guard::Verdict::Unknown;
    switch (guard.guardClass) {
    case GuardClass::Hard:
        return isUnknown ? ofPlan("not known: blocks") : ofPlan("blocks");
    case GuardClass::Override:
        return isUnknown ? ofPlan("not known: holds it up") : ofPlan("holds it up");
    case GuardClass::Warning:
        return isUnknown ? ofPlan("not known: warns") : ofPlan("warns");
    case GuardClass::Info:
        break;
    }
    return isUnknown ? ofPlan("not known") : ofPlan("for information");
}

QString wordOf(GateLevel gate)
{
    switch (gate) {
    case GateLevel::Press:
        return ofPlan("press");
    case GateLevel::Hold:
        return ofPlan("hold for 2 s");
    case GateLevel::TypeName:
        return ofPlan("type the name");
    case GateLevel::TypeNameAndCount:
        break;
    }
    return ofPlan("type name and count");
}

QStringList differenceLines(const Plan &plan, int most)
{
    QStringList lines;
    for (const Difference &each : plan.changes) {
        if (lines.size() + 1 == most && plan.changes.size() > static_cast<std::size_t>(most)) {
            const auto left = plan.changes.size() - static_cast<std::size_t>(lines.size());
            lines += ofPlan("and %1 more").arg(countText(left));
            break;
        }
        const auto text = [](const std::string &value) { return value.empty() ? ofPlan("nothing") : oneLine(value); };
        lines += u"%1: %2 → %3"_s.arg(oneLine(each.what), text(each.before), text(each.after));
    }
    return lines;
}

QString planDetail(const Plan &plan)
{
    QStringList parts{targetsText(plan)};
    if (!plan.atRisk.empty())
        parts += ofPlan("at risk: %1").arg(oneLine(plan.atRisk));
    parts += plan.isReversible ? ofPlan("can be undone") : ofPlan("cannot be undone");
    if (plan.soak > Milliseconds(0))
        parts += ofPlan("watched for %1 after").arg(ageText(plan.soak));
    parts += ofPlan("plan %1").arg(oneLine(shortHash(planHash(plan))));
    return parts.join(u"  ·  "_s);
}

QStringList answerLines(const Plan &plan, const Confirmation &confirmation)
{
    QStringList lines;
    const auto said = [&](const std::string &id) {
        const auto guard = std::find_if(plan.guards.begin(), plan.guards.end(),
                                        [&](const Guard &each) { return each.id == id && !each.isMet(); });
        return guard == plan.guards.end() ? oneLine(id) : u"%1: %2"_s.arg(oneLine(guard->title), oneLine(guard->value));
    };
    for (const std::string &id : confirmation.ticked)
        lines += ofPlan("accepted: %1").arg(said(id));
    for (const auto &[id, reason] : confirmation.overridden)
        lines += ofPlan("overridden: %1, since %2").arg(said(id), oneLine(reason));
    return lines;
}

QString guardCounts(const std::vector<Guard> &guards)
{
    std::size_t blocking = 0;
    std::size_t unknown = 0;
    std::size_t warning = 0;
    std::size_t met = 0;
    for (const Guard &guard : guards) {
        if (guard.isMet())
            ++met;
        else if (guard.verdict == Guard::Verdict::Unknown)
            ++unknown;
        else
            ++(guard.guardClass == GuardClass::Warning ? warning : blocking);
    }
    QStringList parts;
    for (const auto &[count, text] : {std::pair{blocking, ofPlan("%1 in the way")},
                                      {unknown, ofPlan("%1 not known")},
                                      {warning, ofPlan("%1 to be ticked")},
                                      {met, ofPlan("%1 met")}})
        if (count > 0)
            parts += text.arg(countText(count));
    return parts.join(u", "_s);
}
} // namespace signalbox
