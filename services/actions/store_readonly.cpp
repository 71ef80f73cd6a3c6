// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <actions/storeguards.h>

#include <algorithm>

#include <actions/guardwords.h>
#include <estate/plaintext.h>
#include <stores/storehold.h>

namespace signalbox::actions::store_readonly
{
namespace
{
std::string whyNotHeld(const StoreStanding &store)
{
    if (!store.canBeHeld)
        return "the map of stores does not tell where a held store is read (cyrus.map.reading)";
    if (isHeld(store))
        return store.store.name + " is held already, and read on " + harmless(store.reading, 60);
    return {};
}

std::string titleOf(const StoreMoves &moves)
{
    const StoreMoving &first = moves.all.front();
    return moves.all.size() == 1 ? "Hold " + first.standing.store.name + ", and have it read on " + first.to
                                 : "Hold " + counted(moves.all.size(), "store");
}

Expected<Plan> plan(const Request &request, const Situation &situation)
{
    const Estate &estate = *situation.picture.estate;
    const Expected<StoreMoves> moves = storeMovesOf(request, situation.picture);
    if (!moves)
        return tl::unexpected(moves.error());
    if (moves->all.empty())
        return tl::unexpected(Problem{{}, "expected a store", {}});
    Plan plan;
    plan.title = titleOf(*moves);
    plan.blockedBy = moves->blockedBy;
    for (const StoreMoving &moving : moves->all) {
        if (plan.blockedBy.empty())
            plan.blockedBy = whyNotHeld(moving.standing);
        plan.claims.push_back(moving.standing.store.path()); // nothing is done on its hosts
    }
    std::sort(plan.claims.begin(), plan.claims.end());
    plan.guards = storeHoldGuards(*moves, situation.picture);
    plan.guidance =
        "It is read on the replica as it was when replication stopped. Mail for it waits with those who sent it, and "
        "they keep trying for four days at least; mail for users whom the replica does not know waits as well. Nothing "
        "is lost meanwhile. It ends by store-release once the old master is back as the master, or by store-failover.";
    if (!plan.blockedBy.empty())
        return plan;
    for (const StoreMoving &moving : moves->all) {
        plan.steps.push_back(readingStep(moving.standing, estate, moving.to));
        plan.changes.push_back({moving.standing.store.name, "read and written on " + moving.from,
                                "read on " + moving.to + ", written by nobody; mail waits"});
    }
    plan.isReversible = true;
    plan.gate = moves->all.size() > 1 ? GateLevel::TypeNameAndCount : GateLevel::Hold;
    return plan;
}

std::vector<std::pair<Request, std::string>> offers(const Picture &picture, const Subject &subject)
{
    const std::optional<StoreStanding> standing = picture.estate->cyrus ? standingOf(picture, subject) : std::nullopt;
    const bool isLost = standing && standing->master && !standing->isMasterUp();
    if (!isLost || standing->slots.size() < 2 || standing->best || !whyNotHeld(*standing).empty())
        return {};
    return {{{"store-readonly", {subject}, {}}, "Hold " + subject.name + ": it is read on a replica, mail waits"}};
}
} // namespace

extern const ActionType item;
const ActionType item{
    .id = "store-readonly",
    .title = "Hold a store",
    .about = "Has a store whose master is lost read on a replica, while mail for it waits.",
    .offers = offers,
    .plan = plan,
};
} // namespace signalbox::actions::store_readonly
