// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include <time/moment.h>

namespace signalbox
{
/// From a moment to a later one.
struct TimeSpan {
    Moment from{};
    Moment to{};
    [[nodiscard]] Milliseconds length() const { return to - from; }
    bool operator==(const TimeSpan &) const = default;
};

/// Which stretch of time charts show: the last so much of it, which follows now, or a part of it that a person looks at
/// more closely, which stands. Never past now, never shorter than 10 s.
class TimeRange
{
public:
    /// The last `back` before now; nothing: all that is known. Leaves every zoom.
    void showLast(std::optional<Milliseconds> back);
    /// Looks closer at that stretch; one that reaches now goes on to follow it.
    void look(TimeSpan span, const TimeSpan &known);
    /// Shows `factor` times as long a stretch (below 1: closer), `about` stays where it is.
    void zoom(double factor, Moment about, const TimeSpan &known);
    /// Moves by a share of its length; below 0: to the past.
    void pan(double share, const TimeSpan &known);
    /// Undoes the last zoom, with the moves since. Returns whether there was one.
    bool back();

    /// What is shown where that much is known: from the first moment to now.
    [[nodiscard]] TimeSpan at(const TimeSpan &known) const;
    [[nodiscard]] bool isZoomed() const { return !m_earlier.empty(); }
    /// Whether the stretch ends at now and goes on with it.
    [[nodiscard]] bool follows() const { return !m_shown.to; }
    /// As last asked of showLast.
    [[nodiscard]] std::optional<Milliseconds> chosen() const { return m_chosen; }

private:
    struct Shown {
        std::optional<Milliseconds> length; ///< nothing: all
        std::optional<Moment> to;           ///< nothing: now
    };
    void show(TimeSpan span, const TimeSpan &known);
    void remember();

    std::optional<Milliseconds> m_chosen = std::chrono::hours(1);
    Shown m_shown{std::chrono::hours(1), {}};
    std::vector<Shown> m_earlier; ///< what back() returns to
};
} // namespace signalbox
