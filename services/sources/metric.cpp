// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sources/metric.h>

#include <algorithm>

#include <QString>

namespace signalbox
{
std::string_view unitOf(std::string_view metric)
{
    static constexpr std::string_view units[] = {"seconds", "bytes", "ratio",   "celsius", "volts",
                                                 "amperes", "watts", "joules",  "hertz",   "meters",
                                                 "grams",   "rpm",   "percent", "pascals"};
    const auto dropEnding = [&metric](std::string_view ending) {
        const bool ends = metric.ends_with(ending);
        if (ends)
            metric.remove_suffix(ending.size());
        return ends;
    };
    if (metric.ends_with("_bucket") || metric.ends_with("_count"))
        return {};
    if (!dropEnding("_total"))
        dropEnding("_sum");
    const std::size_t cut = metric.rfind('_');
    if (cut == std::string_view::npos)
        return {};
    const auto *found = std::find(std::begin(units), std::end(units), metric.substr(cut + 1));
    return found == std::end(units) ? std::string_view{} : *found;
}

bool isKept(std::string_view metric, std::span<const std::string> patterns)
{
    const auto matches = [metric](std::string_view pattern) {
        if (!pattern.ends_with('*'))
            return metric == pattern;
        pattern.remove_suffix(1);
        return metric.starts_with(pattern);
    };
    return patterns.empty() || std::any_of(patterns.begin(), patterns.end(), matches);
}

std::string wellFormed(std::string_view outside, std::size_t limit)
{
    const auto isPlain = [](char c) { return c >= 0x20 && c < 0x7f; };
    if (const std::string_view kept = outside.substr(0, limit); std::all_of(kept.begin(), kept.end(), isPlain))
        return std::string(kept); // nearly every text; the way through QString costs ten times as much
    std::string text = QString::fromUtf8(outside.substr(0, limit)).toStdString();
    for (char &c : text) {
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
            c = ' ';
    }
    if (text.size() > limit) {
        std::size_t end = limit;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80)
            --end;
        text.resize(end);
    }
    return text;
}
} // namespace signalbox
