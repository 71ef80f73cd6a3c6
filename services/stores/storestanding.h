// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <estate/estate.h>
#include <stores/replicaverdict.h>

namespace signalbox
{
/// One copy of a store, on one host.
struct SlotStanding {
    enum class Role : std::uint8_t { Unknown, Master, Replica };
    std::string host;
    Role role = Role::Unknown;           ///< as its host's probe last said
    std::optional<WallTime> looked;      ///< when that was
    bool isHeard = false;                ///< that is young, or the slot answers
    bool isStopped = false;              ///< heard to be: its host lives, and it does not run
    std::optional<WallTime> silentSince; ///< of one that serves nobody: when it last did, where that is known
    std::optional<double> users;         ///< as counted on it
    ReplicaVerdict verdict;              ///< of a replica
};

/// A store as far as it is known.
struct StoreStanding {
    Subject store;
    std::vector<SlotStanding> slots;   ///< as declared
    std::optional<std::size_t> master; ///< of slots: the only one that is one
    bool hasTwoMasters = false;
    std::string mapMaster;           ///< the host that the map names; empty: not known
    std::optional<double> mapSerial; ///< nothing: the map has none, or nobody knows
    bool isMapYoung = false;         ///< the map was read within CyrusStores::evidence
    bool canBeHeld = false;          ///< the map can tell where it is read while nobody may write to it
    std::string reading;             ///< where that is; empty: it is not held
    bool takesNewUsers = false;      ///< by the map, or where that cannot tell by the estate
    bool mapTellsNewUsers = false;
    std::optional<std::size_t> old; ///< of slots: one that was the master, and has not been returned
    ReplicaVerdict lost;            ///< what the master has of what `old` had, by its last words; not judged without it
    std::optional<std::size_t> best;     ///< of slots: the viable replica that lacks least
    std::optional<WallTime> mayChangeAt; ///< without any new fact

    [[nodiscard]] const SlotStanding *masterSlot() const { return master ? &slots[*master] : nullptr; }
    /// Its master is heard of, and was not stopped.
    [[nodiscard]] bool isMasterUp() const { return master && slots[*master].isHeard && !slots[*master].isStopped; }
    [[nodiscard]] const SlotStanding *slot(std::string_view host) const;
};

/// How a declared store stands. An estate without the section `cyrus` is judged by its defaults.
StoreStanding standingOf(const Estate &estate, const Declared &store, const StoreFacts &facts,
                         const VerdictTimes &times);
/// The same from a picture; nothing where the subject is no declared store.
std::optional<StoreStanding> standingOf(const Picture &picture, const Subject &store);
/// Every declared store, in the estate's order.
std::vector<StoreStanding> allStandings(const Picture &picture);
} // namespace signalbox
