// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <estate/estaterecord.h>

#include <algorithm>
#include <set>
#include <unordered_map>

#include <estate/estatescalar.h>
#include <estate/plaintext.h>
#include <estate/suggestion.h>

namespace signalbox
{
namespace
{
constexpr std::size_t longestShown = 60;

std::string inQuotes(const std::string &text)
{
    return '"' + harmless(text, longestShown) + '"';
}

// Nothing at all counts as an empty mapping.
bool isMapping(const YamlNode &node)
{
    return node.kind == YamlNode::Kind::Mapping || node.kind == YamlNode::Kind::Nothing;
}

class Walk
{
public:
    Walk(const std::string &file, const std::set<std::string> &declared, const QueryRows &rows,
         std::vector<EstateError> &errors)
        : m_file(file)
        , m_errors(errors)
        , m_expansion(declared, rows,
                      [this](const YamlNode &node, std::string message) { complain(node, std::move(message)); })
    {
    }

    Record mapping(const YamlNode &node, std::span<const Field> fields, const std::string &what)
    {
        Record record;
        record.where = place(node);
        for (const auto &[key, value] : pairs(node, what, "a mapping of " + keys(fields))) {
            if (const Field *field = findField(fields, key->text)) {
                record.values.push_back(this->value(*value, *field));
                record.values.back().where = place(*key);
            } else {
                unknownKey(*key, fields, what);
            }
        }
        return record;
    }

private:
    using Pair = std::pair<const YamlNode *, const YamlNode *>;

    Location place(const YamlNode &node) const { return {m_file, node.line, node.column, node.origin}; }
    void complain(const YamlNode &node, std::string message) { m_errors.push_back({place(node), std::move(message)}); }

    static std::string keys(std::span<const Field> fields)
    {
        std::string all;
        for (const Field &field : fields)
            all += (all.empty() ? "" : ", ") + std::string(field.key);
        return all;
    }

    void unknownKey(const YamlNode &key, std::span<const Field> fields, const std::string &what)
    {
        std::vector<std::string_view> names;
        for (const Field &field : fields)
            names.push_back(field.key);
        const std::string meant = didYouMean(key.text, names);
        complain(key, "unknown key " + inQuotes(key.text) + " in " + what +
                          (meant.empty() ? ", expected one of " + keys(fields) : meant));
    }

    // The pairs of a mapping whose keys are scalars, each key once.
    std::vector<Pair> pairs(const YamlNode &node, const std::string &what, const std::string &expected)
    {
        std::vector<Pair> all;
        if (!isMapping(node)) {
            if (node.kind != YamlNode::Kind::Refused)
                complain(node, what + ": found " + found(node) + ", expected " + expected);
            return all;
        }
        std::unordered_map<std::string_view, const YamlNode *> seen;
        for (std::size_t i = 0; i + 1 < node.children.size(); i += 2) {
            const YamlNode &key = node.children[i];
            if (key.kind == YamlNode::Kind::Refused)
                continue;
            if (!key.isScalar()) {
                complain(key, what + ": found " + found(key) + " as a key, expected a name");
            } else if (key.kind == YamlNode::Kind::Plain && key.text == "<<") {
                complain(
                    key,
                    "found a merge key (<<), expected the keys themselves: merging is not part of the estate file");
            } else if (const auto [first, fresh] = seen.try_emplace(key.text, &key); !fresh) {
                complain(key, "duplicate key " + inQuotes(key.text) + ", first in line " +
                                  std::to_string(first->second->line));
            } else {
                all.emplace_back(&key, &node.children[i + 1]);
            }
        }
        return all;
    }

    RecordValue value(const YamlNode &node, const Field &field)
    {
        RecordValue value;
        value.field = &field;
        switch (field.shape) {
        case Shape::Scalar:
            scalar(node, field, value.items);
            break;
        case Shape::List:
            list(node, field, value.items);
            break;
        case Shape::Mapping:
            value.records.push_back(nested(node, node, field, std::string(field.key)));
            break;
        case Shape::Named:
            named(node, field, value.records);
            break;
        case Shape::Targets:
            targets(node, field, value.items);
            break;
        case Shape::Hosts:
            hosts(node, field, value.items);
            break;
        }
        return value;
    }

    bool scalar(const YamlNode &node, const Field &field, std::vector<RecordItem> &items)
    {
        if (node.kind == YamlNode::Kind::Refused)
            return false;
        const std::string fault = scalarFault(field, node);
        if (!fault.empty()) {
            complain(node, std::string(field.key) + ": " + fault);
            return false;
        }
        items.push_back({{}, {}, node.text, place(node)});
        return true;
    }

