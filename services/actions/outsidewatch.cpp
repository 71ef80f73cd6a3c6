// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <actions/outsidewatch.h>

#include <algorithm>
#include <cmath>

#include <actions/relations.h>
#include <actions/unitfacts.h>
#include <rules/words.h>

namespace signalbox
{
namespace
{
constexpr Milliseconds slack = std::chrono::minutes(2); // clocks that differ, and sources that are asked now and then
constexpr Milliseconds quietFor = std::chrono::minutes(10);
constexpr double sameStart = 2; // seconds: rounding

/// What a unit passes through is not yet what it is.
bool isStable(const std::string &state)
{
    return state == "active" || state == "inactive" || state == "failed";
}

/// Whether a run was at that subject then.
bool isARuns(const Subject &subject, WallTime when, const RunLedger &ledger)
{
    const auto &runs = ledger.runs();
    return std::any_of(runs.begin(), runs.end(), [&](const auto &each) {
        const Run &run = each.second;
        const std::vector<Subject> touched = run.plan.touched();
        const bool hasSent =
            std::any_of(run.steps.begin(), run.steps.end(), [](const StepRun &step) { return step.attempts > 0; });
        return hasSent && std::find(touched.begin(), touched.end(), subject) != touched.end() &&
               when >= run.confirmed - slack && (!run.isOver() || when <= run.changed + slack);
    });
}

WallTime wallOf(double seconds)
{
    return WallTime(Milliseconds(static_cast<std::int64_t>(seconds * 1000)));
}
} // namespace

std::vector<OutsideChange> OutsideWatch::look(const Picture &picture, const RunLedger &ledger)
{
    std::vector<OutsideChange> changes;
    for (const Declared &service : picture.estate->subjects) {
        const std::string unit =
            service.subject.kind == "service" ? detailOf(*picture.estate, service.subject, "unit") : std::string();
        for (const Subject &host : unit.empty() ? std::vector<Subject>() : service.members) {
            const auto [place, isNew] = m_seen.try_emplace({host, unit});
            Seen &seen = place->second;
            const UnitFacts facts = unitFactsOf(picture, host, unit, !isNew);
            const std::string state = isStable(facts.state) ? facts.state : seen.state;
            const std::optional<double> started = facts.started ? facts.started : seen.started;
            const bool isOther = !seen.state.empty() && state != seen.state;
            // A unit that is stopped was started at 0.
            const bool isAnew =
                seen.started && started && *started > 0 && std::abs(*started - *seen.started) > sameStart;
            const WallTime when = isAnew ? wallOf(*started) : picture.timeline->wallAt(facts.stateAt);
            const bool isTold = seen.told && picture.wall() - *seen.told < quietFor;
            if ((isOther || isAnew) && !isTold && !isARuns(host, when, ledger)) {
                changes.push_back(
                    {host, unit + (isOther ? ": " + seen.state + ", then " + state : ": started anew"), when});
                seen.told = picture.wall();
            }
            seen.state = state;
            seen.started = started;
        }
    }
    return changes;
}
} // namespace signalbox
