// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <actions/action.h>
#include <stores/storestanding.h>

namespace signalbox
{
/// A store that is to have its master on another host.
struct StoreMoving {
    StoreStanding standing;
    std::string from; ///< the host of the master
    std::string to;
    bool isHeard = false; ///< the master still speaks: it is stopped and its log drained, so that nothing is lost
};

enum class StoreMoveKind : std::uint8_t {
    Failover,   ///< the master is lost, or to be given up
    Switchover, ///< planned: both copies are well
};

/// What of the request is wrong is an error; what of the world is in the way is `blockedBy`.
struct StoreMoves {
    std::vector<StoreMoving> all; ///< in the order of the targets
    std::string blockedBy;        ///< may be empty
};
Expected<StoreMoves> storeMovesOf(const Request &request, const Picture &picture);

/// Of a request that takes one store of an estate that says how stores are moved, and no parameter.
Expected<StoreStanding> oneStoreOf(const Request &request, const Picture &picture);

/// The plan without its guards: of several stores the first alone, then five at a time; a store that takes new users
/// comes last. One of those that follow may fail before no further one is begun.
Plan storeMovePlan(const StoreMoves &moves, StoreMoveKind kind, const Estate &estate);

/// Has the map name another host on which a held store is read; empty: it is held no longer. Undone it is as it was.
Step readingStep(const StoreStanding &store, const Estate &estate, const std::string &to);

/// A command of a slot's program on its host.
StepCommand slotCommand(const Estate &estate, const std::string &host, std::vector<std::string> words);
} // namespace signalbox
