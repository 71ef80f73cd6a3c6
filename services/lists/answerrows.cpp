// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <lists/answerrows.h>

#include <algorithm>
#include <optional>

#include <estate/plaintext.h>
#include <simdjson.h>

namespace signalbox
{
namespace
{
using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

tl::unexpected<Problem> fault(std::string what)
{
    return tl::unexpected(Problem{{}, std::move(what), {}});
}

Expected<element> parsed(simdjson::dom::parser &parser, std::string_view body)
{
    element root;
    if (parser.parse(body.data(), body.size()).get(root) == simdjson::SUCCESS)
        return root;
    const std::size_t first = body.find_first_not_of(" \t\r\n");
    if (first != std::string_view::npos && (body[first] == '{' || body[first] == '['))
        return fault("the answer begins as JSON but is cut off or damaged");
    return fault("the answer is no JSON but \"" + harmless(body, 40) + '"');
}

// A scalar as text; nothing where it is null or no scalar.
std::optional<std::string> scalarText(const element &value)
{
    if (value.is_string())
        return std::string(std::string_view(value));
    if (value.is_bool() || value.is_number())
        return simdjson::minify(value);
    return {};
}

Expected<void> add(QueryRow &row, std::string_view column, std::string text, std::size_t number)
{
    const std::string place = "row " + std::to_string(number) + ", column \"" + harmless(column, 60) + "\": ";
    for (const std::string_view each : {column, std::string_view(text)}) {
        if (const std::string why = rowTextFault(each); !why.empty())
            return fault(place + "found a text that is " + why);
    }
    row.insert_or_assign(std::string(column), std::move(text));
    return {};
}

Expected<QueryRow> rowOf(const object &from, std::size_t number)
{
    QueryRow row;
    for (const auto field : from) {
        if (field.value.is_null())
            continue;
        std::optional<std::string> text = scalarText(field.value);
        if (!text)
            return fault("row " + std::to_string(number) + ", column \"" + harmless(field.key, 60) +
                         "\": found a list or an object, expected a text, a number or true or false");
        if (auto added = add(row, field.key, std::move(*text), number); !added)
            return tl::unexpected(added.error());
    }
    return row;
}

Expected<void> checkCount(std::size_t count)
{
    if (count > mostRows)
        return fault("more than " + std::to_string(mostRows) + " rows");
    return {};
}
} // namespace

Expected<std::vector<QueryRow>> rowsOfPrometheus(std::string_view body)
{
    simdjson::dom::parser parser;
    const Expected<element> root = parsed(parser, body);
    if (!root)
        return tl::unexpected(root.error());
    std::string_view error;
    if (root->at_pointer("/error").get(error) == simdjson::SUCCESS)
        return fault("it says: " + harmless(error, 200));
    array series;
    if (root->at_pointer("/data/result").get(series) != simdjson::SUCCESS)
        return fault("the answer is JSON, but not of Prometheus");
    std::vector<QueryRow> rows;
    for (const element each : series) {
        object metric;
        if (each.at_pointer("/metric").get(metric) != simdjson::SUCCESS)
            return fault("the answer is no vector of series; the query must be an instant one");
        Expected<QueryRow> row = rowOf(metric, rows.size() + 1);
        if (!row)
            return tl::unexpected(row.error());
        rows.push_back(std::move(*row));
        if (auto count = checkCount(rows.size()); !count)
            return tl::unexpected(count.error());
    }
    return rows;
}

Expected<std::vector<QueryRow>> rowsOfJson(std::string_view body)
{
    simdjson::dom::parser parser;
    const Expected<element> root = parsed(parser, body);
    if (!root)
        return tl::unexpected(root.error());
    array entries;
    if (root->get(entries) != simdjson::SUCCESS)
        return fault("the answer is JSON, but no array");
    std::vector<QueryRow> rows;
    for (const element each : entries) {
        object from;
        Expected<QueryRow> row;
        if (each.get(from) == simdjson::SUCCESS) {
            row = rowOf(from, rows.size() + 1);
        } else if (std::optional<std::string> text = scalarText(each)) {
            if (auto added = add(*row, onlyColumn, std::move(*text), rows.size() + 1); !added)
                row = tl::unexpected(added.error());
        } else {
            row = fault("row " + std::to_string(rows.size() + 1) + ": expected an object or a text");
        }
        if (!row)
            return tl::unexpected(row.error());
        rows.push_back(std::move(*row));
        if (auto count = checkCount(rows.size()); !count)
            return tl::unexpected(count.error());
    }
    return rows;
}

Expected<std::vector<QueryRow>> rowsOfPrinted(std::string_view printed)
{
    const std::size_t first = printed.find_first_not_of(" \t\r\n");
    if (first != std::string_view::npos && printed[first] == '[')
        return rowsOfJson(printed);
    std::vector<QueryRow> rows;
    while (!printed.empty()) {
        std::string_view line = printed.substr(0, printed.find('\n'));
        printed.remove_prefix(std::min(line.size() + 1, printed.size()));
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        if (line.find_first_not_of(" \t") == std::string_view::npos)
            continue;
        QueryRow row;
        if (auto added = add(row, onlyColumn, std::string(line), rows.size() + 1); !added)
            return tl::unexpected(added.error());
        rows.push_back(std::move(row));
        if (auto count = checkCount(rows.size()); !count)
            return tl::unexpected(count.error());
    }
    return rows;
}
} // namespace signalbox
