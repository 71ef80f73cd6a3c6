// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QPolygonF>

#include <models/trace.h>

namespace signalbox
{
/// From moments and values to pixels.
struct PlotScale {
    Moment from{};
    Moment to{};
    double low = 0;
    double high = 1;
    QRectF area;

    [[nodiscard]] double x(Moment moment) const;
    [[nodiscard]] double y(double value) const;
};

/// The points of one stretch as pixels, at most four a column of them: its first, least, greatest and last (M4; Jugel
/// et al., VLDB 2014). Drawn as a polyline it looks the same as all the points would. Points outside [from, to] are
/// left out but for one on either side, so that a line runs on to the edge.
QPolygonF decimate(const Trace &trace, Stretch stretch, const PlotScale &scale);
} // namespace signalbox
