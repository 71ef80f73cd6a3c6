// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "opsestate.h"

#include <algorithm>
#include <cmath>

namespace signalbox::bench
{
namespace
{
enum class Habit : std::uint8_t { Flag, Queue, Walk, Counter, Noise };

Habit habitOf(std::size_t series)
{
    const std::size_t place = series % OpsEstate::seriesPerHost;
    if (place < 8)
        return Habit::Flag;
    if (place < 13)
        return Habit::Queue;
    if (place < 17)
        return Habit::Walk;
    return place < 19 ? Habit::Counter : Habit::Noise;
}
} // namespace

OpsEstate::OpsEstate(std::size_t series)
    : m_values(series)
{
}

double OpsEstate::first(std::size_t series)
{
    switch (habitOf(series)) {
    case Habit::Flag:
        return static_cast<double>(m_random() % 2);
    case Habit::Queue:
        return static_cast<double>(m_random() % 500);
    case Habit::Walk:
        return static_cast<double>(m_random() % 10'000) / 100;
    case Habit::Counter:
        return static_cast<double>(m_random() % 1'000'000);
    case Habit::Noise:
        break;
    }
    return std::uniform_real_distribution<double>(0, 100)(m_random);
}

double OpsEstate::next(std::size_t series, double value)
{
    const std::uint64_t dice = m_random();
    switch (habitOf(series)) {
    case Habit::Flag:
        return value;
    case Habit::Queue: // one tick in five, by up to 5
        return dice % 5 != 0 ? value : std::max(0.0, value + static_cast<double>(dice / 5 % 11) - 5);
    case Habit::Walk: // one tick in two, by up to 0.5
        return dice % 2 != 0 ? value : (std::round(value * 100) + static_cast<double>(dice / 2 % 101) - 50) / 100;
    case Habit::Counter:
        return value + static_cast<double>(dice % 2000);
    case Habit::Noise:
        break;
    }
    return std::uniform_real_distribution<double>(0, 100)(m_random);
}

void OpsEstate::advance()
{
    m_changed = 0;
    for (std::size_t i = 0; i < m_values.size(); ++i) {
        const double value = m_started ? next(i, m_values[i]) : first(i);
        m_changed += value != m_values[i] ? 1 : 0;
        m_values[i] = value;
    }
    m_started = true;
}

std::string OpsEstate::host(std::size_t series)
{
    return "host" + std::to_string(series / seriesPerHost);
}

std::string OpsEstate::metric(std::size_t series)
{
    static constexpr const char *names[seriesPerHost] = {"up",
                                                         "unit_failed",
                                                         "raid_degraded",
                                                         "ntp_synchronised",
                                                         "reboot_required",
                                                         "read_only",
                                                         "swap_on",
                                                         "link_up",
                                                         "mail_queue_length",
                                                         "replication_lag_seconds",
                                                         "run_queue_length",
                                                         "connections_waiting",
                                                         "jobs_pending",
                                                         "load1",
                                                         "cpu_used_percent",
                                                         "memory_used_percent",
                                                         "disk_used_percent",
                                                         "network_received_bytes_total",
                                                         "requests_total",
                                                         "request_duration_seconds"};
    return names[series % seriesPerHost];
}

Frame OpsEstate::frame(TickNumber number, const std::vector<double> &values)
{
    Frame frame;
    frame.tick = {number, start + interval * static_cast<std::int64_t>(number - 1), 0};
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto id = SeriesId(static_cast<std::uint32_t>(i));
        if (number == 1)
            frame.changes.push_back(SeriesDeclared{id, {{"host", host(i)}, metric(i), {}, "node"}, "", interval});
        frame.facts.push_back({id, FactKind::Number, frame.tick.moment, values[i]});
    }
    return frame;
}
} // namespace signalbox::bench
