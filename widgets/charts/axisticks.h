// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <models/format.h>

namespace signalbox
{
/// A place on an axis and what is written there.
struct AxisTick {
    double place = 0; ///< the value, or the moment in milliseconds
    QString label;
    bool operator==(const AxisTick &) const = default;
};

/// Round values from low to high, at most `most` of them; bytes in powers of two. low and high are moved out to round
/// ones.
std::vector<AxisTick> valueTicks(double &low, double &high, Unit unit, int most);

/// Round wall times within [from, to], at most `most` of them. Moments that a step of the clock gave the same time are
/// both there.
std::vector<AxisTick> timeTicks(Moment from, Moment to, const Timeline &timeline, const QTimeZone &zone, int most);
} // namespace signalbox
