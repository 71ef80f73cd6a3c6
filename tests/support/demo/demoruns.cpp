// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <demo/demoruns.h>

#include <journal/act.h>

namespace signalbox
{
namespace
{
using namespace std::chrono_literals;

Guard guardOf(const char *id, GuardClass guardClass, Guard::Verdict verdict, const char *title, const char *value,
              const char *threshold)
{
    Guard guard;
    guard.id = id;
    guard.guardClass = guardClass;
    guard.verdict = verdict;
    guard.title = title;
    guard.value = value;
    guard.threshold = threshold;
    guard.age = 4s;
    guard.source = "node";
    return guard;
}
} // namespace

std::vector<Guard> demoGuards(const std::vector<GuardClass> &notMet)
{
    using Verdict = Guard::Verdict;
    std::vector<Guard> guards{
        guardOf("C4", GuardClass::Hard, Verdict::Pass, "Nobody else works on it", "nobody", "nobody"),
        guardOf("C5", GuardClass::Info, Verdict::Pass, "What was done to it last", "nothing in 30 days", ""),
        guardOf("C7", GuardClass::Hard, Verdict::Later, "The journal can be written", "", "200 MB are free")};
    for (const GuardClass each : notMet) {
        if (each == GuardClass::Hard)
            guards.push_back(guardOf("H1", each, Verdict::Unknown, "The standby is in step", "no value for 4 min",
                                     "at most 30 s behind"));
        else if (each == GuardClass::Override)
            guards.push_back(guardOf("O1", each, Verdict::Fail, "Acted on less than 60 min ago",
                                     "12 min ago, by kim@desk2", "60 min"));
        else if (each == GuardClass::Warning)
            guards.push_back(guardOf("W1", each, Verdict::Fail, "Others of its service are well", "web3 is critical",
                                     "no critical alert"));
    }
    sortByConcern(guards);
    return guards;
}

Plan demoPlan(std::size_t targets, GateLevel gate)
{
    Plan plan;
    plan.request.action = "service-restart";
    plan.gate = gate;
    plan.soak = 2min;
    plan.atRisk = std::to_string(214 * targets) + " open connections";
    plan.title = "Restart nginx on web1";
    for (std::size_t i = 1; i <= targets; ++i) {
        const std::string name = "web" + std::to_string(i);
        plan.request.targets.push_back({"host", name});
        plan.claims.push_back("host/" + name);
        plan.changes.push_back({"nginx on " + name, "failed", "active"});
        Step step;
        step.target = {"host", name};
        step.words = "Restart nginx on " + name;
        step.command = {StepCommand::By::Host, name, {"restart", "nginx.service"}};
        step.probe = StepCommand{StepCommand::By::Host, name, {"is-active", "nginx.service"}};
        step.stage = i == 1 ? 0 : 1;
        plan.steps.push_back(std::move(step));
    }
    if (targets > 1)
        plan.title.append(" and ").append(std::to_string(targets - 1)).append(" more");
    plan.guards = demoGuards();
    return plan;
}

Confirmation demoConfirmation(const Plan &plan)
{
    Confirmation confirmation;
    confirmation.hash = planHash(plan);
    confirmation.reason = "the site is down";
    for (const Guard &guard : plan.guards) {
        if (guard.isMet())
            continue;
        if (guard.guardClass == GuardClass::Warning)
            confirmation.ticked.insert(guard.id);
        else if (guard.guardClass == GuardClass::Override)
            confirmation.overridden[guard.id] = "it is worse to wait";
    }
    confirmation.gate = gateOf(plan, confirmation.overridden.size());
    confirmation.typedName = nameToType(plan);
    confirmation.typedCount = static_cast<std::uint32_t>(plan.request.targets.size());
    return confirmation;
}

DemoJournal::DemoJournal()
    : m_now(std::chrono::sys_days(std::chrono::year(2026) / 11 / 21) + 8h + 30min)
{
}

DemoJournal &DemoJournal::by(const std::string &who)
{
    m_who = who;
    return *this;
}

DemoJournal &DemoJournal::pass(Milliseconds time)
{
    m_now += time;
    return *this;
}

DemoJournal &DemoJournal::tells(const std::string &run, decltype(RunEvent::what) what)
{
    JournalRow row = rowOf(RunEvent{run, m_who, m_now, 0, std::move(what)});
    row.number = m_rows.size() + 1;
    m_rows.push_back(std::move(row));
    return *this;
}

DemoJournal &DemoJournal::confirms(const std::string &run, const Plan &plan)
{
    return tells(run, RunConfirmed{plan, demoConfirmation(plan)});
}

DemoJournal &DemoJournal::goes(const std::string &run, std::uint32_t step, RunObserved::Outcome outcome,
                               const std::string &words)
{
    tells(run, RunIntent{step, false});
    pass(1s);
    return tells(run, RunObserved{step, false, false, outcome, words, 900ms});
}

DemoJournal &DemoJournal::holds(const std::string &path, const std::string &why, Milliseconds time)
{
    JournalRow row = *rowOf(Act{Act::Kind::Hold, path, why, m_now + time}, m_who, m_now);
    row.number = m_rows.size() + 1;
    m_rows.push_back(std::move(row));
    return *this;
}

DemoJournal &DemoJournal::releases(const std::string &path)
{
    JournalRow row = *rowOf(Act{Act::Kind::Release, path, {}, {}}, m_who, m_now);
    row.number = m_rows.size() + 1;
    m_rows.push_back(std::move(row));
    return *this;
}

RunsPtr DemoJournal::runs() const
{
    auto ledger = std::make_shared<RunLedger>();
    for (const JournalRow &row : m_rows)
        ledger->fold(row);
    return ledger;
}
} // namespace signalbox
