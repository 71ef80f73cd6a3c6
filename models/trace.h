// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <limits>
#include <span>
#include <vector>

#include <models/format.h>
#include <recording/recording.h>

namespace signalbox
{
/// The value of a point where nothing is known.
inline constexpr double notKnown = std::numeric_limits<double>::quiet_NaN();

/// A point of a line on a chart.
struct TracePoint {
    Moment at{};
    double value = 0; ///< or notKnown
    bool operator==(const TracePoint &) const = default;
};
using Trace = std::vector<TracePoint>;

/// Numbers of a history as they are; a text or a gone fact is a point where nothing is known.
Trace asTrace(std::span<const HistoryPoint> points);

/// Increase a second of a counter from each point to the next, at the later one. A counter that fell was reset: from
/// there it counts anew, and no rate is known for that step.
Trace rateOf(const Trace &counter);

/// 1 - part/whole wherever both have a point at the same moment: the used share of what is available of a size.
Trace usedShare(const Trace &available, const Trace &size);

/// The sum wherever all have a point at the same moment.
Trace sumOf(const std::vector<Trace> &parts);

/// Stretches within which a line may be drawn: cut at NaN, at a step longer than `longest`, and at each of the gaps.
/// Indexes into the trace, end exclusive, none empty.
struct Stretch {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool operator==(const Stretch &) const = default;
};
std::vector<Stretch> stretchesOf(const Trace &trace, Milliseconds longest, std::span<const Recording::Gap> gaps);
} // namespace signalbox
