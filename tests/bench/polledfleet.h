// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <random>
#include <string_view>
#include <vector>

#include <picture/numbering.h>

namespace signalbox::bench
{
/// A fleet whose hosts are each polled every 15 s, a fifteenth of them a second: by an exporter, by a monitoring server
/// that knows whether it reaches them, by a plugin and by a prober; half of them have an alert of an Alertmanager. What
/// they say is what the rules of the shelf read, and as much again that no rule reads. One host in a thousand dies or
/// comes back each round, one in twenty is ill. The same size tells the same story.
class PolledFleet
{
public:
    static constexpr std::size_t ticksPerRound = 15;

    /// Numbers its series with `numbering`, which outlives it.
    PolledFleet(std::size_t hosts, Numbering &numbering);
    /// The next second: the first one accepts the estate and declares every series.
    [[nodiscard]] Frame nextFrame();
    /// Samples of the last frame whose value was another one than before.
    [[nodiscard]] std::size_t changed() const { return m_changed; }

private:
    enum class Habit : std::uint8_t { Constant, Step, Walk, Counter, Up, Share, Alert, Text };
    struct Line {
        SeriesId id{};
        Habit habit = Habit::Constant;
        double value = 0;
    };
    struct Host {
        std::vector<Line> lines;
        bool isUp = true;
        bool isIll = false;
    };
    void addHost(std::size_t number);
    void poll(Host &host, Moment at, Frame &frame);
    [[nodiscard]] double next(const Host &host, const Line &line);

    Numbering &m_numbering;
    std::mt19937_64 m_random{42};
    std::vector<SeriesId> m_servers; ///< `up` of what monitors
    std::vector<Host> m_hosts;
    TickNumber m_tick = 0;
    std::size_t m_changed = 0;
    TextId m_texts[2];
};
} // namespace signalbox::bench
