// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <watching/counterwindow.h>

namespace signalbox
{
namespace
{
constexpr int pointsKept = 20;

double seconds(Milliseconds duration)
{
    return static_cast<double>(duration.count()) / 1000;
}
} // namespace

void CounterWindow::resume(Moment at, double value, std::optional<double> rate)
{
    m_isBegun = true;
    m_value = value;
    m_last = {at, 0};
    if (rate)
        m_points.push_back({at - m_length, -*rate * seconds(m_length)});
    m_points.push_back(m_last);
}

void CounterWindow::add(Moment at, double value)
{
    if (!m_isBegun) {
        resume(at, value, {});
        return;
    }
    if (at <= m_last.at)
        return;
    m_last = {at, m_last.risen + (value < m_value ? value : value - m_value)};
    m_value = value;
    if (at - m_points.back().at >= m_length / pointsKept)
        m_points.push_back(m_last);
    while (m_points.size() > 1 && m_points[1].at <= at - m_length)
        m_points.pop_front();
}

std::optional<double> CounterWindow::perSecond() const
{
    if (m_points.empty() || m_last.at - m_points.front().at < m_length / 2)
        return {};
    Point start = m_points.front();
    const Moment begin = m_last.at - m_length;
    if (start.at < begin) {
        const Point next = m_points.size() > 1 ? m_points[1] : m_last;
        start.risen += (next.risen - start.risen) * seconds(begin - start.at) / seconds(next.at - start.at);
        start.at = begin;
    }
    return (m_last.risen - start.risen) / seconds(m_last.at - start.at);
}
} // namespace signalbox
