// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <estate/subject.h>
#include <time/moment.h>

namespace signalbox
{
/// A question to a Prometheus server.
struct PrometheusAsk {
    enum class Kind : std::uint8_t {
        Roll,     ///< the targets by aggregates
        FullRoll, ///< every target
        Targets,  ///< the server's list of its targets
        Dropped,  ///< of those that it dropped
        Pace,     ///< how often jobs are scraped, where that list does not tell
        Wrong,    ///< of a query what is wrong
        All,      ///< of a query all
        Past,     ///< of a query and a subject the last day
    };
    Kind kind = Kind::Roll;
    std::size_t query = 0; ///< of Wrong, All and Past
    Subject subject = {};  ///< of Past

    /// In words, for a complaint; `metric` is what the query is said as.
    [[nodiscard]] std::string name(const std::string &metric) const;
};

/// When a server is asked what, again and again. What is due is asked in the order in which it was asked last, so that
/// nothing starves where the time does not suffice for all.
class PrometheusAgenda
{
public:
    /// `name` decides at which place of its interval a question is asked: equally named ones at the same.
    void add(const PrometheusAsk &ask, Milliseconds interval, const std::string &name);
    [[nodiscard]] std::vector<PrometheusAsk> due(Moment now) const;
    void asked(const PrometheusAsk &ask, Moment now);
    void succeeded(const PrometheusAsk &ask, Moment now);
    /// `costly`: it cost time or traffic for nothing. It is asked again at the next tick, or more seldom where that
    /// went on for long; with `rests`, not before its interval is over.
    void failed(const PrometheusAsk &ask, Moment now, bool costly, bool rests);
    /// Makes it due, unless it was asked less than `pause` ago.
    void hurry(const PrometheusAsk &ask, Moment now, Milliseconds pause);

private:
    struct Entry {
        PrometheusAsk ask;
        Milliseconds interval{}; ///< zero: at each tick
        Milliseconds phase{};
        Moment due{};
        Moment last{};
        std::uint32_t failures = 0; ///< costly ones in a row
    };
    Entry *find(const PrometheusAsk &ask);

    std::vector<Entry> m_entries;
};
} // namespace signalbox
