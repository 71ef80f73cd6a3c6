// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <actions/storeguards.h>

#include <actions/guardwords.h>
#include <actions/standing.h>
#include <estate/plaintext.h>
#include <stores/storehold.h>

namespace signalbox::actions::store_release
{
namespace
{
using Verdict = Guard::Verdict;

// Whether mail that waited would be taken in.
Guard masterAnswers(const StoreStanding &store)
{
    const Guard guard = guardAsking("F1", GuardClass::Hard, "The master is back");
    const SlotStanding *slot = store.slot(store.mapMaster);
    if (!slot)
        return answered(guard, Verdict::Unknown, "the map names no copy of it");
    if (!slot->isHeard)
        return answered(guard, Verdict::Unknown, "nothing is heard of " + slot->host);
    if (slot->role != SlotStanding::Role::Master)
        return answered(guard, Verdict::Fail, "the copy on " + slot->host + " is not the master");
    return slot->isStopped ? answered(guard, Verdict::Fail, "it does not run: start it on " + slot->host + " first")
                           : answered(guard, Verdict::Pass, slot->host + " is heard of, and runs");
}

Expected<Plan> plan(const Request &request, const Situation &situation)
{
    const Picture &picture = situation.picture;
    const Expected<StoreStanding> store = oneStoreOf(request, picture);
    if (!store)
        return tl::unexpected(store.error());
    const Subject &target = store->store;
    if (!isHeld(*store))
        return tl::unexpected(Problem{{}, target.path() + " is not held", {}});
    Plan plan;
    plan.title = "Take " + target.name + " out of hold";
    plan.claims = {target.path()};
    if (!picture.estate->cyrus->map.serialColumn.empty() && !store->mapSerial)
        plan.blockedBy = "the map of stores has not been read, and it has a serial that a change must name";
    else
        plan.steps = {readingStep(*store, *picture.estate, {})};
    plan.changes = {{target.name, "read on " + harmless(store->reading, 60) + ", written by nobody; mail waits",
                     "read and written on " + harmless(store->mapMaster, 60)}};
    plan.isReversible = true;
    const Wellness host = wellnessOf(picture, {"host", store->mapMaster}, true);
    plan.guards = {
        masterAnswers(*store), mapNamesMaster(*store),
        answered(guardAsking("F3", GuardClass::Override, "The master's host is well"), host.verdict, host.words)};
    plan.guidance = "Mail that waited comes within the hours that senders leave between two tries.";
    return plan;
}

std::vector<std::pair<Request, std::string>> offers(const Picture &picture, const Subject &subject)
{
    const std::optional<StoreStanding> store = picture.estate->cyrus ? standingOf(picture, subject) : std::nullopt;
    if (!store || !isHeld(*store))
        return {};
    return {{{"store-release", {subject}, {}},
             "Take " + subject.name + " out of hold" +
                 (store->isMasterUp() ? ": its master is back" : ", once its master is back")}};
}
} // namespace

extern const ActionType item;
const ActionType item{
    .id = "store-release",
    .title = "Take a store out of hold",
    .about = "Has a held store read and written on its master again, once that is back.",
    .offers = offers,
    .plan = plan,
};
} // namespace signalbox::actions::store_release
