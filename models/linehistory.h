// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <models/timerange.h>
#include <models/wellknown.h>

namespace signalbox
{
/// One line of a chart over a stretch of time, ready to be drawn.
struct LineHistory {
    Trace trace;
    Milliseconds longestStep{}; ///< a line joins two points up to so far apart
    std::vector<Recording::Gap> gaps;
    Trace earlier;              ///< of before it was recorded here: the source told of it afterwards
    Milliseconds earlierStep{}; ///< as longestStep, of those
};

/// What to read, and how finely.
struct LineQuestion {
    PlannedLine line;
    Milliseconds interval{}; ///< expected between two points of its inputs
    TimeSpan span;
    std::size_t columns = 0; ///< pixels across: more than four points in one cannot be seen. 0: every point
};

/// The line that those pasts of its inputs make.
LineHistory lineOf(const LineQuestion &question, const std::vector<std::vector<HistoryPoint>> &inputs,
                   std::vector<Recording::Gap> gaps);

/// Reads a line's past from a recording in parts of some 10 ms, so that whoever else needs the recording waits for no
/// more than one of them. One thread.
class LineReader
{
public:
    explicit LineReader(LineQuestion question);
    /// Reads the next part. True: nothing is left to read.
    Expected<bool> readOn(const Recording &recording);
    /// The line of what was read.
    [[nodiscard]] LineHistory line() const { return lineOf(m_question, m_read, m_gaps); }
    /// What was read, by input of the line.
    [[nodiscard]] const std::vector<std::vector<HistoryPoint>> &read() const { return m_read; }

private:
    Expected<void> readPart(const Recording &recording, SeriesId series);

    LineQuestion m_question;
    std::vector<std::vector<HistoryPoint>> m_read; ///< by input
    Moment m_next;                                 ///< of the input that is being read
    std::vector<Recording::Gap> m_gaps;
};

/// At most five points a column of the span: the first, least, greatest and last of each (M4), and one where nothing is
/// known between two columns that no line joins.
Trace thinned(const Trace &trace, const TimeSpan &span, std::size_t columns, Milliseconds longestStep,
              std::span<const Recording::Gap> gaps);
} // namespace signalbox
