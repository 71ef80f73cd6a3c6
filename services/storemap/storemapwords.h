// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
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
    bool operator==(const StorePlace &) const = default;
};

/// From where a store is moved, and where to.
struct StoreMove {
    std::string store;
    std::string from;
    std::string to;
    std::optional<std::int64_t> serial; ///< of the row that the plan was made from; nothing: the map has none
};

// The map is spoken to by a program, so that a step can be copied, tried and proved like any other: a site's own, or
// `signalboxctl store-map` for a table in SQLite or PostgreSQL.

/// "STORE MASTER REPLICA SERIAL", a line each, "-" for what there is none of: what `PROGRAM list` prints.
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
} // namespace signalbox
