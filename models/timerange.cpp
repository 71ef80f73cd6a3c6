// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <models/timerange.h>

#include <algorithm>

namespace signalbox
{
namespace
{
constexpr Milliseconds shortest{10'000};
/// How far one may look back even where less was recorded: sources may tell of the time before.
constexpr Milliseconds farthest = std::chrono::hours(30 * 24);
/// A wheel gives many steps; nobody goes back through more of them.
constexpr std::size_t mostRemembered = 32;

Milliseconds times(Milliseconds length, double factor)
{
    return Milliseconds(static_cast<std::int64_t>(static_cast<double>(length.count()) * factor));
}
} // namespace

void TimeRange::showLast(std::optional<Milliseconds> back)
{
    m_chosen = back;
    m_shown = {back, {}};
    m_earlier.clear();
}

void TimeRange::remember()
{
    if (m_earlier.size() == mostRemembered)
        m_earlier.erase(m_earlier.begin() + 1); // what was chosen stays
    m_earlier.push_back(m_shown);
}

void TimeRange::look(TimeSpan span, const TimeSpan &known)
{
    remember();
    show(span, known);
}

void TimeRange::zoom(double factor, Moment about, const TimeSpan &known)
{
    const TimeSpan now = at(known);
    const Milliseconds longest = std::max({known.length(), farthest, m_chosen.value_or(shortest)});
    const Milliseconds length = std::clamp(times(now.length(), factor), shortest, longest);
    if (length == now.length())
        return;
    const double share = now.length().count() > 0 ? static_cast<double>((about - now.from).count()) /
                                                        static_cast<double>(now.length().count())
                                                  : 1;
    const Moment from = about - times(length, std::clamp(share, 0.0, 1.0));
    remember();
    show({from, from + length}, known);
}

void TimeRange::pan(double share, const TimeSpan &known)
{
    const TimeSpan now = at(known);
    const Milliseconds by = times(now.length(), share);
    const Moment to = std::min(now.to + by, known.to);
    const Moment from = std::max(to - now.length(), std::min({known.from, now.from, known.to - farthest}));
    if (from == now.from)
        return;
    if (!isZoomed())
        remember();
    show({from, from + now.length()}, known);
}

bool TimeRange::back()
{
    if (m_earlier.empty())
        return false;
    m_shown = m_earlier.back();
    m_earlier.pop_back();
    return true;
}

void TimeRange::show(TimeSpan span, const TimeSpan &known)
{
    const Milliseconds length = std::max(span.length(), shortest);
    if (span.from + length >= known.to)
        m_shown = {length, {}};
    else
        m_shown = {length, span.from + length};
}

TimeSpan TimeRange::at(const TimeSpan &known) const
{
    // A replay that goes back behind what was looked at shows what led to its own now.
    const Moment to = m_shown.to ? std::min(*m_shown.to, known.to) : known.to;
    const Milliseconds length = m_shown.length.value_or(std::max(to - known.from, shortest));
    return {to - length, to};
}
} // namespace signalbox
