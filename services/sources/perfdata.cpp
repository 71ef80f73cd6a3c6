// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sources/perfdata.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include <sources/metric.h>

namespace signalbox
{
namespace
{
constexpr std::size_t longestLabel = 200;
constexpr std::size_t longestNumber = 40;
constexpr std::size_t longestLongText = 1000;

struct Unit {
    std::string_view written;
    std::string_view base;
    double factor;
};

constexpr double kibi = 1024;
constexpr Unit units[] = {
    {"", "", 1},
    {"c", "", 1},
    {"s", "seconds", 1},
    {"ms", "seconds", 1e-3},
    {"us", "seconds", 1e-6},
    {"µs", "seconds", 1e-6},
    {"ns", "seconds", 1e-9},
    {"%", "ratio", 0.01},
    {"B", "bytes", 1},
    {"KB", "bytes", kibi},
    {"kB", "bytes", kibi},
    {"KiB", "bytes", kibi},
    {"MB", "bytes", kibi *kibi},
    {"MiB", "bytes", kibi *kibi},
    {"GB", "bytes", kibi *kibi *kibi},
    {"GiB", "bytes", kibi *kibi *kibi},
    {"TB", "bytes", kibi *kibi *kibi *kibi},
    {"TiB", "bytes", kibi *kibi *kibi *kibi},
    {"PB", "bytes", kibi *kibi *kibi *kibi *kibi},
    {"PiB", "bytes", kibi *kibi *kibi *kibi *kibi},
};

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && isSpace(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isSpace(text.back()))
        text.remove_suffix(1);
    return text;
}

/// The number that text begins with, taken off; nothing where it begins with none, or with one that is ambiguous.
std::optional<double> takeNumber(std::string_view &text)
{
    std::string digits;
    std::size_t commas = 0;
    std::size_t points = 0;
    std::size_t end = text.starts_with('-') || text.starts_with('+') ? 1 : 0;
    for (; end < text.size(); ++end) {
        const char c = text[end];
        const bool isExponent =
            (c == 'e' || c == 'E') && end + 1 < text.size() &&
            (text[end + 1] == '-' || text[end + 1] == '+' || (text[end + 1] >= '0' && text[end + 1] <= '9'));
        const bool isExponentsSign = (c == '-' || c == '+') && (text[end - 1] == 'e' || text[end - 1] == 'E');
        if (!(c >= '0' && c <= '9') && c != '.' && c != ',' && !isExponent && !isExponentsSign)
            break;
        commas += c == ',' ? 1 : 0;
        points += c == '.' ? 1 : 0;
    }
    if (end > longestNumber || commas + points > 1)
        return {}; // 1,234,567 and 1.234,5 may mean several numbers
    digits = text.substr(text.starts_with('+') ? 1 : 0, end - (text.starts_with('+') ? 1 : 0));
    std::replace(digits.begin(), digits.end(), ',', '.');
    double value = 0;
    const auto [last, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (fault != std::errc() || last != digits.data() + digits.size() || !std::isfinite(value))
        return {};
    text.remove_prefix(end);
    return value;
}

/// A number and nothing else but the unit that its value has, too.
std::optional<double> wholeNumber(std::string_view text, const Unit &unit)
{
    text = trimmed(text);
    const std::optional<double> value = takeNumber(text);
    if (!value || (!text.empty() && text != unit.written))
        return {};
    return *value * unit.factor;
}

/// 10 · 10: · ~:10 · 10:20 · @10:20. Nothing where it is empty or none.
std::optional<PerfRange> range(std::string_view text, const Unit &unit)
{
    text = trimmed(text);
    PerfRange range;
    if (text.starts_with('@')) {
        range.isInside = true;
        text.remove_prefix(1);
    }
    if (text.empty())
        return {};
    const std::size_t colon = text.find(':');
    const std::string_view high = colon == std::string_view::npos ? text : text.substr(colon + 1);
    const std::string_view low = colon == std::string_view::npos ? "0" : text.substr(0, colon);
    if (low != "~") {
        range.low = wholeNumber(low.empty() ? "0" : low, unit);
        if (!range.low)
            return {};
    }
    if (!high.empty()) {
        range.high = wholeNumber(high, unit);
        if (!range.high)
            return {};
    }
    if (range.low && range.high && *range.low > *range.high)
        return {};
    return range;
}

/// The label and its "=", taken off: quoted with '' for a quote, or up to the "=".
std::optional<std::string> takeLabel(std::string_view &text)
{
    std::string label;
    std::size_t at = 0;
    if (text.starts_with('\'')) {
        for (at = 1; at < text.size(); ++at) {
            if (text[at] != '\'') {
                label += text[at];
            } else if (at + 1 < text.size() && text[at + 1] == '\'') {
                label += '\'';
                ++at;
            } else {
                ++at;
                break;
            }
        }
    } else {
        while (at < text.size() && text[at] != '=' && !isSpace(text[at]))
            label += text[at++];
    }
    if (at >= text.size() || text[at] != '=' || label.empty() || label.size() > longestLabel)
        return {};
    text.remove_prefix(at + 1);
    return wellFormed(label, longestLabel);
}

/// The next part up to a semicolon, taken off with it.
std::string_view takePart(std::string_view &text)
{
    const std::size_t end = text.find(';');
    const std::string_view part = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return part;
}

/// value[UOM];[warn];[crit];[min];[max]
std::optional<PerfValue> valueOf(std::string label, std::string_view text)
{
    PerfValue perf;
    perf.label = std::move(label);
    std::string_view first = takePart(text);
    Unit unit = units[0];
    if (first == "U") {
        first = {};
    } else {
        perf.value = takeNumber(first);
        if (!perf.value)
            return {};
    }
    const auto *known =
        std::find_if(std::begin(units), std::end(units), [&](const Unit &one) { return one.written == first; });
    unit = known == std::end(units) ? Unit{first, first, 1} : *known;
    if (perf.value)
        *perf.value *= unit.factor;
    perf.unit = wellFormed(unit.base, 20);
    perf.warning = range(takePart(text), unit);
    perf.critical = range(takePart(text), unit);
    perf.min = wholeNumber(takePart(text), unit);
    perf.max = wholeNumber(takePart(text), unit);
    return perf;
}

void readValues(std::string_view text, PluginOutput &output)
{
    for (text = trimmed(text); !text.empty(); text = trimmed(text)) {
        std::string_view rest = text;
        const std::optional<std::string> label = takeLabel(rest);
        const auto end = static_cast<std::size_t>(std::find_if(rest.begin(), rest.end(), isSpace) - rest.begin());
        std::optional<PerfValue> value;
        if (label)
            value = valueOf(*label, rest.substr(0, end));
        if (value)
            output.values.push_back(std::move(*value));
        else
            ++output.unread;
        text = rest.substr(end);
    }
}
} // namespace

PluginOutput readPluginOutput(std::string_view printed)
{
    PluginOutput output;
    const std::size_t firstEnd = printed.find('\n');
    const std::string_view first = printed.substr(0, firstEnd);
    std::string_view rest = firstEnd == std::string_view::npos ? std::string_view() : printed.substr(firstEnd + 1);
    const std::size_t bar = first.find('|');
    output.text = trimmed(wellFormed(trimmed(first.substr(0, bar))));
    if (bar != std::string_view::npos)
        readValues(first.substr(bar + 1), output);
    const std::size_t longBar = rest.find('|');
    output.longText = trimmed(wellFormed(trimmed(rest.substr(0, longBar)), longestLongText));
    if (longBar != std::string_view::npos)
        readValues(rest.substr(longBar + 1), output);
    return output;
}
} // namespace signalbox
