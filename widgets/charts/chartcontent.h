// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <models/changemark.h>
#include <models/trace.h>

namespace signalbox
{
/// One line of a chart.
struct ChartLine {
    QString name;
    Trace trace;
    Milliseconds interval{15000};           ///< expected between two points
    Freshness freshness = Freshness::Never; ///< of what it is made of, now
    Milliseconds longestStep{45000};        ///< a longer step than that is a gap
    Trace earlier = {};                     ///< of before the recording, told of later: drawn apart
    Milliseconds earlierStep{};
    QString source = {}; ///< who told of it
};

/// What a chart shows: a value.
struct ChartContent {
    QString title;
    Unit unit = Unit::Plain;
    Moment from{};
    Moment to{};
    Moment now{}; ///< the picture's moment: `to`, or later where a stretch of the past is looked at
    std::shared_ptr<const Timeline> timeline;
    std::vector<ChartLine> lines;
    std::vector<Recording::Gap> gaps;
    std::vector<ChangeMark> marks; ///< in order of time
    bool startsAtZero = true;      ///< a share or a load means nothing without its zero
    std::optional<double> highest; ///< of the axis, where the unit has one (a share: 1)
};
} // namespace signalbox
