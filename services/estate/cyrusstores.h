// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace signalbox
{
/// The database in which everything else looks up which host has a store: a table with a row a store, or a program.
struct StoreMap {
    std::string file;                 ///< file of an SQLite database; empty: another kind
    std::string postgresql;           ///< libpq's connection string, without a password; empty: another kind
    std::vector<std::string> command; ///< the program's absolute path and its arguments; empty: another kind
    std::string table = "stores";
    std::string storeColumn = "name";
    std::string masterColumn = "master";
    std::string replicaColumn;  ///< empty: it has none
    std::string serialColumn;   ///< goes up by one with each move, and with each hold; empty: it has none
    std::string readingColumn;  ///< where a held store is read while nobody may write to it; empty: it has none
    std::string newUsersColumn; ///< 1: new users are created there, 0: not; empty: it has none
    bool operator==(const StoreMap &) const = default;
};

/// How stores of Cyrus IMAP are watched and moved.
struct CyrusStores {
    std::string program = "cyrus-slot";                             ///< of /etc/signalbox/run on each host
    std::chrono::milliseconds behind = std::chrono::minutes(5);     ///< a replica is viable that is no further behind
    std::chrono::milliseconds compared = std::chrono::hours(24);    ///< each user has been compared within
    std::chrono::milliseconds evidence = std::chrono::minutes(2);   ///< what is older is not known
    std::chrono::milliseconds lastWords = std::chrono::minutes(10); ///< before a host was lost: older is not known
    StoreMap map;
    bool operator==(const CyrusStores &) const = default;
};
} // namespace signalbox
