// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <demo/demohistory.h>

#include <algorithm>
#include <cmath>

namespace signalbox
{
namespace
{
using namespace std::chrono_literals;

Recording::Gap holeIn(const TimeSpan &span)
{
    const Moment from = span.from + span.length() / 3;
    return {from, from + span.length() / 12};
}

std::vector<HistoryPoint> pointsOf(const Picture &picture, SeriesId series, const TimeSpan &span, Milliseconds recorded)
{
    const Series &about = *picture.series[index(series)];
    const Sample &last = picture.sample(series);
    const Recording::Gap hole = holeIn(span);
    const std::string &metric = about.declared.key.metric;
    const bool isCounter = metric.ends_with("_total");
    const bool isSize = metric.find("ize_bytes") != std::string::npos || metric.find("Total") != std::string::npos;
    const double phase = static_cast<double>(index(series));
    std::vector<HistoryPoint> points;
    for (Moment at = last.at; at >= span.from;) {
        const bool isEarlier = picture.now - at > recorded;
        const double minutes = static_cast<double>((last.at - at).count()) / 60'000;
        double value = last.value;
        if (isCounter)
            value -= minutes * 60 * (40'000 + 30'000 * std::sin(minutes / 9 + phase));
        else if (!isSize)
            value *= 1 + 0.12 * std::sin(minutes / 7 + phase) * std::cos(minutes / 1.7) * (minutes / (minutes + 1));
        if (at <= span.to && (isEarlier || at < hole.from || at > hole.to))
            points.push_back({at, value, last.kind, isEarlier});
        at -= isEarlier ? 60s : about.declared.interval;
    }
    std::reverse(points.begin(), points.end());
    return points;
}
} // namespace

LineHistory demoLine(const Picture &picture, const LineQuestion &question, Milliseconds recorded)
{
    std::vector<std::vector<HistoryPoint>> inputs;
    for (const SeriesId series : question.line.inputs)
        inputs.push_back(pointsOf(picture, series, question.span, recorded));
    return lineOf(question, inputs, {holeIn(question.span)});
}

ChangesSince demoChanges(const Picture &picture, Moment since)
{
    ChangesSince found{since, false, {}};
    for (int i = 1; i <= 14; ++i)
        found.changes.push_back({ChangeKind::Kernel,
                                 {"host", "imap" + std::to_string(i)},
                                 "kernel",
                                 "6.1.0-18-amd64",
                                 "6.1.0-21-amd64",
                                 {}});
    for (int i = 1; i <= 5; ++i)
        found.changes.push_back({ChangeKind::Restart,
                                 {"host", "imap" + std::to_string(i)},
                                 "machine",
                                 "2026-06-01 04:00:00 UTC",
                                 "2026-11-21 0" + std::to_string(i) + ":12:00 UTC",
                                 picture.now - i * 1h});
    found.changes.push_back({ChangeKind::Gone, {"queue", "outbound-leeds"}, {}, {}, {}, picture.now - 3h});
    found.changes.push_back({ChangeKind::Appeared, {"host", "web9"}, {}, {}, {}, {}});
    found.changes.push_back({ChangeKind::Version, {"host", "mx1"}, "postfix_build_info", "3.7.10", "3.7.11", {}});
    found.changes.push_back(
        {ChangeKind::Estate, {}, "estate file", "40 subjects, 3 sources", "41 subjects, 3 sources", picture.now - 2h});
    found.changes.push_back({ChangeKind::NotRecorded, {}, "nothing recorded for 4 min 10 s", {}, {}, picture.now - 6h});
    return found;
}
} // namespace signalbox
