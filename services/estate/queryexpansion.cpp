// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <estate/queryexpansion.h>

#include <algorithm>
#include <unordered_map>

#include <estate/estatetext.h>
#include <estate/plaintext.h>
#include <estate/subject.h>
#include <estate/suggestion.h>

namespace signalbox
{
namespace
{
// The value of that key, or null.
template <class Node>
Node *child(Node &mapping, std::string_view key)
{
    for (std::size_t i = 0; mapping.kind == YamlNode::Kind::Mapping && i + 1 < mapping.children.size(); i += 2) {
        if (mapping.children[i].text == key)
            return &mapping.children[i + 1];
    }
    return nullptr;
}

/// A part of a template: text, or a placeholder.
struct Part {
    std::string text; ///< the text, or the column
    bool isColumn = false;
    std::string as; ///< "", "host" or "name"
};

std::vector<Part> partsOf(const std::string &form)
{
    std::vector<Part> parts;
    for (std::size_t at = 0; at < form.size();) {
        const std::size_t open = std::min(form.find('{', at), form.size());
        const std::size_t close = form.find('}', open);
        if (open > at || close == std::string::npos) {
            const std::size_t end = close == std::string::npos ? form.size() : open;
            parts.push_back({form.substr(at, end - at), false, {}});
            at = end;
            continue;
        }
        Part part{form.substr(open + 1, close - open - 1), true, {}};
        if (const std::size_t colon = part.text.rfind(':'); colon != std::string::npos) {
            part.as = part.text.substr(colon + 1);
            part.text.resize(colon);
        }
        parts.push_back(std::move(part));
        at = close + 1;
    }
    return parts;
}

std::string filled(const std::string &form, const QueryRow &row)
{
    std::string text;
    for (const Part &part : partsOf(form)) {
        if (!part.isColumn) {
            text += part.text;
            continue;
        }
        const auto column = row.find(part.text);
        if (column == row.end())
            continue;
        text += part.as == "host"   ? hostPart(column->second)
                : part.as == "name" ? asName(column->second)
                                    : column->second;
    }
    return text;
}

bool hasColumn(const std::string &form)
{
    const std::vector<Part> parts = partsOf(form);
    return std::any_of(parts.begin(), parts.end(), [](const Part &part) { return part.isColumn; });
}

std::string originOf(const std::string &query, const QueryRow &row)
{
    constexpr std::size_t longest = 160;
    return "query " + query + ", row " + harmless(labelText(Labels(Labels::List(row.begin(), row.end()))), longest);
}

// What the schema of the field takes only without quotes stays without.
YamlNode::Kind kindFor(const Field *field)
{
    const bool plain = field && (field->type == ScalarType::Boolean || field->type == ScalarType::Count);
    return plain ? YamlNode::Kind::Plain : YamlNode::Kind::Quoted;
}

// Fills node and what is below; false where nothing is left of it.
bool fill(YamlNode &node, const Field *field, const QueryRow &row, const std::string &origin)
{
    node.origin = origin;
    if (node.isScalar()) {
        if (!hasColumn(node.text))
            return true;
        node.text = filled(node.text, row);
        node.kind = kindFor(field);
        return !node.text.empty();
    }
    if (node.kind == YamlNode::Kind::Mapping && child(node, "from"))
        return true; // a form of its own
    std::vector<YamlNode> kept;
    const bool isMapping = node.kind == YamlNode::Kind::Mapping;
    for (std::size_t i = 0; i < node.children.size(); i += isMapping ? 2 : 1) {
        const Field *inner = isMapping && field ? findField(field->fields, node.children[i].text) : field;
        YamlNode &value = node.children[isMapping ? i + 1 : i];
        const auto isSame = [&](const YamlNode &other) { return value.isScalar() && other.text == value.text; };
        if (!fill(value, inner, row, origin) || (!isMapping && std::any_of(kept.begin(), kept.end(), isSame)))
            continue;
        if (isMapping)
            kept.push_back(std::move(node.children[i]));
        kept.push_back(std::move(value));
    }
    node.children = std::move(kept);
    return true;
}
} // namespace

QueryExpansion::QueryExpansion(const std::set<std::string> &declared, const QueryRows &rows, Complain complain)
    : m_declared(declared)
    , m_rows(rows)
    , m_complain(std::move(complain))
{
}

const YamlNode *QueryExpansion::text(const YamlNode &form, std::string_view key, std::string_view expected)
{
    const YamlNode *node = child(form, key);
    if (node && node->isScalar())
        return node;
    m_complain(node ? *node : form,
               "a list from a query has no \"" + std::string(key) + "\", expected " + std::string(expected));
    return nullptr;
}

const std::vector<QueryRow> *QueryExpansion::rowsFor(const YamlNode &form, std::string *query)
{
    const YamlNode *from = text(form, "from", "from: QUERY, a name declared under queries");
    if (!from)
        return nullptr;
    if (!m_declared.contains(from->text)) {
        const std::vector<std::string_view> names(m_declared.begin(), m_declared.end());
        m_complain(*from,
                   "from: no query \"" + harmless(from->text, 60) + "\" is declared" + didYouMean(from->text, names));
        return nullptr;
    }
    const auto rows = m_rows.find(from->text);
    if (rows == m_rows.end())
        return nullptr;
    *query = from->text;
    return &rows->second;
}

bool QueryExpansion::columnsAreKnown(const YamlNode &node, const std::vector<QueryRow> &rows, const std::string &query)
{
    bool known = true;
    for (const YamlNode &below : node.children) {
        const bool isForm = child(below, "from") != nullptr; // checked when it is filled itself
        known = (isForm || columnsAreKnown(below, rows, query)) && known;
    }
    if (!node.isScalar())
        return known;
    for (const Part &part : partsOf(node.text)) {
        if (!part.isColumn)
            continue;
        if (!part.as.empty() && part.as != "host" && part.as != "name") {
            m_complain(node, "found the placeholder {" + harmless(part.text + ':' + part.as, 60) +
                                 "}, expected {COLUMN}, {COLUMN:host} or {COLUMN:name}");
            known = false;
            continue;
        }
        std::set<std::string_view> columns;
        for (const QueryRow &row : rows) {
            for (const auto &[column, value] : row)
                columns.insert(column);
        }
        if (rows.empty() || columns.contains(part.text))
            continue;
        m_complain(node, "no row of the query " + query + " has a column \"" + harmless(part.text, 60) + '"' +
                             didYouMean(part.text, std::vector(columns.begin(), columns.end())));
        known = false;
    }
    return known;
}

bool QueryExpansion::keysAreKnown(const YamlNode &form, const Field &section)
{
    bool known = true;
    for (std::size_t i = 0; i + 1 < form.children.size(); i += 2) {
        const YamlNode &key = form.children[i];
        if (key.text == "from" || key.text == "name" || findField(section.fields, key.text))
            continue;
        std::vector<std::string_view> names{"from", "name"};
        for (const Field &field : section.fields)
            names.push_back(field.key);
        m_complain(key, "unknown key \"" + harmless(key.text, 60) + "\" in \"*\"" + didYouMean(key.text, names));
        known = false;
    }
    return known;
}

void QueryExpansion::unite(YamlNode &entry, const YamlNode &more)
{
    for (std::size_t i = 0; i + 1 < more.children.size(); i += 2) {
        const YamlNode &value = more.children[i + 1];
        YamlNode *known = child(entry, more.children[i].text);
        if (!known) {
            entry.children.push_back(more.children[i]);
            entry.children.push_back(value);
        } else if (known->kind == YamlNode::Kind::List && value.kind == YamlNode::Kind::List) {
            for (const YamlNode &item : value.children) {
                const auto isSame = [&](const YamlNode &other) { return other.text == item.text; };
                if (std::none_of(known->children.begin(), known->children.end(), isSame))
                    known->children.push_back(item);
            }
        } else if (value.isScalar() && known->text != value.text) {
            m_complain(value, more.children[i].text + ": \"" + harmless(value.text, 60) +
                                  "\", but another row of the same name says \"" + harmless(known->text, 60) + '"');
        }
    }
}

std::vector<std::pair<YamlNode, YamlNode>> QueryExpansion::entries(const YamlNode &form, const Field &section)
{
    std::vector<std::pair<YamlNode, YamlNode>> entries;
    std::string query;
    const std::vector<QueryRow> *rows = rowsFor(form, &query);
    const YamlNode *name = text(form, "name", "name: the entry's name, such as name: \"{host}\"");
    if (!keysAreKnown(form, section) || !rows || !name || !columnsAreKnown(form, *rows, query))
        return entries;
    YamlNode plain = form;
    plain.children.clear();
    for (std::size_t i = 0; i + 1 < form.children.size(); i += 2) {
        if (form.children[i].text != "from" && form.children[i].text != "name")
            plain.children.insert(plain.children.end(), {form.children[i], form.children[i + 1]});
    }
    std::unordered_map<std::string, std::size_t> places;
    for (const QueryRow &row : *rows) {
        const std::string origin = originOf(query, row);
        YamlNode key = *name;
        key.kind = YamlNode::Kind::Quoted;
        key.text = filled(name->text, row);
        key.origin = origin;
        YamlNode value = plain;
        fill(value, &section, row, origin);
        const auto [place, isNew] = places.try_emplace(key.text, entries.size());
        if (isNew)
            entries.emplace_back(std::move(key), std::move(value));
        else
            unite(entries[place->second].second, value);
    }
    return entries;
}

YamlNode QueryExpansion::list(const YamlNode &form, const Field &field)
{
    YamlNode list = form;
    list.kind = YamlNode::Kind::List;
    list.children.clear();
    for (std::size_t i = 0; i + 1 < form.children.size(); i += 2) {
        if (form.children[i].text != "from" && form.children[i].text != "value")
            m_complain(form.children[i],
                       "unknown key \"" + harmless(form.children[i].text, 60) + "\", expected from and value alone");
    }
    std::string query;
    const std::vector<QueryRow> *rows = rowsFor(form, &query);
    const YamlNode *value = text(form, "value", "value: an item of the list, such as value: \"{host}\"");
    if (!rows || !value || !columnsAreKnown(*value, *rows, query)) {
        list.kind = YamlNode::Kind::Refused; // complained about, here or where the query is declared
        return list;
    }
    std::set<std::string> seen;
    for (const QueryRow &row : *rows) {
        YamlNode item = *value;
        if (fill(item, &field, row, originOf(query, row)) && seen.insert(item.text).second)
            list.children.push_back(std::move(item));
    }
    return list;
}

void collectColumns(const YamlNode &node, std::map<std::string, std::set<std::string>> &columns)
{
    const YamlNode *from = child(node, "from");
    std::set<std::string> *own = from && from->isScalar() ? &columns[from->text] : nullptr;
    const std::function<void(const YamlNode &)> collect = [&](const YamlNode &below) {
        for (const Part &part : below.isScalar() ? partsOf(below.text) : std::vector<Part>()) {
            if (part.isColumn)
                own->insert(part.text);
        }
        for (const YamlNode &each : below.children)
            collect(each);
    };
    if (own)
        collect(node);
    for (const YamlNode &below : node.children)
        collectColumns(below, columns);
}

std::string hostPart(const std::string &text)
{
    std::string host = text;
    if (const std::size_t scheme = host.find("://"); scheme != std::string::npos)
        host.erase(0, scheme + 3);
    host.resize(std::min(host.find_first_of("/?#"), host.size()));
    if (host.starts_with('['))
        return host.substr(1, host.find(']') - 1);
    const std::size_t colon = host.find(':');
    // More than one colon is an IPv6 address without brackets.
    return colon == std::string::npos || host.find(':', colon + 1) != std::string::npos ? host : host.substr(0, colon);
}
} // namespace signalbox
