// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <charts/axisticks.h>

#include <array>
#include <cmath>

#include <QDateTime>

namespace signalbox
{
using namespace Qt::StringLiterals;

namespace
{
/// The least of 1, 2, 5 times a power of ten that is not below `least`; for bytes 1, 2, 4 … times a power of 1,024.
double roundStep(double least, bool isBinary)
{
    if (isBinary) {
        double step = 1;
        while (step < least)
            step *= 2;
        return step;
    }
    const double power = std::pow(10, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 5.0})
        if (factor * power >= least * (1 - 1e-9))
            return factor * power;
    return 10 * power;
}

/// As short as the step allows: "50 %", "64 KiB"; with a decimal only where it tells neighbours apart.
QString tickText(double value, double step, Unit unit)
{
    if (unit != Unit::Ratio)
        return numberText(value, unit).replace(u".00 "_s, u" "_s).replace(u".0 "_s, u" "_s);
    const int decimals = std::clamp(static_cast<int>(std::ceil(-std::log10(step * 100) - 1e-9)), 0, 6);
    return QString::number(value * 100, 'f', decimals) + u" %"_s;
}

constexpr std::array<std::int64_t, 17> timeSteps{1,   2,   5,    10,   15,   30,    60,    120,  300,
                                                 600, 900, 1800, 3600, 7200, 21600, 43200, 86400};
} // namespace

std::vector<AxisTick> valueTicks(double &low, double &high, Unit unit, int most)
{
    const bool isBinary = unit == Unit::Bytes || unit == Unit::BytesPerSecond;
    if (!(high > low)) {
        const double room = low == 0 ? 1 : std::fabs(low) * 0.1;
        low -= low == 0 ? 0 : room;
        high += room;
    }
    const double step = roundStep((high - low) / std::max(1, most - 1), isBinary);
    low = std::floor(low / step * (1 + 1e-12)) * step;
    high = std::ceil(high / step * (1 - 1e-12)) * step;
    std::vector<AxisTick> ticks;
    const auto count = static_cast<int>(std::lround((high - low) / step));
    for (int i = 0; i <= count; ++i) {
        const double value = low + i * step;
        ticks.push_back({value, tickText(std::fabs(value) < step * 1e-9 ? 0 : value, step, unit)});
    }
    return ticks;
}

std::vector<AxisTick> timeTicks(Moment from, Moment to, const Timeline &timeline, const QTimeZone &zone, int most)
{
    const double seconds = static_cast<double>((to - from).count()) / 1000;
    std::int64_t step = timeSteps.back();
    for (const std::int64_t candidate : timeSteps)
        if (seconds / static_cast<double>(candidate) <= most) {
            step = candidate;
            break;
        }
    while (seconds / static_cast<double>(step) > most)
        step *= 2;
    std::vector<AxisTick> ticks;
    // Each stretch between two anchors has a wall clock of its own.
    const auto &anchors = timeline.anchors();
    for (std::size_t i = 0; i < std::max<std::size_t>(1, anchors.size()); ++i) {
        const Moment begin = i == 0 ? from : std::max(from, anchors[i].moment);
        const Moment end = i + 1 < anchors.size() ? std::min(to, anchors[i + 1].moment - Milliseconds(1)) : to;
        if (begin > end)
            continue;
        const Milliseconds offset = timeline.wallAt(begin).time_since_epoch() - begin.time_since_epoch();
        const QDateTime there = QDateTime::fromMSecsSinceEpoch((begin.time_since_epoch() + offset).count(), zone);
        const auto local = Milliseconds(there.offsetFromUtc() * 1000LL);
        const auto milliseconds = (begin.time_since_epoch() + offset + local).count();
        std::int64_t next = (milliseconds + step * 1000 - 1) / (step * 1000) * step * 1000;
        for (;; next += step * 1000) {
            const Moment moment{Milliseconds(next) - local - offset};
            if (moment > end)
                break;
            const QString label = clockText(WallTime(Milliseconds(next) - local), zone);
            ticks.push_back(
                {static_cast<double>(moment.time_since_epoch().count()), step % 60 == 0 ? label.chopped(3) : label});
        }
    }
    return ticks;
}
} // namespace signalbox
