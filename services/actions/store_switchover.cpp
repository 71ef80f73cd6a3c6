// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <actions/storeguards.h>

namespace signalbox::actions::store_switchover
{
namespace
{
/// The stores are watched for new alerts for so long.
constexpr Milliseconds soak = std::chrono::minutes(2);

Expected<Plan> plan(const Request &request, const Situation &situation)
{
    Expected<StoreMoves> moves = storeMovesOf(request, situation.picture);
    if (!moves)
        return tl::unexpected(moves.error());
    for (const StoreMoving &moving : moves->all) {
        if (!moving.isHeard && moves->blockedBy.empty())
            moves->blockedBy = "nothing is heard of the master on " + moving.from + ": use store-failover";
    }
    Plan plan = storeMovePlan(*moves, StoreMoveKind::Switchover, *situation.picture.estate);
    plan.guards = storeMoveGuards(*moves, StoreMoveKind::Switchover, situation.picture);
    plan.soak = soak;
    return plan;
}

std::vector<std::pair<Request, std::string>> offers(const Picture &picture, const Subject &subject)
{
    const std::optional<StoreStanding> standing = picture.estate->cyrus ? standingOf(picture, subject) : std::nullopt;
    const SlotStanding *master = standing ? standing->masterSlot() : nullptr;
    if (!master || !master->isHeard || standing->slots.size() < 2)
        return {};
    return {{{"store-switchover", {subject}, {}}, "Switch " + subject.name + " over from " + master->host}};
}
} // namespace

extern const ActionType item;
const ActionType item{
    .id = "store-switchover",
    .title = "Switch a store over",
    .about =
        "Makes a replica the master of a store that is well: both copies are stopped for seconds, nothing is lost.",
    .offers = offers,
    .plan = plan,
};
} // namespace signalbox::actions::store_switchover
