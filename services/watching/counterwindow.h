// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <optional>

#include <time/moment.h>

namespace signalbox
{
/// How fast one counter rose over the last so long. Some twenty points of the window are kept, however often it is
/// said.
class CounterWindow
{
public:
    explicit CounterWindow(Milliseconds length)
        : m_length(length)
    {
    }
    /// Goes on from what was known of an earlier life: the value then, and that it had risen at that rate.
    void resume(Moment at, double value, std::optional<double> rate);
    /// Takes what the counter shows; a fall is a counter that began again at 0 (as Prometheus' rate() takes it). What
    /// is no later than the last is left out.
    void add(Moment at, double value);
    /// Per second; nothing while less than half the window is known.
    [[nodiscard]] std::optional<double> perSecond() const;

private:
    struct Point {
        Moment at;
        double risen; ///< since the window was begun
    };
    Milliseconds m_length;
    std::deque<Point> m_points; ///< the first one at or before the window's start, where so much is known
    Point m_last{};
    double m_value = 0;
    bool m_isBegun = false;
};
} // namespace signalbox
