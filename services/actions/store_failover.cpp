// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <actions/storeguards.h>

#include <algorithm>

namespace signalbox::actions::store_failover
{
namespace
{
bool isAnyUnsafe(const StoreMoves &moves)
{
    return std::any_of(moves.all.begin(), moves.all.end(),
                       [](const StoreMoving &moving) { return !moving.standing.best; });
}

Expected<Plan> plan(const Request &request, const Situation &situation)
{
    const Expected<StoreMoves> moves = storeMovesOf(request, situation.picture);
    if (!moves)
        return tl::unexpected(moves.error());
    Plan plan = storeMovePlan(*moves, StoreMoveKind::Failover, *situation.picture.estate);
    plan.guards = storeMoveGuards(*moves, StoreMoveKind::Failover, situation.picture);
    if (isAnyUnsafe(*moves))
        plan.guidance =
            "Without a viable replica there are three ways, and they go together: have new users created "
            "elsewhere (new-user-target); hold the store, so that it is read on the replica, mail waits and "
            "nothing is lost (store-readonly); or accept the loss, for a reason, by the names and numbers "
            "below. ";
    plan.guidance +=
        "What the replica lacks stays on the old master, and is missing until that is back and its copy is "
        "returned (store-return). Nobody is to create users again that are missing: that makes the return fail.";
    return plan;
}

std::vector<std::pair<Request, std::string>> offers(const Picture &picture, const Subject &subject)
{
    const std::optional<StoreStanding> standing = picture.estate->cyrus ? standingOf(picture, subject) : std::nullopt;
    const SlotStanding *master = standing ? standing->masterSlot() : nullptr;
    if (!master || master->isHeard || standing->slots.size() < 2)
        return {};
    return {{{"store-failover", {subject}, {}}, "Fail " + subject.name + " over from " + master->host}};
}
} // namespace

extern const ActionType item;
const ActionType item{
    .id = "store-failover",
    .title = "Fail a store over",
    .about = "Makes a replica the master of a store whose master is lost.",
    .offers = offers,
    .plan = plan,
};
} // namespace signalbox::actions::store_failover
