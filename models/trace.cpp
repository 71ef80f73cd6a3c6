// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <models/trace.h>

#include <algorithm>
#include <cmath>

namespace signalbox
{
namespace
{

const TracePoint *pointAt(const Trace &trace, Moment at)
{
    const auto found = std::lower_bound(trace.begin(), trace.end(), at,
                                        [](const TracePoint &point, Moment moment) { return point.at < moment; });
    return found != trace.end() && found->at == at ? &*found : nullptr;
}
} // namespace

Trace asTrace(std::span<const HistoryPoint> points)
{
    Trace trace;
    trace.reserve(points.size());
    for (const HistoryPoint &point : points) {
        // Facts come in order of tick; an `at` that goes back says nothing new of its moment.
        if (!trace.empty() && point.at <= trace.back().at)
            continue;
        trace.push_back({point.at, point.kind == FactKind::Number ? point.value : notKnown});
    }
    return trace;
}

Trace rateOf(const Trace &counter)
{
    Trace rate;
    for (std::size_t i = 1; i < counter.size(); ++i) {
        const double rise = counter[i].value - counter[i - 1].value;
        const double seconds = static_cast<double>((counter[i].at - counter[i - 1].at).count()) / 1000;
        rate.push_back({counter[i].at, rise < 0 ? notKnown : rise / seconds});
    }
    return rate;
}

Trace usedShare(const Trace &available, const Trace &size)
{
    Trace share;
    for (const TracePoint &whole : size)
        if (const TracePoint *part = pointAt(available, whole.at))
            share.push_back({whole.at, whole.value > 0 ? 1 - part->value / whole.value : notKnown});
    return share;
}

Trace sumOf(const std::vector<Trace> &parts)
{
    if (parts.empty())
        return {};
    Trace sum;
    for (TracePoint point : parts.front()) {
        bool isWhole = true;
        for (std::size_t i = 1; i < parts.size() && isWhole; ++i) {
            const TracePoint *other = pointAt(parts[i], point.at);
            isWhole = other != nullptr;
            if (isWhole)
                point.value += other->value;
        }
        if (isWhole)
            sum.push_back(point);
    }
    return sum;
}

std::vector<Stretch> stretchesOf(const Trace &trace, Milliseconds longest, std::span<const Recording::Gap> gaps)
{
    std::vector<Stretch> stretches;
    auto gap = gaps.begin();
    for (std::size_t i = 0; i < trace.size(); ++i) {
        if (!std::isfinite(trace[i].value))
            continue;
        bool joins = !stretches.empty() && stretches.back().end == i;
        if (joins) {
            const Moment before = trace[i - 1].at;
            while (gap != gaps.end() && gap->to <= before)
                ++gap;
            const bool isInGap = gap != gaps.end() && gap->from < trace[i].at;
            joins = trace[i].at - before <= longest && !isInGap;
        }
        if (joins)
            stretches.back().end = i + 1;
        else
            stretches.push_back({i, i + 1});
    }
    return stretches;
}
} // namespace signalbox
