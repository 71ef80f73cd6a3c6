// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <drafting/monitoredtargets.h>

#include <algorithm>

#include <estate/plaintext.h>
#include <simdjson.h>

namespace signalbox
{
namespace
{
using simdjson::dom::element;
using simdjson::dom::object;

constexpr std::size_t longestQuote = 200;

Problem notPrometheus(const std::string &what)
{
    return {{}, what, "Is this the address of a Prometheus server, with the path that it is served under?"};
}

std::string text(const object &from, std::string_view key)
{
    std::string_view value;
    return from[key].get(value) == simdjson::SUCCESS ? std::string(value) : std::string();
}

Labels labelsIn(const object &from)
{
    Labels::List labels;
    for (const auto field : from) {
        std::string_view value;
        if (field.value.get(value) == simdjson::SUCCESS)
            labels.emplace_back(field.key, value);
    }
    std::sort(labels.begin(), labels.end());
    return labels;
}

// The "data" of a successful answer; the parser owns what it points to.
Expected<object> dataIn(simdjson::dom::parser &parser, std::string_view body)
{
    element root;
    if (parser.parse(body.data(), body.size()).get(root) != simdjson::SUCCESS) {
        const std::size_t first = body.find_first_not_of(" \t\r\n");
        if (first != std::string_view::npos && body[first] == '{')
            return tl::unexpected(notPrometheus("the answer begins as JSON but is cut off or damaged"));
        return tl::unexpected(notPrometheus("the answer is no JSON but \"" + harmless(body, 40) + '"'));
    }
    object answer;
    object data;
    if (root.get(answer) != simdjson::SUCCESS)
        return tl::unexpected(notPrometheus("the answer is JSON, but not of Prometheus"));
    if (text(answer, "status") == "error")
        return tl::unexpected(Problem{{}, "it says: " + harmless(text(answer, "error"), longestQuote), {}});
    if (text(answer, "status") != "success" || answer["data"].get(data) != simdjson::SUCCESS)
        return tl::unexpected(notPrometheus("the answer is JSON, but not of Prometheus"));
    return data;
}

bool isUrl(std::string_view text)
{
    return text.starts_with("http://") || text.starts_with("https://");
}

bool isProbe(const object &target, const std::string &instance)
{
    // The convention of every multi-target exporter: https://prometheus.io/docs/guides/multi-target-exporter/
    object discovered;
    return isUrl(instance) ||
           (target["discoveredLabels"].get(discovered) == simdjson::SUCCESS &&
            !text(discovered, "__param_target").empty()) ||
           text(target, "scrapeUrl").find("target=") != std::string::npos;
}

MonitoredTarget targetWith(Labels labels)
{
    MonitoredTarget target;
    target.job = labelValue(labels, "job");
    target.instance = labelValue(labels, "instance");
    target.labels = std::move(labels);
    return target;
}
} // namespace

Expected<std::vector<MonitoredTarget>> readTargets(std::string_view body)
{
    simdjson::dom::parser parser;
    const Expected<object> data = dataIn(parser, body);
    if (!data)
        return tl::unexpected(data.error());
    simdjson::dom::array active;
    if ((*data)["activeTargets"].get(active) != simdjson::SUCCESS)
        return tl::unexpected(notPrometheus("the answer has no list of active targets"));
    std::vector<MonitoredTarget> targets;
    for (const element each : active) {
        object target;
        object labels;
        if (each.get(target) != simdjson::SUCCESS || target["labels"].get(labels) != simdjson::SUCCESS)
            return tl::unexpected(notPrometheus("the list of active targets has one without labels"));
        targets.push_back(targetWith(labelsIn(labels)));
        targets.back().isProbe = isProbe(target, targets.back().instance);
        object discovered;
        if (target["discoveredLabels"].get(discovered) == simdjson::SUCCESS)
            targets.back().address = text(discovered, "__address__");
    }
    return targets;
}

Expected<std::vector<MonitoredTarget>> readUpSeries(std::string_view body)
{
    simdjson::dom::parser parser;
    const Expected<object> data = dataIn(parser, body);
    if (!data)
        return tl::unexpected(data.error());
    simdjson::dom::array series;
    if (text(*data, "resultType") != "vector" || (*data)["result"].get(series) != simdjson::SUCCESS)
        return tl::unexpected(notPrometheus("the answer to the query up is no vector"));
    std::vector<MonitoredTarget> targets;
    for (const element each : series) {
        object one;
        object labels;
        if (each.get(one) != simdjson::SUCCESS || one["metric"].get(labels) != simdjson::SUCCESS)
            return tl::unexpected(notPrometheus("the answer to the query up has a series without labels"));
        targets.push_back(targetWith(labelsIn(labels)));
        targets.back().isProbe = isUrl(targets.back().instance);
    }
    return targets;
}
} // namespace signalbox
