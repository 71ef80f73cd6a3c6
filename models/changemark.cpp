// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <models/changemark.h>

#include <algorithm>

namespace signalbox
{
namespace
{
// The moment of what a log dates by the wall differs a little from one start to the next.
constexpr Milliseconds sameWithin{5000};
} // namespace

std::vector<SeriesId> markSeriesOf(const Picture &picture, const Subject &subject)
{
    std::vector<SeriesId> found;
    for (const Subject &marked : {subject, Subject{std::string(estateKind), picture.estate->id}}) {
        const auto id = picture.find(marked);
        if (!id)
            continue;
        for (const SeriesId series : picture.subject(*id).series) {
            if (picture.series[index(series)]->declared.key.metric == changeMarkMetric)
                found.push_back(series);
        }
    }
    return found;
}

std::vector<ChangeMark> marksOf(const Picture &picture, const MarkHistory &history)
{
    std::vector<ChangeMark> marks;
    for (const HistoryPoint &point : history.points) {
        if (point.kind == FactKind::Text)
            marks.push_back({point.at, picture.text(Sample{point.value, point.at, point.kind, Freshness::Fresh})});
    }
    const auto before = [](const ChangeMark &a, const ChangeMark &b) { return a.at < b.at; };
    std::stable_sort(marks.begin(), marks.end(), before);
    const auto isSame = [](const ChangeMark &a, const ChangeMark &b) {
        return a.text == b.text && b.at - a.at <= sameWithin;
    };
    marks.erase(std::unique(marks.begin(), marks.end(), isSame), marks.end());
    return marks;
}
} // namespace signalbox
