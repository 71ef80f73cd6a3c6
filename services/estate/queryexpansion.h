// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <estate/estatefields.h>
#include <estate/queryrows.h>
#include <estate/yamltree.h>

namespace signalbox
{
/// The key that stands for one entry a row.
inline constexpr std::string_view everyRow = "*";

/// Fills the forms of an estate file with the rows of its queries: an entry a row from `"*": {from: QUERY, name:
/// "{column}", …}`, a list from `{from: QUERY, value: "{column}"}`. What comes out is as if it were written by hand,
/// and says in YamlNode::origin which row it is from.
///
/// {column} is the row's text; {column:host} the same without scheme, port and path ("web1" of "web1:9100");
/// {column:name} the same with what a subject's name cannot have replaced by '-'. A column that a row has not is
/// empty; an empty text is left out of its list, and its key out of its entry.
class QueryExpansion
{
public:
    using Complain = std::function<void(const YamlNode &at, std::string message)>;

    /// `declared` are the queries that the estate has; one of them without rows fills nothing. Both outlive this.
    QueryExpansion(const std::set<std::string> &declared, const QueryRows &rows, Complain complain);

    /// Pairs of key and mapping, in the rows' order; rows that give one name are one entry, whose lists are united.
    std::vector<std::pair<YamlNode, YamlNode>> entries(const YamlNode &form, const Field &section);
    /// A list.
    YamlNode list(const YamlNode &form, const Field &field);

private:
    const YamlNode *text(const YamlNode &form, std::string_view key, std::string_view expected);
    const std::vector<QueryRow> *rowsFor(const YamlNode &form, std::string *query);
    bool columnsAreKnown(const YamlNode &node, const std::vector<QueryRow> &rows, const std::string &query);
    bool keysAreKnown(const YamlNode &form, const Field &section);
    void unite(YamlNode &entry, const YamlNode &more);

    const std::set<std::string> &m_declared;
    const QueryRows &m_rows;
    Complain m_complain;
};

/// Adds to `columns`, by query, the columns that the forms in node and below name.
void collectColumns(const YamlNode &node, std::map<std::string, std::set<std::string>> &columns);

/// "web1" of "web1:9100", "2001:db8::1" of "[2001:db8::1]:9100", "www.example.net" of "https://www.example.net:8443/x".
std::string hostPart(const std::string &text);
} // namespace signalbox
