// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sources/prometheusserverreport.h>

#include <sources/metric.h>
#include <sources/rollcall.h>
#include <sources/subjectfinder.h>

namespace signalbox
{
PrometheusServerReport::PrometheusServerReport(Say &say, const SourceDeclaration &declaration)
    : m_say(say)
    , m_declaration(declaration)
    , m_self{"source", declaration.name}
{
}

void PrometheusServerReport::note(const std::string &about, std::string text)
{
    if (text.empty())
        m_notes.erase(about);
    else
        m_notes[about] = std::move(text);
}

void PrometheusServerReport::answered(const std::string &query, Milliseconds interval, Moment at, std::uint64_t series)
{
    const SeriesHandle handle =
        m_say.series(m_self, "prometheus_query_series", {{"query", query}}, {}, interval + m_declaration.interval);
    m_say.number(handle, at, static_cast<double>(series));
}

void PrometheusServerReport::dropped(Moment at, std::size_t targets)
{
    const SeriesHandle handle =
        m_say.series(m_self, "prometheus_targets_dropped", {}, {}, m_declaration.sweep + m_declaration.interval);
    m_say.number(handle, at, static_cast<double>(targets));
}

void PrometheusServerReport::say(const RollCall &roll, const SubjectFinder &finder, Moment at)
{
    const std::pair<const char *, std::size_t> states[] = {
        {"up", roll.up()}, {"down", roll.down()}, {"unknown", roll.unknown()}};
    for (const auto &[state, number] : states) {
        const SeriesHandle handle =
            m_say.series(m_self, "prometheus_targets", {{"state", state}}, {}, m_declaration.interval);
        m_say.number(handle, at, static_cast<double>(number));
    }
    const auto some = [](std::uint64_t count, const std::string &words) {
        return count > 0 ? std::to_string(count) + words : std::string();
    };
    note("names", some(finder.collisions(), " left out since two would be one: " + finder.collision()));
    note("targets alike", some(roll.alike(), " left out: another has the same host, job and instance"));
    note("targets", roll.isOverflowing() ? "more than 100,000; the rest is left out, choose with jobs" : "");
    note("hosts", finder.isFull() ? "more than 20,000 that are not declared; the rest is left out" : "");
    std::string warning;
    for (const auto &[about, text] : m_notes)
        warning += (warning.empty() ? "" : "; ") + about + ": " + text;
    constexpr std::size_t longestWarning = 1000;
    const SeriesHandle handle = m_say.series(m_self, "prometheus_warning", {}, {}, m_declaration.interval);
    m_say.text(handle, at, wellFormed(warning, longestWarning));
}
} // namespace signalbox
