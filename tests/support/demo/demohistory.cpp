// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <demo/demohistory.h>

#include <algorithm>
#include <cmath>

namespace signalbox
{
SeriesHistory demoHistory(const Picture &picture, SeriesId series, Milliseconds back)
{
    const Series &about = *picture.series[index(series)];
    const Sample &last = picture.sample(series);
    SeriesHistory history{series, picture.now - back, picture.now, {}, {}};
    const Moment holeFrom = history.from + back / 3;
    history.gaps.push_back({holeFrom, holeFrom + back / 12});
    const bool isCounter = about.declared.key.metric.ends_with("_total");
    const bool isSize = about.declared.key.metric.find("ize_bytes") != std::string::npos ||
                        about.declared.key.metric.find("Total") != std::string::npos;
    const double phase = static_cast<double>(index(series));
    for (Moment at = last.at; at >= history.from; at -= about.declared.interval) {
        if (at >= history.gaps[0].from && at <= history.gaps[0].to)
            continue;
        const double minutes = static_cast<double>((last.at - at).count()) / 60'000;
        double value = last.value;
        if (isCounter)
            value -= minutes * 60 * (40'000 + 30'000 * std::sin(minutes / 9 + phase));
        else if (!isSize)
            value *= 1 + 0.12 * std::sin(minutes / 7 + phase) * std::cos(minutes / 1.7) * (minutes / (minutes + 1));
        history.points.push_back({at, value, last.kind});
    }
    std::reverse(history.points.begin(), history.points.end());
    return history;
}
} // namespace signalbox
