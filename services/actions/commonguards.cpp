// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <actions/commonguards.h>

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
} // namespace signalbox
