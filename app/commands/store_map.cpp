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
    {"reading", "COLUMN", "with the host where a held store is read"},
    {"new-users", "COLUMN", "with 1 where new users are created, else 0"},
};

StoreMap mapOf(const Arguments &arguments)
{
    StoreMap map;
    map.file = arguments.value("file");
    map.postgresql = arguments.value("postgresql");
    map.replicaColumn = arguments.value("replica");
    map.serialColumn = arguments.value("serial");
    map.readingColumn = arguments.value("reading");
    map.newUsersColumn = arguments.value("new-users");
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

Exit cannotTellThat(const Problem &problem, Terminal &terminal)
{
    terminal.err << problem.sentence() << "\n";
    return cannotTell;
}

/// The serial that was typed; false: it is none.
bool takeSerial(const std::string &typed, std::optional<std::int64_t> &serial)
{
    if (typed.empty() || typed == "-")
        return true;
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
    serial = number;
    return error == std::errc() && end == typed.data() + typed.size();
}

std::string serialText(const std::optional<std::int64_t> &serial)
{
    return serial ? " with serial " + std::to_string(*serial) : std::string();
}

Exit list(const StoreMap &map, Terminal &terminal)
{
    const auto places = readStoreMap(map);
    if (!places)
        return cannotTellThat(places.error(), terminal);
    terminal.out << placesText(*places);
    return Exit::Done;
}

// Where a store is, or where it is read while it is held.
Exit is(const StoreMap &map, const Arguments &arguments, bool isRead, Terminal &terminal)
{
    const auto places = readStoreMap(map);
    if (!places)
        return cannotTellThat(places.error(), terminal);
    const std::string host = arguments.operand(2) == "-" ? std::string() : arguments.operand(2);
    for (const StorePlace &place : *places) {
        if (place.store != arguments.operand(1))
            continue;
        if (isRead && !place.reading)
            break;
        const std::string &found = isRead ? *place.reading : place.master;
        if (isRead)
            terminal.out << place.store << (found.empty() ? " is not held" : " is held, and read on " + found) << "\n";
        else
            terminal.out << place.store << " is on " << (found.empty() ? "no host" : found) << "\n";
        return found == host ? Exit::Done : isNot;
    }
    terminal.err << (isRead ? "the map does not say where it is read: " : "the map has no store ")
                 << arguments.operand(1) << "\n";
    return cannotTell;
}

Exit move(const StoreMap &map, const Arguments &arguments, Terminal &terminal)
{
    StoreMove wanted{arguments.operand(1), arguments.operand(2), arguments.operand(3), {}};
    if (!takeSerial(arguments.operand(4), wanted.serial))
        return badUse(terminal, "the serial is a whole number, or -");
    const Expected<bool> moved = moveInStoreMap(map, wanted);
    if (!moved)
        return cannotTellThat(moved.error(), terminal);
    terminal.out << wanted.store
                 << (*moved ? " is on " + wanted.to
                            : " was not on " + wanted.from + serialText(wanted.serial) + "; nothing was changed")
                 << "\n";
    return *moved ? Exit::Done : isNot;
}

Exit read(const StoreMap &map, const Arguments &arguments, Terminal &terminal)
{
    const auto host = [&](std::size_t index) {
        return arguments.operand(index) == "-" ? std::string() : arguments.operand(index);
    };
    StoreReading wanted{arguments.operand(1), host(2), host(3), {}};
    if (!takeSerial(arguments.operand(4), wanted.serial))
        return badUse(terminal, "the serial is a whole number, or -");
    const Expected<bool> done = readInStoreMap(map, wanted);
    if (!done)
        return cannotTellThat(done.error(), terminal);
    const std::string from = wanted.from.empty() ? "its master" : wanted.from;
    const std::string to = wanted.to.empty() ? " is not held any more" : " is held, and read on " + wanted.to;
    terminal.out << wanted.store
                 << (*done ? to
                           : " was not read on " + from + serialText(wanted.serial) +
                                 ", or its master is there; nothing was changed")
                 << "\n";
    return *done ? Exit::Done : isNot;
}

Exit newUsers(const StoreMap &map, const Arguments &arguments, Terminal &terminal)
{
    const auto from = newUserStoresOf(arguments.operand(1));
    const auto to = newUserStoresOf(arguments.operand(2));
    if (!from || !to)
        return cannotTellThat(from ? to.error() : from.error(), terminal);
    const Expected<bool> done = setNewUsersInStoreMap(map, *from, *to);
    if (!done)
        return cannotTellThat(done.error(), terminal);
    if (*done)
        terminal.out << "new users are created on " << namesText(*to) << "\n";
    else
        terminal.out << "new users were not created on " << namesText(*from) << " alone, or the map lacks one of "
                     << namesText(*to) << "; nothing was changed\n";
    return *done ? Exit::Done : isNot;
}

Exit isNewUsers(const StoreMap &map, const Arguments &arguments, Terminal &terminal)
{
    const auto wanted = newUserStoresOf(arguments.operand(1));
    if (!wanted)
        return cannotTellThat(wanted.error(), terminal);
    if (map.newUsersColumn.empty())
        return badUse(terminal, "--new-users says which column tells that");
    const auto places = readStoreMap(map);
    if (!places)
        return cannotTellThat(places.error(), terminal);
    NewUserStores found;
    for (const StorePlace &place : *places) {
        if (place.newUsers == true)
            found.insert(place.store);
    }
    terminal.out << "new users are created on " << namesText(found) << "\n";
    return found == *wanted ? Exit::Done : isNot;
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
    if ((verb == "is" || verb == "is-read") && count == 3)
        return is(map, arguments, verb == "is-read", terminal);
    if (verb == "move" && (count == 4 || count == 5))
        return move(map, arguments, terminal);
    if (verb == "read" && (count == 4 || count == 5))
        return read(map, arguments, terminal);
    if (verb == "new-users" && count == 3)
        return newUsers(map, arguments, terminal);
    if (verb == "is-new-users" && count == 2)
        return isNewUsers(map, arguments, terminal);
    return badUse(terminal, "expected list, is, move, read, is-read, new-users or is-new-users, and its words");
}
} // namespace

extern const Command item;
const Command item{
    .name = "store-map",
    .operands = "VERB [STORE HOST…]",
    .fewestOperands = 1,
    .mostOperands = 5,
    .options = options,
    .summary = "read and change the map of stores, by itself",
    .text = "  list                      prints STORE MASTER REPLICA SERIAL, a line each, and\n"
            "                            reading=HOST and new=0|1 where it has them\n"
            "  is STORE HOST             exit 0: the map names that host, 1: another\n"
            "  move STORE FROM TO SERIAL moves the store in the map where it is still at\n"
            "                            FROM with that serial (-: the map has none);\n"
            "                            exit 0: done, 1: it was not, and nothing changed\n"
            "  read STORE FROM TO SERIAL has a held store read on another host than its\n"
            "                            master; -: at its master, it is not held. Exits as\n"
            "                            move does\n"
            "  is-read STORE HOST        exit 0: it is read there (-: it is not held)\n"
            "  new-users FROM TO         has new users created on these stores alone, where\n"
            "                            it was FROM alone (a,b: several, -: none)\n"
            "  is-new-users STORES       exit 0: on these alone, 1: not so\n"
            "Exit 2: it cannot tell. Slots are not touched: that is what the plan's other\n"
            "steps do. Plans about stores use this command.",
    .run = run,
};
} // namespace signalbox::commands::store_map
