// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <recording/overlay.h>

#include <algorithm>
#include <iterator>

namespace signalbox
{
void overlayEarlier(const Earlier &answer, std::optional<Moment> begin, Moment from, Moment to,
                    std::vector<HistoryPoint> &points)
{
    if (answer.points.empty())
        return;
    // They stand before all facts, in order of `at`.
    const auto facts =
        std::find_if(points.begin(), points.end(), [](const HistoryPoint &point) { return !point.isEarlier; });
    std::vector<HistoryPoint> merged;
    const auto last = std::upper_bound(points.begin(), facts, answer.points.back().at,
                                       [](Moment at, const HistoryPoint &point) { return at < point.at; });
    std::copy_if(points.begin(), last, std::back_inserter(merged),
                 [&](const HistoryPoint &point) { return point.at < answer.points.front().at; });
    for (const EarlierPoint &point : answer.points) {
        if (point.at >= from && point.at <= to && (!begin || point.at < *begin))
            merged.push_back({point.at, point.value, FactKind::Number, true});
    }
    merged.insert(merged.end(), last, points.end());
    points = std::move(merged);
}
} // namespace signalbox
