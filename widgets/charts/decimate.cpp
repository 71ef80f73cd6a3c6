// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <charts/decimate.h>

#include <algorithm>
#include <cmath>

namespace signalbox
{
double PlotScale::x(Moment moment) const
{
    const auto span = static_cast<double>((to - from).count());
    return area.left() + (span > 0 ? static_cast<double>((moment - from).count()) / span * area.width() : 0);
}

double PlotScale::y(double value) const
{
    const double span = high - low;
    return area.bottom() - (span > 0 ? (value - low) / span * area.height() : area.height() / 2);
}

QPolygonF decimate(const Trace &trace, Stretch stretch, const PlotScale &scale)
{
    const auto begin = trace.begin() + static_cast<std::ptrdiff_t>(stretch.begin);
    const auto end = trace.begin() + static_cast<std::ptrdiff_t>(stretch.end);
    const auto isBefore = [](const TracePoint &point, Moment moment) { return point.at < moment; };
    auto first = std::lower_bound(begin, end, scale.from, isBefore);
    if (first != begin)
        --first;
    auto last = std::lower_bound(first, end, scale.to + Milliseconds(1), isBefore);
    if (last != end)
        ++last;

    QPolygonF line;
    const auto add = [&](const TracePoint &point) {
        const QPointF pixel(scale.x(point.at), scale.y(point.value));
        if (line.isEmpty() || line.last() != pixel)
            line.append(pixel);
    };
    for (auto point = first; point != last;) {
        const double column = std::floor(scale.x(point->at));
        auto least = point;
        auto greatest = point;
        auto next = point + 1;
        for (; next != last && std::floor(scale.x(next->at)) == column; ++next) {
            if (next->value < least->value)
                least = next;
            if (next->value > greatest->value)
                greatest = next;
        }
        add(*point);
        add(*std::min(least, greatest));
        add(*std::max(least, greatest));
        add(*(next - 1));
        point = next;
    }
    return line;
}
} // namespace signalbox
