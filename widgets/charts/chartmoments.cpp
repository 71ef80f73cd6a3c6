// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <charts/chartmoments.h>

#include <algorithm>
#include <cmath>

namespace signalbox
{
std::vector<Moment> knownMoments(const ChartContent &content)
{
    std::vector<Moment> moments;
    const auto add = [&](Moment moment) {
        if (moment >= content.from && moment <= content.to)
            moments.push_back(moment);
    };
    for (const ChartLine &line : content.lines) {
        for (const Trace *trace : {&line.earlier, &line.trace}) {
            for (const TracePoint &point : *trace) {
                if (std::isfinite(point.value))
                    add(point.at);
            }
        }
    }
    for (const ChangeMark &mark : content.marks)
        add(mark.at);
    std::sort(moments.begin(), moments.end());
    moments.erase(std::unique(moments.begin(), moments.end()), moments.end());
    return moments;
}

const ChangeMark *markNear(const ChartContent &content, Moment moment)
{
    const ChangeMark *found = nullptr;
    Milliseconds farthest = (content.to - content.from) / 100;
    for (const ChangeMark &mark : content.marks) {
        const Milliseconds away = mark.at > moment ? mark.at - moment : moment - mark.at;
        if (away <= farthest) {
            farthest = away;
            found = &mark;
        }
    }
    return found;
}
} // namespace signalbox
