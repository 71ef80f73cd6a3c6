// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <time/timeline.h>

#include <algorithm>

namespace signalbox
{
bool Timeline::add(const Anchor &anchor)
{
    if (!m_anchors.empty() && anchor.moment < m_anchors.back().moment)
        return false;
    m_anchors.push_back(anchor);
    return true;
}

WallTime Timeline::wallAt(Moment moment) const
{
    if (m_anchors.empty())
        return WallTime(moment.time_since_epoch());
    auto after = std::upper_bound(m_anchors.begin(), m_anchors.end(), moment,
                                  [](Moment m, const Anchor &anchor) { return m < anchor.moment; });
    const Anchor &anchor = after == m_anchors.begin() ? m_anchors.front() : *std::prev(after);
    return anchor.wall + (moment - anchor.moment);
}

Moment Timeline::momentAt(WallTime wall) const
{
    if (m_anchors.empty())
        return Moment(wall.time_since_epoch());
    for (auto anchor = m_anchors.rbegin(); anchor != m_anchors.rend(); ++anchor) {
        if (wall < anchor->wall)
            continue;
        const Moment moment = anchor->moment + (wall - anchor->wall);
        const bool isLast = anchor == m_anchors.rbegin();
        return isLast ? moment : std::min(moment, std::prev(anchor)->moment);
    }
    return m_anchors.front().moment - (m_anchors.front().wall - wall);
}
} // namespace signalbox
