// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <actions/runguards.h>

#include <algorithm>
#include <set>

#include <actions/guardwords.h>
#include <actions/relations.h>
#include <actions/standing.h>
#include <estate/estatescalar.h>
#include <estate/plaintext.h>
#include <rules/words.h>

namespace signalbox
{
namespace
{
using Verdict = Guard::Verdict;

constexpr std::size_t longestTitle = 120;

bool hasTouched(const Run &run, const Subject &target)
{
    const std::vector<Subject> targets = run.plan.touched();
    return std::find(targets.begin(), targets.end(), target) != targets.end();
}

bool hasSentSomething(const Run &run)
{
    return std::any_of(run.steps.begin(), run.steps.end(), [](const StepRun &step) { return step.attempts > 0; });
}

/// What is down already is hurt less by a second try than by waiting.
GuardClass classFor(const std::vector<Subject> &touched, const Situation &situation)
{
    const bool allDown = !touched.empty() && std::all_of(touched.begin(), touched.end(), [&](const Subject &each) {
        return isDown(situation.picture, each);
    });
    return allDown ? GuardClass::Warning : GuardClass::Override;
}

std::string runWords(const Run &run)
{
    return harmless(run.plan.title, longestTitle) + " by " + harmless(run.who, 80) + ": " + word(run.state);
}
} // namespace

Guard nobodyElseHasIt(const Plan &plan, const Situation &situation)
{
    Guard guard = guardAsking("C4", GuardClass::Hard, "Nobody else works on it");
    if (plan.claims.empty())
        return answered(guard, Verdict::Unknown, "the plan does not say what it needs for itself");
    if (const auto claim = situation.ledger.holder(plan.claims, situation.picture.wall(), situation.who, situation.run))
        return answered(guard, Verdict::Fail, harmless(claim->sentence(), 300));
    return answered(guard, Verdict::Pass, "nobody has " + rules::someOf(plan.claims, 5));
}

Guard hasCooledDown(const Plan &plan, const Situation &situation)
{
    const Milliseconds coolDown = situation.picture.estate->interlock.coolDown;
    Guard guard = limited(guardAsking("C10", GuardClass::Override, "It was not acted on lately"),
                          "longer ago than " + durationText(coolDown), "cool_down", coolDown == Interlock{}.coolDown);
    const WallTime now = situation.picture.wall();
    std::vector<Subject> touched;
    const Run *last = nullptr;
    for (const auto &[row, run] : situation.ledger.runs()) { // in order, so that the last one stays
        if (run.id == situation.run || !hasSentSomething(run) || now - run.changed >= coolDown)
            continue;
        for (const Subject &target : plan.touched()) {
            if (!hasTouched(run, target))
                continue;
            touched.push_back(target);
            last = &run;
        }
    }
    if (!last)
        return answered(guard, Verdict::Pass, "nothing was sent within " + durationText(coolDown));
    tidy(touched);
    guard.guardClass = classFor(touched, situation);
    const auto ago = std::chrono::floor<std::chrono::minutes>(std::max(now - last->changed, Milliseconds(0)));
    return answered(guard, Verdict::Fail,
                    namesOf(touched) + ": " + runWords(*last) + ", " + std::to_string(ago.count()) + " min ago");
}

Guard nothingRelatedIsUnsettled(const Plan &plan, const Situation &situation)
{
    Guard guard = guardAsking("C18", GuardClass::Override, "Nothing related is still under way");
    const Estate &estate = *situation.picture.estate;
    std::set<std::string> related;
    for (const Subject &target : plan.touched()) {
        for (const Subject &relative : relativesOf(estate, target))
            related.insert(relative.path());
    }
    for (const auto &[row, run] : situation.ledger.runs()) {
        if (run.isOver() || run.id == situation.run)
            continue;
        const auto &claims = run.plan.claims;
        const auto found =
            std::find_if(claims.begin(), claims.end(), [&](const std::string &each) { return related.contains(each); });
        if (found == claims.end())
            continue;
        guard.guardClass = classFor(plan.request.targets, situation);
        return answered(guard, Verdict::Fail, *found + ": " + runWords(run));
    }
    return answered(guard, Verdict::Pass, "no run is under way on " + counted(related.size(), "related subject"));
}
} // namespace signalbox
