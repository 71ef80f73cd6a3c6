// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <estate/limitfields.h>

namespace signalbox
{
/// Below `map` in the section `cyrus`.
inline constexpr Field storeMapFields[] = {
    {.key = "file", .type = ScalarType::Path, .doc = "An SQLite database. One of file, postgresql and command."},
    {.key = "postgresql",
     .doc = "How to connect, such as host=db1 dbname=config user=signalbox. The password is in ~/.pgpass or the file "
            "named by passfile=."},
    {.key = "command",
     .shape = Shape::List,
     .doc =
         "A program's absolute path and its arguments; no shell. With `list` after them it prints STORE MASTER REPLICA "
         "SERIAL a line (- for what there is none of); with `move STORE FROM TO SERIAL` it moves the store where it "
         "is still at FROM with that serial, and ends with 0, or with 1 where it is not. docs/stores.md has all verbs.",
     .least = 1,
     .mayRepeat = true},
    {.key = "table", .type = ScalarType::Name, .fallback = "stores", .doc = "The table, with a row a store."},
    {.key = "store", .type = ScalarType::Name, .fallback = "name", .doc = "Its column with the store's name."},
    {.key = "master",
     .type = ScalarType::Name,
     .fallback = "master",
     .doc = "Its column with the name of the host that has the master."},
    {.key = "replica", .type = ScalarType::Name, .doc = "Its column with the other host's name, where it has one."},
    {.key = "serial",
     .type = ScalarType::Name,
     .doc = "Its column with a number that goes up with each move, where it has one: then a move is made only from the "
            "very state that the plan was made from."},
    {.key = "reading",
     .type = ScalarType::Name,
     .doc = "Its column with the host on which a held store is read while nobody may write to it, where it has one; "
            "NULL or empty: the store is not held."},
    {.key = "new_users",
     .type = ScalarType::Name,
     .doc = "Its column with 1 where new users are created and 0 elsewhere, where it has one: then it counts, and not "
            "new_users of the stores."},
};

/// The section `cyrus`.
inline constexpr Field cyrusFields[] = {
    {.key = "program",
     .type = ScalarType::Name,
     .fallback = "cyrus-slot",
     .doc = "The program in /etc/signalbox/run on each host that stops, starts and changes a slot."},
    {.key = "behind",
     .type = ScalarType::Duration,
     .fallback = "5m",
     .doc = "A replica is viable that is no further behind. A store with none pages.",
     .least = second,
     .most = day},
    {.key = "compared",
     .type = ScalarType::Duration,
     .fallback = "24h",
     .doc = "And of which every user has been compared with the master within that time.",
     .least = 60 * second,
     .most = 30 * day},
    {.key = "evidence",
     .type = ScalarType::Duration,
     .fallback = "2m",
     .doc = "What was found out longer ago is not known.",
     .least = second,
     .most = day},
    {.key = "last_words",
     .type = ScalarType::Duration,
     .fallback = "10m",
     .doc =
         "Once a master is not heard of any more, its last evidence counts for what it was then; it must be no older "
         "than this at that time.",
     .least = second,
     .most = day},
    {.key = "map",
     .shape = Shape::Mapping,
     .required = true,
     .doc = "The database in which front ends and delivery look up which host has a store.",
     .fields = storeMapFields},
};
} // namespace signalbox
