// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sources/prometheustargets.h>

#include <charconv>

#include <simdjson.h>

#include <sources/metric.h>

namespace signalbox
{
namespace
{
namespace od = simdjson::ondemand;

constexpr std::size_t longestLabel = 1024;

/// Go's way to write a duration: "15s", "1m30s", "500ms". Zero where it is none.
Milliseconds goDuration(std::string_view text)
{
    double seconds = 0;
    while (!text.empty()) {
        double number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error != std::errc() || !(number >= 0 && number < 1e6))
            return {};
        text.remove_prefix(static_cast<std::size_t>(end - text.data()));
        static constexpr std::pair<std::string_view, double> units[] = {
            {"ms", 0.001}, {"h", 3600}, {"m", 60}, {"s", 1}, {"d", 86400}};
        const auto *unit = std::find_if(std::begin(units), std::end(units),
                                        [&](const auto &one) { return text.starts_with(one.first); });
        if (unit == std::end(units))
            return {};
        seconds += number * unit->second;
        text.remove_prefix(unit->first.size());
    }
    return Milliseconds(static_cast<std::int64_t>(seconds * 1000));
}

bool readLabels(od::object labels, const std::string &hostLabel, PrometheusTarget &target)
{
    for (auto each : labels) {
        od::field field;
        std::string_view name;
        std::string_view value;
        if (std::move(each).get(field) != simdjson::SUCCESS || field.unescaped_key().get(name) != simdjson::SUCCESS ||
            field.value().get_string().get(value) != simdjson::SUCCESS)
            return false;
        if (name == hostLabel)
            target.host = wellFormed(value, longestLabel);
        if (name == "job")
            target.job = wellFormed(value, longestLabel);
        if (name == "instance")
            target.instance = wellFormed(value, longestLabel);
    }
    return true;
}

bool readTarget(od::object one, const std::string &hostLabel, PrometheusTarget &target)
{
    for (auto each : one) {
        od::field field;
        std::string_view key;
        if (std::move(each).get(field) != simdjson::SUCCESS || field.unescaped_key().get(key) != simdjson::SUCCESS)
            return false;
        od::object labels;
        std::string_view text;
        if (key == "labels") {
            if (field.value().get_object().get(labels) != simdjson::SUCCESS || !readLabels(labels, hostLabel, target))
                return false;
        } else if (key == "lastError" || key == "health" || key == "scrapeInterval") {
            if (field.value().get_string().get(text) != simdjson::SUCCESS)
                return false;
            if (key == "lastError")
                target.error = wellFormed(text);
            else if (key == "health")
                target.isUnknown = text == "unknown";
            else
                target.interval = goDuration(text);
        }
    }
    return true;
}

bool readActive(od::array list, const std::string &hostLabel, PrometheusTargets &targets)
{
    for (auto each : list) {
        od::object one;
        PrometheusTarget target;
        if (each.get_object().get(one) != simdjson::SUCCESS || !readTarget(one, hostLabel, target))
            return false;
        targets.active.push_back(std::move(target));
    }
    return true;
}

/// Newer servers tell the number by pool, which counts those too that they no longer remember.
bool readDropped(od::object counts, PrometheusTargets &targets)
{
    targets.dropped = 0;
    for (auto each : counts) {
        od::field field;
        std::uint64_t number = 0;
        if (std::move(each).get(field) != simdjson::SUCCESS ||
            field.value().get_uint64().get(number) != simdjson::SUCCESS)
            return false;
        targets.dropped += number;
    }
    return true;
}

bool readData(od::object data, const std::string &hostLabel, PrometheusTargets &targets)
{
    bool hasCounts = false;
    for (auto each : data) {
        od::field field;
        std::string_view key;
        if (std::move(each).get(field) != simdjson::SUCCESS || field.unescaped_key().get(key) != simdjson::SUCCESS)
            return false;
        od::array list;
        od::object counts;
        if (key == "activeTargets" || key == "droppedTargets") {
            const simdjson::error_code error = field.value().get_array().get(list);
            if (error == simdjson::INCORRECT_TYPE)
                continue; // null, where there is none
            std::size_t number = 0;
            if (error != simdjson::SUCCESS || (key == "activeTargets" && !readActive(list, hostLabel, targets)) ||
                (key == "droppedTargets" && list.count_elements().get(number) != simdjson::SUCCESS))
                return false;
            if (!hasCounts && key == "droppedTargets")
                targets.dropped = number;
        } else if (key == "droppedTargetCounts" && field.value().get_object().get(counts) == simdjson::SUCCESS) {
            hasCounts = true;
            if (!readDropped(counts, targets))
                return false;
        }
    }
    return true;
}

bool readWhole(std::string &body, const std::string &hostLabel, PrometheusTargets &targets)
{
    od::parser parser;
    od::document document;
    od::object top;
    body.reserve(body.size() + simdjson::SIMDJSON_PADDING);
    const simdjson::padded_string_view padded(body.data(), body.size(), body.capacity());
    if (parser.iterate(padded).get(document) != simdjson::SUCCESS ||
        document.get_object().get(top) != simdjson::SUCCESS)
        return false;
    bool hasData = false;
    for (auto each : top) {
        od::field field;
        std::string_view key;
        if (std::move(each).get(field) != simdjson::SUCCESS || field.unescaped_key().get(key) != simdjson::SUCCESS)
            return false;
        od::object data;
        if (key != "data")
            continue;
        hasData = true;
        if (field.value().get_object().get(data) != simdjson::SUCCESS || !readData(data, hostLabel, targets))
            return false;
    }
    return hasData && document.current_location().error() == simdjson::OUT_OF_BOUNDS; // nothing follows
}
} // namespace

Expected<PrometheusTargets> readPromTargets(std::string body, const std::string &hostLabel)
{
    PrometheusTargets targets;
    if (!readWhole(body, hostLabel, targets))
        return tl::unexpected(Problem{{}, "the list of targets is cut off or no JSON of Prometheus'", {}});
    return targets;
}
} // namespace signalbox
