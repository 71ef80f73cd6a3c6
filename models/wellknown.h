// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include <models/trace.h>

namespace signalbox
{
/// One line of a chart to be: which series it is made of, and how.
struct PlannedLine {
    enum class Derive : std::uint8_t {
        AsIs,      ///< the one input
        RateSum,   ///< the inputs' rates, added up
        UsedShare, ///< inputs: available, size
    };
    QString name;
    Derive derive = Derive::AsIs;
    std::vector<SeriesId> inputs;
    bool operator==(const PlannedLine &) const = default;
};

/// A chart to be.
struct PlannedChart {
    QString title;
    Unit unit = Unit::Plain;
    std::optional<double> highest; ///< of the axis
    std::vector<PlannedLine> lines;
    bool operator==(const PlannedChart &) const = default;
};

/// Charts of the metrics that node_exporter and this-machine say of a host: processor, load, memory, disks, network.
/// Those of which the subject has nothing are left out.
std::vector<PlannedChart> wellKnownCharts(const Picture &picture, const SubjectState &subject);

/// A chart of one series: its rate where it is a counter (…_total), itself otherwise.
PlannedChart chartOf(const Picture &picture, SeriesId series);

/// Traces of the inputs, in their order, to the line's.
Trace derive(PlannedLine::Derive how, const std::vector<Trace> &inputs);
} // namespace signalbox
