// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <watching/filltrend.h>

#include <algorithm>

namespace signalbox
{
namespace
{
using namespace std::chrono_literals;

constexpr Milliseconds window = 6h;
constexpr Milliseconds leastKnown = 30min;
constexpr std::size_t lately = 6;          // points: half an hour. A file that was written once is no trend
constexpr double farthest = 7 * 24 * 3600; // seconds: six hours say nothing about next month
constexpr double freedShare = 0.5;         // of what was lost in the window
} // namespace

bool FillTrend::add(Moment at, double available)
{
    if (!m_points.empty() && at <= m_last.at)
        return false;
    bool isNews = false;
    if (!m_points.empty()) {
        double most = m_last.available;
        double least = m_last.available;
        for (const Point &point : m_points) {
            most = std::max(most, point.available);
            least = std::min(least, point.available);
        }
        // A freed or extended disk: what was before says nothing about what comes.
        if (available - m_last.available > freedShare * (most - least)) {
            m_points.clear();
            isNews = true;
        }
    }
    m_last = {at, available};
    if (m_points.empty() || at - m_points.back().at >= spacing) {
        m_points.push_back(m_last);
        isNews = true;
    }
    while (at - m_points.front().at > window)
        m_points.pop_front();
    return isNews;
}

std::optional<double> FillTrend::secondsLeft() const
{
    if (m_points.empty() || m_points.back().at - m_points.front().at < leastKnown)
        return {};
    const double loss = std::min(lossOverLast(m_points.size()), lossOverLast(std::min(lately, m_points.size())));
    if (loss <= 0)
        return {};
    const double left = std::max(0.0, m_last.available) / loss;
    return left <= farthest ? std::optional(left) : std::nullopt;
}

double FillTrend::lossOverLast(std::size_t count) const
{
    const std::size_t first = m_points.size() - count;
    const auto n = static_cast<double>(count);
    const auto seconds = [&](const Point &point) {
        return static_cast<double>((point.at - m_points.front().at).count()) / 1000;
    };
    double meanTime = 0;
    double meanAvailable = 0;
    for (std::size_t i = first; i < m_points.size(); ++i) {
        meanTime += seconds(m_points[i]) / n;
        meanAvailable += m_points[i].available / n;
    }
    double together = 0;
    double alone = 0;
    for (std::size_t i = first; i < m_points.size(); ++i) {
        const double time = seconds(m_points[i]) - meanTime;
        together += time * (m_points[i].available - meanAvailable);
        alone += time * time;
    }
    return alone > 0 ? -together / alone : 0;
}
} // namespace signalbox
