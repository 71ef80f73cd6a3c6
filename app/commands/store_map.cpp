// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ostream>

#include <charconv>

#include <commands/command.h>
#include <storemap/storemapsql.h>

namespace signalbox::commands::store_map
{
namespace
{
constexpr CommandOption options[] = {
    {"file", "PATH", "an SQLite database"},
    {"postgresql", "WORDS", "how to connect: \"host=db1 dbname=config user=me\""},
    {"table", "NAME", "its table; stores by default"},
    {"store", "COLUMN", "its column with the store's name; name by default"},
    {"master", "COLUMN", "with the host of the master; master by default"},
    {"replica", "COLUMN", "with the other host, where it has one"},
    {"serial", "COLUMN", "with a number that each move raises, where it has one"},
};

StoreMap mapOf(const Arguments &arguments)
{
    StoreMap map;
    map.file = arguments.value("file");
    map.postgresql = arguments.value("postgresql");
    map.replicaColumn = arguments.value("replica");
    map.serialColumn = arguments.value("serial");
    for (auto [option, into] : {std::pair("table", &map.table), std::pair("store", &map.storeColumn),
                                std::pair("master", &map.masterColumn)}) {
        if (arguments.has(option))
            *into = arguments.value(option);
    }
    return map;
}

// Of a move and of a question 1 means no, and 2 that nobody can tell: the contract of a store's map (docs/stores.md).
constexpr Exit isNot = Exit::BadInput;
constexpr Exit cannotTell = Exit::Blocked;

Exit badUse(Terminal &terminal, const char *why)
{
    terminal.err << "signalboxctl store-map: " << why << "\n";
    return cannotTell;
}

Exit list(const StoreMap &map, Terminal &terminal)
{
    const auto places = readStoreMap(map);
    if (!places) {
        terminal.err << places.error().sentence() << "\n";
        return cannotTell;
    }
    terminal.out << placesText(*places);
    return Exit::Done;
}

Exit is(const StoreMap &map, const Arguments &arguments, Terminal &terminal)
{
    const auto places = readStoreMap(map);
    if (!places) {
        terminal.err << places.error().sentence() << "\n";
        return cannotTell;
    }
    for (const StorePlace &place : *places) {
        if (place.store != arguments.operand(1))
            continue;
        terminal.out << place.store << " is on " << (place.master.empty() ? "no host" : place.master) << "\n";
        return place.master == arguments.operand(2) ? Exit::Done : isNot;
    }
    terminal.err << "the map has no store " << arguments.operand(1) << "\n";
    return cannotTell;
}

Exit move(const StoreMap &map, const Arguments &arguments, Terminal &terminal)
{
    StoreMove wanted{arguments.operand(1), arguments.operand(2), arguments.operand(3), {}};
    const std::string serial = arguments.operand(4);
    if (!serial.empty() && serial != "-") {
        std::int64_t number = 0;
        const auto [end, error] = std::from_chars(serial.data(), serial.data() + serial.size(), number);
        if (error != std::errc() || end != serial.data() + serial.size())
            return badUse(terminal, "the serial is a whole number, or -");
        wanted.serial = number;
    }
    const Expected<bool> moved = moveInStoreMap(map, wanted);
    if (!moved) {
        terminal.err << moved.error().sentence() << "\n";
        return cannotTell;
    }
    terminal.out << wanted.store
                 << (*moved ? " is on " + wanted.to
                            : " was not on " + wanted.from +
                                  (wanted.serial ? " with serial " + serial : std::string()) + "; nothing was changed")
                 << "\n";
    return *moved ? Exit::Done : isNot;
}

Exit run(const Arguments &arguments, Terminal &terminal)
{
    const StoreMap map = mapOf(arguments);
    if (map.file.empty() == map.postgresql.empty())
        return badUse(terminal, "expected one of --file and --postgresql");
    const std::string verb = arguments.operand(0);
    const std::size_t count = arguments.operands.size();
    if (verb == "list" && count == 1)
        return list(map, terminal);
    if (verb == "is" && count == 3)
        return is(map, arguments, terminal);
    if (verb == "move" && (count == 4 || count == 5))
        return move(map, arguments, terminal);
    return badUse(terminal, "expected list, is STORE HOST, or move STORE FROM TO [SERIAL]");
}
} // namespace

extern const Command item;
const Command item{
    .name = "store-map",
    .operands = "list|is|move [STORE HOST…]",
    .fewestOperands = 1,
    .mostOperands = 5,
    .options = options,
    .summary = "read and change the map of stores, by itself",
    .text = "  list                      prints STORE MASTER REPLICA SERIAL, a line each\n"
            "  is STORE HOST             exit 0: the map names that host, 1: another\n"
            "  move STORE FROM TO SERIAL moves the store in the map where it is still at\n"
            "                            FROM with that serial (-: the map has none);\n"
            "                            exit 0: done, 1: it was not, and nothing changed\n"
            "Exit 2: it cannot tell. Slots are not touched: that is what the plan's other\n"
            "steps do. Plans of store-failover and store-switchover use this command.",
    .run = run,
};
} // namespace signalbox::commands::store_map
