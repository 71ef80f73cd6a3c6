// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <estate/cyrusstores.h>
#include <estate/problem.h>

namespace signalbox
{
/// A store's row in the map.
struct StorePlace {
    std::string store;
    std::string master;
    std::string replica;                ///< empty: the map has none
    std::optional<std::int64_t> serial; ///< nothing: the map has none
    std::optional<std::string> reading; ///< where it is read while it is held; empty: it is not; nothing: the map
                                        ///< cannot tell
    std::optional<bool> newUsers;       ///< whether new users are created there; nothing: the map cannot tell
    bool operator==(const StorePlace &) const = default;
};

/// From where a store is moved, and where to.
struct StoreMove {
    std::string store;
    std::string from;
    std::string to;
    std::optional<std::int64_t> serial; ///< of the row that the plan was made from; nothing: the map has none
};

/// From where a store is to be read, and where to; empty: at its master, so that it is not held.
struct StoreReading {
    std::string store;
    std::string from;
    std::string to;
    std::optional<std::int64_t> serial; ///< as of a StoreMove
};

/// Stores on which new users are created.
using NewUserStores = std::set<std::string>;
/// "store01, store02", for people; "no store".
std::string namesText(const NewUserStores &stores);

// The map is spoken to by a program, so that a step can be copied, tried and proved like any other: a site's own, or
// `signalboxctl store-map` for a table in SQLite or PostgreSQL.

/// "STORE MASTER REPLICA SERIAL", a line each, "-" for what there is none of: what `PROGRAM list` prints. Where the map
/// can tell it "reading=HOST" ("-": it is not held) and "new=1" or "new=0" follow.
std::string placesText(const std::vector<StorePlace> &places);
/// The same read: outside text. A line that is none, a store named twice, or more than 100,000 are a Problem.
Expected<std::vector<StorePlace>> placesOf(std::string_view text);

/// `PROGRAM list`: its argv; a first word "signalboxctl" is the program beside the one that runs.
std::vector<std::string> listWords(const StoreMap &map);
/// `PROGRAM move STORE FROM TO SERIAL`: ends with 0 where it is moved, 1 where it was not as said, 2 where it cannot
/// tell.
std::vector<std::string> moveWords(const StoreMap &map, const StoreMove &move);
/// `PROGRAM is STORE HOST`: ends with 0 where the map names that host, 1 where it names another, 2 where it cannot
/// tell.
std::vector<std::string> isWords(const StoreMap &map, const std::string &store, const std::string &host);
/// `PROGRAM read STORE FROM TO SERIAL` ("-": at its master): ends as a move does.
std::vector<std::string> readWords(const StoreMap &map, const StoreReading &reading);
/// `PROGRAM is-read STORE HOST`: ends as `is` does.
std::vector<std::string> isReadWords(const StoreMap &map, const std::string &store, const std::string &host);
/// `PROGRAM new-users FROM TO`, all stores of each with a comma between them, "-" for none: new users are created on
/// those of TO alone, where it was those of FROM alone. Ends as a move does.
std::vector<std::string> newUsersWords(const StoreMap &map, const NewUserStores &from, const NewUserStores &to);
/// `PROGRAM is-new-users STORES`: ends with 0 where new users are created on these alone, 1 where not so, 2 where it
/// cannot tell.
std::vector<std::string> isNewUsersWords(const StoreMap &map, const NewUserStores &stores);
/// The stores that such a word names; a Problem where it is none.
Expected<NewUserStores> newUserStoresOf(std::string_view word);
} // namespace signalbox