    void list(const YamlNode &node, const Field &field, std::vector<RecordItem> &items)
    {
        if (node.kind == YamlNode::Kind::Refused)
            return;
        if (isForm(node)) {
            list(m_expansion.list(node, field), field, items);
            return;
        }
        if (node.kind != YamlNode::Kind::List) {
            const std::string example = node.isScalar() ? ", such as [" + harmless(node.text, longestShown) + "]" : "";
            complain(node, std::string(field.key) + ": found " + found(node) + ", expected a list" + example);
            return;
        }
        const auto count = static_cast<std::int64_t>(node.children.size());
        if (count < field.least || count > field.most)
            complain(node, std::string(field.key) + ": found a list of " + std::to_string(count) + ", expected " +
                               (field.least == field.most ? std::to_string(field.least)
                                                          : "at least " + std::to_string(field.least)));
        std::set<std::string_view> seen;
        for (const YamlNode &entry : node.children) {
            if (scalar(entry, field, items) && !field.mayRepeat && !seen.insert(entry.text).second) {
                complain(entry, std::string(field.key) + ": " + inQuotes(entry.text) + " stands here twice");
                items.pop_back();
            }
        }
    }

    // What is missing is missed at `at`.
    Record nested(const YamlNode &node, const YamlNode &at, const Field &field, const std::string &what)
    {
        Record record = mapping(node, field.fields, what);
        if (!isMapping(node))
            return record;
        for (const Field &needed : field.fields) {
            if (needed.required && !record.find(needed.key))
                complain(at, what + " has no \"" + std::string(needed.key) + "\", which it needs");
        }
        return record;
    }

    void named(const YamlNode &node, const Field &field, std::vector<Record> &records)
    {
        for (const auto &[key, value] : pairs(node, std::string(field.key), "a mapping of names")) {
            if (key->text != everyRow || !mayComeFromRows(field)) {
                entry(*key, *value, field, records);
                continue;
            }
            for (const auto &[name, filled] : m_expansion.entries(*value, field))
                entry(name, filled, field, records);
        }
    }

    void entry(const YamlNode &key, const YamlNode &value, const Field &field, std::vector<Record> &records)
    {
        if (!isSubjectName(key.text)) {
            complain(key, "found " + inQuotes(key.text) + ", expected " +
                              std::string(scalarRule(ScalarType::Name).expected));
            return;
        }
        const std::string what = std::string(field.kind.empty() ? field.key : field.kind) + ' ' + inQuotes(key.text);
        records.push_back(nested(value, key, field, what));
        records.back().name = key.text;
        records.back().where = place(key);
    }

    void targets(const YamlNode &node, const Field &field, std::vector<RecordItem> &items)
    {
        const Field reference{.key = field.key, .type = ScalarType::Reference};
        for (const auto &[key, value] :
             pairs(node, std::string(field.key),
                   "a mapping of hosts to URLs, such as web1: http://192.0.2.11:9100/metrics")) {
            std::vector<RecordItem> keyItem;
            if (key->isScalar() && scalar(*key, reference, keyItem) && scalar(*value, field, items)) {
                items.back().key = key->text;
                items.back().keyWhere = place(*key);
            }
        }
        if (isMapping(node) && node.children.empty())
            complain(node, std::string(field.key) + ": found nothing, expected a mapping of hosts to URLs");
    }

    void hosts(const YamlNode &node, const Field &field, std::vector<RecordItem> &items)
    {
        static constexpr std::string_view expected =
            "expected all, a list of hosts, or one of role: NAME and site: NAME";
        if (node.isScalar() && node.text == "all") {
            items.push_back({"all", place(node), {}, place(node)});
        } else if (node.kind == YamlNode::Kind::List || isForm(node)) {
            list(node, field, items);
        } else if (node.kind == YamlNode::Kind::Mapping) {
            const Record record = mapping(node, field.fields, "hosts");
            for (const RecordValue &value : record.values) {
                for (const RecordItem &item : value.items)
                    items.push_back({std::string(value.field->key), value.where, item.text, item.where});
            }
            if (node.children.size() != 2)
                complain(node, "hosts: found " + std::to_string(node.children.size() / 2) + " keys, " +
                                   std::string(expected));
        } else if (node.kind != YamlNode::Kind::Refused) {
            complain(node, "hosts: found " + found(node) + ", " + std::string(expected));
        }
    }

    static bool isForm(const YamlNode &node)
    {
        if (node.kind != YamlNode::Kind::Mapping)
            return false;
        for (std::size_t i = 0; i + 1 < node.children.size(); i += 2) {
            if (node.children[i].isScalar() && node.children[i].text == "from")
                return true;
        }
        return false;
    }

    const std::string &m_file;
    std::vector<EstateError> &m_errors;
    QueryExpansion m_expansion;
};
} // namespace

const RecordValue *Record::find(std::string_view key) const
{
    const auto value =
        std::find_if(values.begin(), values.end(), [&](const RecordValue &v) { return v.field->key == key; });
    return value == values.end() ? nullptr : &*value;
}

const RecordItem *Record::item(std::string_view key) const
{
    const RecordValue *value = find(key);
    return value && value->items.size() == 1 ? &value->items.front() : nullptr;
}

std::string Record::text(std::string_view key) const
{
    const RecordItem *only = item(key);
    return only ? only->text : std::string();
}

Record readRecord(const YamlNode &root, const std::string &file, const std::set<std::string> &declared,
                  const QueryRows &rows, std::vector<EstateError> &errors)
{
    return Walk(file, declared, rows, errors).mapping(root, estateFields(), "the estate file");
}
} // namespace signalbox
