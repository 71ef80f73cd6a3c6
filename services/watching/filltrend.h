// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <optional>

#include <time/moment.h>

namespace signalbox
{
/// How fast the free space of one file system shrinks: a point every six minutes of the last six hours, so at most 61
/// of them (1 kB). What it says is computed from these points alone.
class FillTrend
{
public:
    /// Between two points that are kept; what comes sooner only tells whether space was freed.
    static constexpr Milliseconds spacing{6 * 60 * 1000};

    /// Takes what is available at that moment, in bytes. Whether the forecast may be another one now: a point was kept,
    /// or space was freed and all points before it dropped.
    bool add(Moment at, double available);
    /// Seconds until nothing is available at the present rate. Nothing before half an hour is known, where it does not
    /// shrink over the whole time and lately, or where it is more than seven days off.
    [[nodiscard]] std::optional<double> secondsLeft() const;

private:
    struct Point {
        Moment at;
        double available;
    };
    /// Bytes a second lost over the last `count` points, by least squares.
    [[nodiscard]] double lossOverLast(std::size_t count) const;

    std::deque<Point> m_points;
    Point m_last{};
};
} // namespace signalbox
