// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <actions/commonguards.h>

#include <set>

#include <actions/guardwords.h>
#include <actions/relations.h>
#include <actions/runguards.h>
#include <actions/targetguards.h>
#include <actions/watchguards.h>
#include <rules/words.h>

namespace signalbox
{
namespace
{
/// C8: what is not known is named, whatever it is.
Guard nothingIsHidden(const Plan &plan, const std::vector<Guard> &common, const Situation &situation)
{
    Guard guard = guardAsking("C8", GuardClass::Info, "What is not known");
    std::vector<std::string> unknown;
    for (const auto *guards : {&plan.guards, &common}) {
        for (const Guard &each : *guards) {
            if (each.verdict == Guard::Verdict::Unknown)
                unknown.push_back(each.id);
        }
    }
    const Picture &picture = situation.picture;
    for (const Subject &target : plan.request.targets) {
        const std::optional<SubjectId> id = picture.find(target);
        if (!id || !picture.subject(*id).watched)
            unknown.push_back(target.path() + " (nobody watches it)");
        else if (const auto stale = picture.subject(*id).count[index(Freshness::Stale)]; stale > 0)
            unknown.push_back(target.path() + " (" + counted(stale, "stale value") + ')');
    }
    if (unknown.empty())
        return answered(guard, Guard::Verdict::Pass, "nothing that was asked");
    return answered(guard, Guard::Verdict::Unknown, rules::someOf(unknown, 20));
}
} // namespace

std::vector<Guard> commonGuards(const Plan &plan, const Situation &situation)
{
    std::vector<Guard> guards{canBeCarriedOut(situation),
                              isSomebodys(situation),
                              targetsAreDeclared(plan, situation),
                              nobodyElseHasIt(plan, situation),
                              isOfOneEstate(situation),
                              clocksAgree(plan, situation),
                              canBeWrittenDown(situation),
                              hasCooledDown(plan, situation),
                              isSmallEnough(plan, situation),
                              mayBeActedOn(plan, situation),
                              isNotWorkedOn(plan, situation),
                              commandsAreReady(plan, situation),
                              canBeUndone(plan),
                              leavesTheConsoleAlone(plan, situation),
                              dependantsAreKnown(plan, situation),
                              nothingRelatedIsUnsettled(plan, situation)};
    constexpr std::ptrdiff_t before = 7; // C8 stands behind C7
    guards.insert(guards.begin() + before, nothingIsHidden(plan, guards, situation));
    return guards;
}

Guard seenByTwo(const std::vector<Subject> &subjects, const Situation &situation)
{
    constexpr std::size_t needed = 2;
    Guard guard = guardAsking("C9", GuardClass::Override, "Two observers see it, so that it is not we who are cut off");
    guard.threshold = "at least 2";
    guard.thresholdFrom = "by default";
    const Picture &picture = situation.picture;
    std::vector<std::string> alone;
    std::vector<std::string> seen;
    for (const Subject &subject : subjects) {
        std::set<std::string> sources;
        const std::optional<SubjectId> id = picture.find(subject);
        for (const SeriesId each : id ? picture.subject(*id).series : std::vector<SeriesId>()) {
            const Freshness freshness = picture.sample(each).freshness;
            if (freshness == Freshness::Fresh || freshness == Freshness::Late)
                sources.insert(picture.series[index(each)]->declared.key.source);
        }
        const std::vector<std::string> names(sources.begin(), sources.end());
        (sources.size() < needed ? alone : seen)
            .push_back(subject.path() + ": " + (names.empty() ? "none" : rules::someOf(names, 5)));
    }
    if (!alone.empty())
        return answered(guard, Guard::Verdict::Unknown, rules::someOf(alone, 5));
    return answered(guard, seen.empty() ? Guard::Verdict::Unknown : Guard::Verdict::Pass, rules::someOf(seen, 5));
}
} // namespace signalbox
