// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sources/prometheusagenda.h>

#include <algorithm>

#include <sources/schedule.h>

namespace signalbox
{
std::string PrometheusAsk::name(const std::string &metric) const
{
    switch (kind) {
    case Kind::Targets:
        return "list of targets";
    case Kind::Dropped:
        return "list of dropped targets";
    case Kind::Pace:
        return "scrape intervals";
    case Kind::Wrong:
        return metric + " that is wrong";
    case Kind::All:
        return metric;
    default:
        return "up";
    }
}

void PrometheusAgenda::add(const PrometheusAsk &ask, Milliseconds interval, const std::string &name)
{
    const Milliseconds phase = interval > Milliseconds(0) ? schedule::phase(name, interval) : Milliseconds(0);
    m_entries.push_back({ask, interval, phase, {}, {}, 0});
}

PrometheusAgenda::Entry *PrometheusAgenda::find(const PrometheusAsk &ask)
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(), [&](const Entry &entry) {
        return entry.ask.kind == ask.kind && entry.ask.query == ask.query;
    });
    return found == m_entries.end() ? nullptr : &*found;
}

std::vector<PrometheusAsk> PrometheusAgenda::due(Moment now) const
{
    std::vector<const Entry *> due;
    for (const Entry &entry : m_entries) {
        if (entry.due <= now)
            due.push_back(&entry);
    }
    std::stable_sort(due.begin(), due.end(), [](const Entry *a, const Entry *b) { return a->last < b->last; });
    std::vector<PrometheusAsk> asks;
    for (const Entry *entry : due)
        asks.push_back(entry->ask);
    return asks;
}

void PrometheusAgenda::asked(const PrometheusAsk &ask, Moment now)
{
    if (Entry *entry = find(ask))
        entry->last = now;
}

void PrometheusAgenda::succeeded(const PrometheusAsk &ask, Moment now)
{
    Entry *entry = find(ask);
    if (!entry)
        return;
    entry->failures = 0;
    const bool isEachTick = entry->interval <= Milliseconds(0);
    entry->due = isEachTick ? now : now + schedule::nextWait(now, entry->phase, entry->interval);
}

void PrometheusAgenda::failed(const PrometheusAsk &ask, Moment now, bool costly, bool rests)
{
    Entry *entry = find(ask);
    if (!entry)
        return;
    entry->failures += costly ? 1 : 0;
    constexpr Milliseconds pause = std::chrono::minutes(1);
    entry->due = now + (rests ? entry->interval : pause * (schedule::everyNth(entry->failures) - 1));
}

void PrometheusAgenda::hurry(const PrometheusAsk &ask, Moment now, Milliseconds pause)
{
    Entry *entry = find(ask);
    if (entry && now - entry->last >= pause)
        entry->due = std::min(entry->due, now);
}
} // namespace signalbox
