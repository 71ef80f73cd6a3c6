// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <models/linehistory.h>

#include <algorithm>
#include <cmath>

namespace signalbox
{
namespace
{
/// What is read at once of one series.
constexpr Milliseconds part = std::chrono::hours(12);

Milliseconds columnOf(const TimeSpan &span, std::size_t columns)
{
    return std::max(Milliseconds(1), span.length() / static_cast<std::int64_t>(columns));
}
/// The step that half of the points keep: whoever remembered them has an interval of its own.
Milliseconds usualStep(const Trace &trace)
{
    std::vector<Milliseconds> steps;
    for (std::size_t i = 1; i < trace.size(); ++i)
        steps.push_back(trace[i].at - trace[i - 1].at);
    if (steps.empty())
        return Milliseconds(0);
    const auto middle = steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 2);
    std::nth_element(steps.begin(), middle, steps.end());
    return *middle;
}

void thin(Trace &trace, Milliseconds &longestStep, const LineQuestion &question, std::span<const Recording::Gap> gaps)
{
    if (question.columns == 0 || trace.size() <= 4 * question.columns)
        return;
    trace = thinned(trace, question.span, question.columns, longestStep, gaps);
    longestStep += 2 * columnOf(question.span, question.columns);
}
} // namespace

LineReader::LineReader(LineQuestion question)
    : m_question(std::move(question))
    , m_next(m_question.span.from)
{
    m_read.resize(1);
}

Expected<bool> LineReader::readOn(const Recording &recording)
{
    if (m_read.size() <= m_question.line.inputs.size()) {
        const auto read = readPart(recording, m_question.line.inputs[m_read.size() - 1]);
        if (!read)
            return tl::unexpected(read.error());
        return false;
    }
    auto gaps = recording.gaps(m_question.span.from, m_question.span.to);
    if (!gaps)
        return tl::unexpected(gaps.error());
    m_gaps = std::move(*gaps);
    return true;
}

Expected<void> LineReader::readPart(const Recording &recording, SeriesId series)
{
    const TimeSpan &span = m_question.span;
    std::vector<HistoryPoint> &read = m_read.back();
    const Moment end = std::min(span.to, m_next + part);
    auto points = recording.history(series, m_next, end);
    if (!points)
        return tl::unexpected(points.error());
    read.insert(read.end(), points->begin(), points->end());
    m_next = end + Milliseconds(1);
    if (m_next <= span.to)
        return {};
    // What a source told of the time before is known since it told it: by the end of the span, and not by that of a
    // part.
    const bool mayHaveEarlier = read.empty() || read.front().at > span.from + 3 * m_question.interval;
    if (mayHaveEarlier && span.length() > part) {
        auto whole = recording.history(series, span.from, span.to);
        if (!whole)
            return tl::unexpected(whole.error());
        read = std::move(*whole);
    }
    m_read.emplace_back();
    m_next = span.from;
    return {};
}

LineHistory lineOf(const LineQuestion &question, const std::vector<std::vector<HistoryPoint>> &inputs,
                   std::vector<Recording::Gap> gaps)
{
    std::vector<Trace> recorded;
    std::vector<Trace> earlier;
    for (std::size_t i = 0; i < question.line.inputs.size(); ++i) {
        const std::span<const HistoryPoint> points(inputs.at(i));
        const auto first = std::find_if(points.begin(), points.end(), [](auto &point) { return !point.isEarlier; });
        const auto before = static_cast<std::size_t>(first - points.begin());
        earlier.push_back(asTrace(points.first(before)));
        recorded.push_back(asTrace(points.subspan(before)));
    }
    LineHistory line;
    line.trace = derive(question.line.derive, recorded);
    line.longestStep = 3 * question.interval;
    line.earlier = derive(question.line.derive, earlier);
    line.earlierStep = 3 * usualStep(line.earlier);
    thin(line.trace, line.longestStep, question, gaps);
    thin(line.earlier, line.earlierStep, question, {});
    line.gaps = std::move(gaps);
    return line;
}

Trace thinned(const Trace &trace, const TimeSpan &span, std::size_t columns, Milliseconds longestStep,
              std::span<const Recording::Gap> gaps)
{
    struct PixelColumn {
        std::int64_t number;
        std::size_t first, least, greatest, last;
    };
    const Milliseconds width = columnOf(span, columns);
    Trace thin;
    std::optional<PixelColumn> column;
    const auto add = [&thin](const TracePoint &point) {
        if (thin.empty() || thin.back().at < point.at)
            thin.push_back(point);
    };
    const auto close = [&] {
        if (!column)
            return;
        add(trace[column->first]);
        add(trace[std::min(column->least, column->greatest)]);
        add(trace[std::max(column->least, column->greatest)]);
        add(trace[column->last]);
        column.reset();
    };
    for (const Stretch &stretch : stretchesOf(trace, longestStep, gaps))
        for (std::size_t i = stretch.begin; i < stretch.end; ++i) {
            const std::int64_t number = (trace[i].at - span.from) / width;
            if (column && column->number != number)
                close();
            if (column) { // a break within a column is narrower than a pixel
                column->least = trace[i].value < trace[column->least].value ? i : column->least;
                column->greatest = trace[i].value > trace[column->greatest].value ? i : column->greatest;
                column->last = i;
                continue;
            }
            if (i == stretch.begin && !thin.empty())
                add({thin.back().at + Milliseconds(1), notKnown});
            column = PixelColumn{number, i, i, i, i};
        }
    close();
    if (!trace.empty() && !std::isfinite(trace.back().value))
        add(trace.back());
    return thin;
}
} // namespace signalbox
