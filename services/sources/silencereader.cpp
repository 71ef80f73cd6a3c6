// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sources/silencereader.h>

#include <algorithm>
#include <iterator>

#include <simdjson.h>

#include <sources/metric.h>

namespace signalbox
{
namespace
{
using simdjson::dom::array;
using simdjson::dom::element;

constexpr std::string_view nameLabel = "alertname";

/// The field as that type; none where it is missing or of another.
template <typename T>
T field(const element &object, std::string_view name, T none)
{
    T value = none;
    return object[name].get(value) ? none : value;
}

// Alertmanager anchors an expression at both ends by itself; people write it again.
std::string_view withoutAnchors(std::string_view expression)
{
    if (expression.starts_with('^'))
        expression.remove_prefix(1);
    if (expression.ends_with('$'))
        expression.remove_suffix(1);
    if (expression.starts_with('(') && expression.ends_with(')'))
        expression = expression.substr(1, expression.size() - 2);
    return expression;
}

bool isEverywhere(std::string_view label)
{
    static constexpr std::string_view always[] = {nameLabel, "instance", "job", "severity"};
    return std::find(std::begin(always), std::end(always), label) != std::end(always);
}

bool takesWhatever(const element &matcher)
{
    const auto label = field<std::string_view>(matcher, "name", {});
    const auto value = field<std::string_view>(matcher, "value", {});
    if (!field(matcher, "isEqual", true)) // which is younger than the API
        return label == nameLabel || (value.empty() && isEverywhere(label));
    const std::string_view expression = withoutAnchors(value);
    return field(matcher, "isRegex", false) && (expression == ".*" || (expression == ".+" && isEverywhere(label)));
}

UpstreamSilence::Matcher matcherOf(const element &matcher)
{
    return {std::string(field<std::string_view>(matcher, "name", {})),
            std::string(field<std::string_view>(matcher, "value", {})), field(matcher, "isRegex", false),
            field(matcher, "isEqual", true)};
}

Problem noSilences()
{
    return {{}, "the answer is no list of silences", {}};
}
} // namespace

Expected<std::vector<UpstreamSilence>> silencesOf(std::string_view answer)
{
    simdjson::dom::parser parser;
    array silences;
    if (parser.parse(simdjson::padded_string(answer)).get(silences))
        return tl::unexpected(noSilences());
    std::vector<UpstreamSilence> all;
    for (const element each : silences) {
        std::string_view id;
        std::string_view state;
        array matchers;
        if (each["id"].get(id) || each["status"]["state"].get(state) || each["matchers"].get(matchers))
            return tl::unexpected(noSilences());
        UpstreamSilence silence;
        silence.id = id;
        silence.state = state;
        silence.createdBy = field<std::string_view>(each, "createdBy", {});
        silence.comment = field<std::string_view>(each, "comment", {});
        silence.endsAt = field<std::string_view>(each, "endsAt", {});
        for (const element matcher : matchers)
            silence.matchers.push_back(matcherOf(matcher));
        all.push_back(std::move(silence));
    }
    return all;
}

Expected<std::string> silenceOfEverything(std::string_view answer)
{
    simdjson::dom::parser parser;
    array silences;
    if (parser.parse(simdjson::padded_string(answer)).get(silences))
        return tl::unexpected(noSilences());
    std::string found;
    for (const element silence : silences) {
        std::string_view state;
        array matchers;
        if (silence["status"]["state"].get(state) || silence["matchers"].get(matchers))
            return tl::unexpected(noSilences());
        if (!found.empty() || state != "active" || matchers.size() == 0 ||
            !std::all_of(matchers.begin(), matchers.end(), takesWhatever))
            continue;
        const auto by = wellFormed(field<std::string_view>(silence, "createdBy", {}), 120);
        const auto until = wellFormed(field<std::string_view>(silence, "endsAt", {}), 40);
        found = (by.empty() ? "somebody" : by) + " until " + (until.empty() ? "no time told" : until);
    }
    return found;
}
} // namespace signalbox
