// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace signalbox
{
/// A range of the Nagios plugin protocol: the plugin complains of what is outside of it, or inside where it began
/// with @. A bound that is infinite is none.
struct PerfRange {
    std::optional<double> low;
    std::optional<double> high;
    bool isInside = false;
    bool operator==(const PerfRange &) const = default;
};

/// One value of perfdata, in base units (seconds, bytes, ratio) with all that belongs to it.
struct PerfValue {
    std::string label;           ///< wellFormed
    std::optional<double> value; ///< nothing: the plugin says that it does not know ("U")
    std::string unit;            ///< empty: none, or a counter; one that nobody defined stays as it was written
    std::optional<PerfRange> warning;
    std::optional<PerfRange> critical;
    std::optional<double> min;
    std::optional<double> max;
};

/// What a plugin printed: TEXT | perfdata, then lines of long text, then after another | perfdata to the end.
struct PluginOutput {
    std::string text;     ///< the first line, wellFormed
    std::string longText; ///< the other lines in one, wellFormed, at most 1,000 bytes
    std::vector<PerfValue> values;
    std::size_t unread = 0; ///< pieces of perfdata that are none
};

/// Reads it all, however broken: what can be read is, and the rest is counted. A comma is a decimal point where it is
/// the only mark in a number (a plugin that was started with the wrong locale). KB, MB … are powers of 1,024 as
/// monitoring-plugins have them.
PluginOutput readPluginOutput(std::string_view printed);
} // namespace signalbox
