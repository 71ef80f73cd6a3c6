// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cmath>

#include <time/moment.h>

namespace signalbox
{
/// The one evaluation that all answers of a tick are of.
struct PrometheusTime {
    Moment asked{};  ///< what the server evaluated was true then or later
    double time = 0; ///< the same by the server's clock, Unix seconds

    /// When a sample was true that the server stamped so. Both times are the server's, so that only their difference
    /// counts and no clock has to agree with another. What is stamped later is as new as the answer, and no newer.
    [[nodiscard]] Moment at(double stamp) const
    {
        constexpr double longest = 1e9; // seconds, some 30 years: a stamp of 0 must not leave the time line
        const double age = std::clamp(time - stamp, 0.0, longest);
        return asked - Milliseconds(std::llround(age * 1000));
    }
};
} // namespace signalbox
