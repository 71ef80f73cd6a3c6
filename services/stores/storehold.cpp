// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <stores/storehold.h>

namespace signalbox
{
namespace
{
constexpr const char *nobodyCanTell = "nobody can tell who is missing";

/// One copy, and how what is elsewhere compares with it.
struct LostCopy {
    const SlotStanding *slot = nullptr;
    const ReplicaVerdict *verdict = nullptr;
};

const SlotStanding *standInOf(const StoreStanding &store)
{
    if (const SlotStanding *reading = store.slot(store.reading))
        return reading;
    if (store.best)
        return &store.slots[*store.best];
    for (const SlotStanding &slot : store.slots) {
        if (&slot != store.masterSlot())
            return &slot;
    }
    return nullptr;
}

LostCopy lostCopyOf(const StoreStanding &store)
{
    if (store.old)
        return {&store.slots[*store.old], &store.lost};
    const SlotStanding *master = store.masterSlot();
    const SlotStanding *standIn = standInOf(store);
    const bool isLost = master && (isHeld(store) || !store.isMasterUp());
    if (!isLost || !standIn || standIn == master)
        return {};
    return {master, &standIn->verdict};
}

std::string counted(std::uint64_t count, const char *one, const char *several)
{
    return std::to_string(count) + (count == 1 ? one : several);
}
} // namespace

std::optional<MissingUsers> missingUsersOf(const StoreStanding &store)
{
    const LostCopy lost = lostCopyOf(store);
    if (!lost.slot && isHeld(store))
        return MissingUsers{store.mapMaster, {}, 0, {"nobody says which copy was the master"}};
    if (!lost.slot)
        return {};
    return MissingUsers{lost.slot->host, lost.verdict->missing, lost.verdict->missingCount, lost.verdict->gaps};
}

bool isHeld(const StoreStanding &store)
{
    return !store.reading.empty();
}

std::optional<WallTime> sendersGiveUpAt(const StoreStanding &store)
{
    const SlotStanding *master = store.masterSlot();
    if (!master || !master->silentSince)
        return {};
    return *master->silentSince + sendersKeepTrying;
}

bool isNotRecovered(const StoreStanding &store)
{
    return store.old && (!store.lost.isLogKnown || store.lost.missingCount > 0 ||
                         store.lost.viability == Viability::Stuck || store.lost.viability == Viability::Behind);
}

std::string missingText(const StoreStanding &store)
{
    const LostCopy lost = lostCopyOf(store);
    if (!lost.slot)
        return isHeld(store) ? nobodyCanTell : "nothing is lost";
    const ReplicaVerdict &verdict = *lost.verdict;
    std::string text = verdict.missingCount > 0
                           ? counted(verdict.missingCount, " user is not wholly there", " users are not wholly there")
                       : verdict.gaps.empty() ? std::string("nobody is known to be missing")
                                              : std::string(nobodyCanTell);
    if (verdict.absentCount > 0)
        text.append("; ")
            .append(counted(verdict.absentCount, " account exists", " accounts exist"))
            .append(" only on ")
            .append(lost.slot->host);
    return text;
}
} // namespace signalbox
