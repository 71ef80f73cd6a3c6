// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <estate/cyrusassembly.h>

#include <estate/plaintext.h>
#include <estate/queryassembly.h>
#include <estate/takevalue.h>

namespace signalbox
{
namespace
{
StoreMap mapOf(const Record &record, std::vector<EstateError> &errors)
{
    StoreMap map;
    takeText(record, "file", map.file);
    takeText(record, "postgresql", map.postgresql);
    takeText(record, "table", map.table);
    takeText(record, "store", map.storeColumn);
    takeText(record, "master", map.masterColumn);
    takeText(record, "replica", map.replicaColumn);
    takeText(record, "serial", map.serialColumn);
    takeText(record, "reading", map.readingColumn);
    takeText(record, "new_users", map.newUsersColumn);
    if (const RecordValue *command = record.find("command")) {
        for (const RecordItem &item : command->items)
            map.command.push_back(item.text);
        if (!map.command.empty() && !map.command.front().starts_with('/'))
            errors.push_back({command->where, "command: expected the absolute path of a program first"});
        for (const std::string_view key : {"table", "store", "master", "replica", "serial", "reading", "new_users"}) {
            if (const RecordValue *value = record.find(key))
                errors.push_back({value->where, std::string(key) + ": not with command"});
        }
    }
    checkConnection(record, errors);
    const int kinds = static_cast<int>(record.find("file") != nullptr) +
                      static_cast<int>(record.find("postgresql") != nullptr) +
                      static_cast<int>(record.find("command") != nullptr);
    if (kinds != 1)
        errors.push_back({record.where, "map: expected one of file, postgresql and command, found " +
                                            (kinds == 0 ? std::string("none") : std::to_string(kinds))});
    return map;
}
} // namespace

CyrusStores assembleCyrus(const Record &section, std::vector<EstateError> &errors)
{
    CyrusStores stores;
    takeText(section, "program", stores.program);
    takeDuration(section, "behind", stores.behind);
    takeDuration(section, "compared", stores.compared);
    takeDuration(section, "evidence", stores.evidence);
    takeDuration(section, "last_words", stores.lastWords);
    if (const RecordValue *map = section.find("map"); map && !map->records.empty())
        stores.map = mapOf(map->records.front(), errors);
    return stores;
}

void assembleSlots(const Record &record, const std::vector<const Declared *> &stores, const Estate &estate,
                   SourceDeclaration &source, std::vector<EstateError> &errors)
{
    takeText(record, "login", source.login);
    takeText(record, "secret", source.secret);
    takeText(record, "canary", source.canary);
    takeText(record, "security", source.security);
    takeText(record, "server_name", source.serverName);
    takeDuration(record, "compare", source.compareEvery);
    for (const std::string_view key : {"login", "secret"}) {
        if (!record.find(key))
            errors.push_back({record.where,
                              "source \"" + record.name + "\" has no \"" + std::string(key) + "\", which cyrus needs"});
    }
    for (const Declared *store : stores) {
        const auto port = store->details.find("imap_port");
        for (const Subject &slot : store->members) {
            const Declared *host = estate.find(slot);
            if (!host)
                continue; // complained about
            const std::string at = host->address.empty() ? slot.name : host->address;
            std::string url = source.security == "tls" ? "imaps://" : "imap://";
            url.append(isIpv6(at) ? "[" : "").append(at).append(isIpv6(at) ? "]:" : ":");
            if (port != store->details.end())
                url += port->second;
            else
                url += source.security == "tls" ? "993" : "143";
            Target target{store->subject, std::move(url)};
            target.slot = slot.name;
            source.targets.push_back(std::move(target));
        }
    }
    if (stores.empty() && !record.find("subjects"))
        errors.push_back({record.where, "source \"" + record.name + "\" asks nobody; no store is declared"});
}
} // namespace signalbox
