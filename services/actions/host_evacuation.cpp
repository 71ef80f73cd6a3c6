// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <actions/storeguards.h>

#include <algorithm>

#include <actions/guardwords.h>
#include <estate/plaintext.h>

namespace signalbox::actions
{
namespace store_failover
{
extern const ActionType item;
}
namespace store_switchover
{
extern const ActionType item;
}
} // namespace signalbox::actions

namespace signalbox::actions::host_evacuation
{
namespace
{
/// Stores whose master is on a host, and whether one can be moved with nothing missing.
struct Leaving {
    std::vector<Subject> viable;
    std::vector<std::pair<Subject, std::string>> held; ///< with the reason
    bool isHeard = false;                              ///< of any
};

Leaving leavingOf(const Picture &picture, const Subject &host)
{
    Leaving leaving;
    for (const StoreStanding &standing : allStandings(picture)) {
        const SlotStanding *master = standing.masterSlot();
        if (!master || master->host != host.name)
            continue;
        leaving.isHeard = leaving.isHeard || master->isHeard;
        if (standing.best) {
            leaving.viable.push_back(standing.store);
            continue;
        }
        std::string why;
        for (const SlotStanding &slot : standing.slots) {
            if (slot.host != host.name)
                why.append(why.empty() ? "" : "; ").append(slot.host).append(": ").append(slot.verdict.reason);
        }
        leaving.held.emplace_back(standing.store, why.empty() ? "no other copy" : why);
    }
    return leaving;
}

Guard othersAreHeld(const Leaving &leaving)
{
    Guard guard = guardAsking("G1", GuardClass::Warning, "All its stores can be moved");
    if (leaving.held.empty())
        return answered(guard, Guard::Verdict::Pass, "so for all " + std::to_string(leaving.viable.size()));
    std::string words;
    for (const auto &[store, why] : leaving.held)
        words.append(words.empty() ? "" : "; ").append(store.name).append(" stays: ").append(why);
    return answered(guard, Guard::Verdict::Fail, words);
}

/// The stores that it comes to: those with a viable replica.
Expected<Plan> plan(const Request &request, const Situation &situation)
{
    if (request.targets.size() != 1 || request.targets.front().kind != "host")
        return tl::unexpected(Problem{{}, "expected one host", {}});
    const Subject &host = request.targets.front();
    const Leaving leaving = leavingOf(situation.picture, host);
    if (leaving.viable.empty() && leaving.held.empty())
        return tl::unexpected(Problem{{}, "no store has its master on " + host.name, {}});
    if (leaving.viable.empty()) {
        Plan plan;
        plan.title = "Move no store off " + host.name;
        plan.claims = {host.path()};
        plan.blockedBy = "none of its stores has a viable replica; each needs a decision of its own (store-readonly, "
                         "store-failover)";
        plan.guards = {othersAreHeld(leaving)};
        return plan;
    }
    // The very plan of what it comes to: it is made again as that.
    Request stores{leaving.isHeard ? "store-switchover" : "store-failover", leaving.viable, request.parameters};
    Expected<Plan> plan = (leaving.isHeard ? store_switchover::item : store_failover::item).plan(stores, situation);
    if (!plan)
        return plan;
    plan->request = std::move(stores);
    plan->guards.push_back(othersAreHeld(leaving));
    return plan;
}

std::vector<std::pair<Request, std::string>> offers(const Picture &picture, const Subject &subject)
{
    if (subject.kind != "host" || !picture.estate->cyrus)
        return {};
    const Leaving leaving = leavingOf(picture, subject);
    const std::size_t all = leaving.viable.size() + leaving.held.size();
    if (all == 0)
        return {};
    const std::string title =
        "Move " + std::to_string(leaving.viable.size()) + " of " + counted(all, "store") + " off " + subject.name;
    return {{{"host-evacuation", {subject}, {}}, title}};
}
} // namespace

extern const ActionType item;
const ActionType item{
    .id = "host-evacuation",
    .title = "Move all stores off a host",
    .about =
        "Moves every store whose master is on a host and that has a viable replica; one first, then five at a time.",
    .offers = offers,
    .plan = plan,
};
} // namespace signalbox::actions::host_evacuation
