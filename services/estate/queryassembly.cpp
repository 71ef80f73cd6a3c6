// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <estate/queryassembly.h>

#include <algorithm>
#include <map>

#include <estate/estatescalar.h>

namespace signalbox
{
namespace
{
/// Which keys a type needs and which it may have; all have interval, deadline and usual.
struct KeysOfType {
    std::vector<std::string_view> needed;
    std::vector<std::string_view> allowed;
};

const KeysOfType &keysOf(const std::string &type)
{
    static const std::map<std::string, KeysOfType> all = {
        {"prometheus", {{"url", "query"}, {"ca"}}},
        {"http", {{"url"}, {"ca"}}},
        {"command", {{"command"}, {}}},
        {"sql", {{"query"}, {"file", "postgresql"}}},
    };
    return all.at(type);
}

bool has(const std::vector<std::string_view> &keys, std::string_view key)
{
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

void checkKeys(const Record &record, std::vector<EstateError> &errors)
{
    const std::string type = record.text("type");
    if (type.empty())
        return; // complained about
    const KeysOfType &keys = keysOf(type);
    for (const std::string_view key : keys.needed) {
        if (!record.find(key))
            errors.push_back({record.where, "query \"" + record.name + "\" has no \"" + std::string(key) +
                                                "\", which " + type + " needs"});
    }
    for (const std::string_view key : {"url", "query", "command", "file", "postgresql", "ca"}) {
        const RecordValue *value = record.find(key);
        if (value && !has(keys.needed, key) && !has(keys.allowed, key))
            errors.push_back({value->where, std::string(key) + ": not for a query of the type " + type});
    }
    if (type == "sql" && (record.find("file") != nullptr) == (record.find("postgresql") != nullptr))
        errors.push_back({record.where, "query \"" + record.name + "\" needs one of file and postgresql"});
}

void checkProgram(const Record &record, std::vector<EstateError> &errors)
{
    const RecordValue *command = record.find("command");
    if (command && !command->items.empty() && !command->items.front().text.starts_with('/'))
        errors.push_back({command->where, "command: expected the absolute path of a program first"});
}

} // namespace

QueryDeclaration assembleQuery(const Record &record)
{
    QueryDeclaration query;
    query.name = record.name;
    query.where = record.where;
    query.type = record.text("type");
    query.url = record.text("url");
    query.query = record.text("query");
    query.file = record.text("file");
    query.postgresql = record.text("postgresql");
    query.certificateAuthority = record.text("ca");
    if (const RecordValue *command = record.find("command")) {
        for (const RecordItem &item : command->items)
            query.command.push_back(item.text);
    }
    if (const RecordItem *interval = record.item("interval"))
        query.interval = durationOf(interval->text);
    if (const RecordItem *deadline = record.item("deadline"))
        query.deadline = durationOf(deadline->text);
    if (const RecordItem *usual = record.item("usual"))
        query.usual = std::stoul(usual->text);
    return query;
}

// A secret is not repeated.
void checkConnection(const Record &record, std::vector<EstateError> &errors)
{
    const RecordItem *connection = record.item("postgresql");
    if (!connection)
        return;
    if (connection->text.find("password") != std::string::npos)
        errors.push_back({connection->where, "postgresql: no password may stand here, since the file is recorded; put "
                                             "it into ~/.pgpass, or name a file with passfile="});
    if (connection->text.find_first_of(";'\\") != std::string::npos)
        errors.push_back({connection->where, "postgresql: found a semicolon, quote or backslash, expected KEY=VALUE "
                                             "with spaces between"});
}

void checkQueries(const std::vector<Record> &files, std::vector<EstateError> &errors)
{
    for (const Record &file : files) {
        const RecordValue *queries = file.find("queries");
        for (std::size_t i = 0; queries && i < queries->records.size(); ++i) {
            checkKeys(queries->records[i], errors);
            checkProgram(queries->records[i], errors);
            checkConnection(queries->records[i], errors);
        }
    }
}
} // namespace signalbox
