// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <random>
#include <string>
#include <vector>

#include <recording/frame.h>

namespace signalbox::bench
{
/// Made-up figures of an estate, a value a series a tick: 40 % constant flags, 25 % lengths of queues and lags
/// (integers), 20 % random walks with two decimals, 10 % counters, 5 % noise with all bits of a double. 30 % of the
/// values differ from the one before. 20 series a host, 15 s a tick. The same size gives the same figures.
class OpsEstate
{
public:
    static constexpr std::size_t seriesPerHost = 20;
    static constexpr Milliseconds interval{15'000};
    static constexpr Moment start{Milliseconds(1'767'225'600'000)}; // 2026-01-01 00:00 UTC

    explicit OpsEstate(std::size_t series);
    /// To the next tick; the first call makes the first one.
    void advance();
    [[nodiscard]] const std::vector<double> &values() const { return m_values; }
    [[nodiscard]] std::size_t changed() const { return m_changed; }

    [[nodiscard]] static std::string host(std::size_t series);
    [[nodiscard]] static std::string metric(std::size_t series);
    /// The tick with this number, from 1, saying that value of every series; the first one declares them.
    [[nodiscard]] static Frame frame(TickNumber number, const std::vector<double> &values);

private:
    double first(std::size_t series);
    double next(std::size_t series, double value);

    std::mt19937_64 m_random{42};
    std::vector<double> m_values;
    std::size_t m_changed = 0;
    bool m_started = false;
};
} // namespace signalbox::bench
