// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <stores/storestanding.h>

#include <algorithm>

#include <stores/storehold.h>

namespace signalbox
{
namespace
{
SlotStanding slotOf(const std::string &host, const StoreFacts &facts, const CyrusStores &limits,
                    const VerdictTimes &times)
{
    SlotStanding slot;
    slot.host = host;
    slot.looked = lookedAt(facts, host);
    const std::optional<double> master = facts.number(storemetric::master, host);
    if (slot.looked && master)
        slot.role = *master == 1 ? SlotStanding::Role::Master : SlotStanding::Role::Replica;
    slot.users = facts.number(storemetric::slotUsers, host);
    const StoreFact *imap = facts.find(storemetric::imapUp, host);
    const bool answers = imap && imap->value == 1 && times.now - imap->at <= limits.evidence;
    const bool isYoung = slot.looked && times.wall - *slot.looked <= limits.evidence;
    slot.isHeard = answers || isYoung;
    slot.isStopped = isYoung && !answers && facts.number(storemetric::running, host) == 0.0;
    if (answers || (isYoung && !slot.isStopped))
        return slot;
    if (const StoreFact *canary = facts.find(storemetric::canary, host)) // it was seen as long as the slot answered
        slot.silentSince = times.at(canary->at);
    if (slot.looked && !isYoung)
        slot.silentSince = std::max(slot.silentSince.value_or(*slot.looked), *slot.looked);
    return slot;
}

/// Of several that were told to be the master those that run count, and else those that are silent: an old one that
/// was not started again is none. Two that run are two masters.
std::vector<std::size_t> mastersOf(const std::vector<SlotStanding> &slots)
{
    const auto rank = [](const SlotStanding &slot) { return slot.isStopped ? 2 : slot.isHeard ? 0 : 1; };
    std::vector<std::size_t> masters;
    for (std::size_t i = 0; i < slots.size(); ++i) {
        if (slots[i].role != SlotStanding::Role::Master)
            continue;
        if (!masters.empty() && rank(slots[i]) < rank(slots[masters.front()]))
            masters.clear();
        if (masters.empty() || rank(slots[i]) == rank(slots[masters.front()]))
            masters.push_back(i);
    }
    return masters;
}

void judgeReplicas(StoreStanding &standing, const StoreFacts &facts, const CyrusStores &limits,
                   const VerdictTimes &times)
{
    const std::string &master = standing.masterSlot()->host;
    for (std::size_t i = 0; i < standing.slots.size(); ++i) {
        SlotStanding &slot = standing.slots[i];
        if (i == *standing.master)
            continue;
        slot.verdict = judgeReplica(facts, master, slot.host, limits, times);
        const std::optional<WallTime> change = slot.verdict.mayChangeAt;
        if (change && (!standing.mayChangeAt || *change < *standing.mayChangeAt))
            standing.mayChangeAt = change;
        const bool isBetter = !standing.best || slot.verdict.behind < standing.slots[*standing.best].verdict.behind;
        if (slot.verdict.viability == Viability::Viable && isBetter)
            standing.best = i;
    }
}

void changesAt(StoreStanding &standing, std::optional<WallTime> wall, const VerdictTimes &times)
{
    if (wall && *wall > times.wall)
        standing.mayChangeAt = std::min(standing.mayChangeAt.value_or(*wall), *wall);
}

// That a comparison is old makes nothing missing that was there when the old master was lost.
void judgeOld(StoreStanding &standing, const StoreFacts &facts, CyrusStores limits, const VerdictTimes &times)
{
    limits.compared = std::chrono::hours(24 * 36500);
    for (std::size_t i = 0; i < standing.slots.size() && !standing.old; ++i) {
        if (i == *standing.master || standing.slots[i].role != SlotStanding::Role::Master)
            continue;
        standing.old = i;
        standing.lost =
            judgeReplica(facts, standing.slots[i].host, standing.slots[*standing.master].host, limits, times);
        changesAt(standing, standing.lost.mayChangeAt, times);
    }
}

void readMap(StoreStanding &standing, const StoreFacts &facts, const CyrusStores &limits, const VerdictTimes &times)
{
    if (const StoreFact *map = facts.find(storemetric::mapMaster, {})) {
        standing.mapMaster = map->text;
        standing.isMapYoung = times.now - map->at <= limits.evidence;
    }
    standing.mapSerial = facts.number(storemetric::mapSerial, {});
    if (const StoreFact *reading = facts.find(storemetric::mapReading, {})) {
        standing.canBeHeld = true;
        standing.reading = reading->text;
    }
    if (const std::optional<double> newUsers = facts.number(storemetric::mapNewUsers, {})) {
        standing.mapTellsNewUsers = true;
        standing.takesNewUsers = *newUsers == 1;
    }
}

std::optional<StoreStanding> standingOf(const Picture &picture, const Declared &store)
{
    const std::optional<SubjectId> id = picture.find(store.subject);
    if (!id)
        return {};
    return standingOf(*picture.estate, store, StoreFacts(picture, *id), {picture.wall(), picture.now});
}
} // namespace

const SlotStanding *StoreStanding::slot(std::string_view host) const
{
    const auto found =
        std::find_if(slots.begin(), slots.end(), [&](const SlotStanding &slot) { return slot.host == host; });
    return found == slots.end() ? nullptr : &*found;
}

StoreStanding standingOf(const Estate &estate, const Declared &store, const StoreFacts &facts,
                         const VerdictTimes &times)
{
    const CyrusStores limits = estate.cyrus.value_or(CyrusStores{});
    StoreStanding standing;
    standing.store = store.subject;
    const auto newUsers = store.details.find("new_users");
    standing.takesNewUsers = newUsers != store.details.end() && newUsers->second == "true";
    for (const Subject &host : store.members)
        standing.slots.push_back(slotOf(host.name, facts, limits, times));
    const std::vector<std::size_t> masters = mastersOf(standing.slots);
    standing.hasTwoMasters = masters.size() > 1 && standing.slots[masters.front()].isHeard;
    if (masters.size() == 1)
        standing.master = masters.front();
    readMap(standing, facts, limits, times);
    if (standing.master) {
        judgeReplicas(standing, facts, limits, times);
        judgeOld(standing, facts, limits, times);
    }
    if (const auto end = sendersGiveUpAt(standing)) { // it is told with another weight then
        changesAt(standing, *end - (sendersKeepTrying - sendersAreImpatient), times);
        changesAt(standing, end, times);
    }
    for (const SlotStanding &slot : standing.slots) { // when each falls silent
        const auto silentAt = [&](WallTime last) {
            const WallTime silent = last + limits.evidence + Milliseconds(1);
            if (silent > times.wall)
                standing.mayChangeAt = std::min(standing.mayChangeAt.value_or(WallTime::max()), silent);
        };
        if (slot.looked)
            silentAt(*slot.looked);
        if (const StoreFact *imap = facts.find(storemetric::imapUp, slot.host))
            silentAt(times.at(imap->at));
    }
    return standing;
}

std::optional<StoreStanding> standingOf(const Picture &picture, const Subject &store)
{
    const Declared *declared = store.kind == "store" ? picture.estate->find(store) : nullptr;
    return declared ? standingOf(picture, *declared) : std::nullopt;
}

std::vector<StoreStanding> allStandings(const Picture &picture)
{
    std::vector<StoreStanding> all;
    for (const Declared &declared : picture.estate->subjects) {
        if (declared.subject.kind != "store")
            continue;
        if (auto standing = standingOf(picture, declared))
            all.push_back(std::move(*standing));
    }
    return all;
}
} // namespace signalbox
