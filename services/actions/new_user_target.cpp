// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <actions/storeguards.h>

#include <actions/guardwords.h>
#include <actions/standing.h>
#include <estate/plaintext.h>
#include <storemap/storemapwords.h>
#include <stores/storehold.h>

namespace signalbox::actions::new_user_target
{
namespace
{
using Verdict = Guard::Verdict;

constexpr Milliseconds changeTime{30'000};

bool isServing(const StoreStanding &store)
{
    return store.isMasterUp() && !isHeld(store);
}

NewUserStores takersAmong(const std::vector<StoreStanding> &stores)
{
    NewUserStores takers;
    for (const StoreStanding &store : stores) {
        if (store.mapTellsNewUsers && store.takesNewUsers)
            takers.insert(store.store.name);
    }
    return takers;
}

std::vector<Guard> guardsOf(const StoreStanding &store, const Picture &picture)
{
    const SlotStanding *master = store.masterSlot();
    const Guard asks = guardAsking("F3", GuardClass::Override, "Its master answers, and its host is well");
    const Wellness host = master ? wellnessOf(picture, {"host", master->host}, true) : Wellness{};
    const Guard isWell = !master            ? answered(asks, Verdict::Unknown, "nobody says which copy is the master")
                         : isServing(store) ? answered(asks, host.verdict, host.words)
                                            : answered(asks, Verdict::Fail, "nothing serves it on " + master->host);
    std::string why;
    for (const SlotStanding &slot : store.slots) {
        if (&slot != master)
            why.append(why.empty() ? "" : "; ").append(slot.host).append(" is ").append(slot.verdict.reason);
    }
    const Guard isSafe =
        answered(guardAsking("N1", GuardClass::Override, "It has a viable replica"),
                 store.best ? Verdict::Pass : Verdict::Fail, why.empty() ? "it has no other copy" : why);
    return {isWell, isSafe, mapNamesMaster(store)};
}

Step stepOf(const StoreStanding &store, const StoreMap &map, const NewUserStores &from)
{
    const NewUserStores to{store.store.name};
    Step step;
    step.target = store.store;
    step.words = "Have new users created on " + store.store.name + " alone";
    step.command.words = newUsersWords(map, from, to);
    step.probe = StepCommand{StepCommand::By::Program, {}, isNewUsersWords(map, to)};
    step.undo = StepCommand{StepCommand::By::Program, {}, newUsersWords(map, to, from)};
    step.deadline = changeTime;
    return step;
}

Expected<Plan> plan(const Request &request, const Situation &situation)
{
    const Picture &picture = situation.picture;
    const Expected<StoreStanding> store = oneStoreOf(request, picture);
    if (!store)
        return tl::unexpected(store.error());
    const Subject &target = store->store;
    const NewUserStores from = takersAmong(allStandings(picture));
    Plan plan;
    plan.title = "Have new users created on " + target.name;
    plan.claims = {target.path()}; // a failover of the store that has them now may go on
    plan.guards = guardsOf(*store, picture);
    plan.changes = {{"new users", "on " + namesText(from), "on " + target.name}};
    plan.isReversible = true;
    if (!store->mapTellsNewUsers)
        plan.blockedBy = "the map of stores does not tell where new users are created (cyrus.map.new_users)";
    else if (from == NewUserStores{target.name})
        plan.blockedBy = "new users are created on " + target.name + " alone already";
    else if (isHeld(*store))
        plan.blockedBy = target.name + " is held: nobody may write to it";
    else
        plan.steps = {stepOf(*store, picture.estate->cyrus->map, from)};
    return plan;
}

/// Of those that serve one that could lose its master, else any (where one host of two is dead none can); of these the
/// one with the fewest users. Null: none.
const StoreStanding *bestOf(const std::vector<StoreStanding> &stores, const Subject &but)
{
    const auto rank = [](const StoreStanding &store) {
        return std::pair(!store.best.has_value(), store.masterSlot()->users.value_or(1e18));
    };
    const StoreStanding *best = nullptr;
    for (const StoreStanding &store : stores) {
        const bool isFit = store.store != but && store.mapTellsNewUsers && isServing(store);
        if (isFit && (!best || rank(store) < rank(*best)))
            best = &store;
    }
    return best;
}

// On the store that has them and is in danger where they should go, on one that is well that they may come.
std::vector<std::pair<Request, std::string>> offers(const Picture &picture, const Subject &subject)
{
    const std::optional<StoreStanding> store = picture.estate->cyrus ? standingOf(picture, subject) : std::nullopt;
    if (!store || !store->mapTellsNewUsers)
        return {};
    const bool isSafe = store->best && isServing(*store);
    if (isSafe && !store->takesNewUsers)
        return {{{"new-user-target", {subject}, {}}, "Have new users created on " + subject.name}};
    if (isSafe || !store->takesNewUsers)
        return {};
    const std::vector<StoreStanding> stores = allStandings(picture);
    const StoreStanding *other = bestOf(stores, subject);
    if (!other)
        return {};
    return {{{"new-user-target", {other->store}, {}},
             "Have new users created on " + other->store.name + ", not on " + subject.name}};
}
} // namespace

extern const ActionType item;
const ActionType item{
    .id = "new-user-target",
    .title = "Create new users elsewhere",
    .about = "Has new users created on a store, and on no other.",
    .offers = offers,
    .plan = plan,
};
} // namespace signalbox::actions::new_user_target
