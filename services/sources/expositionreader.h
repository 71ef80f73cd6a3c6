// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <estate/problem.h>
#include <estate/subject.h>
#include <time/moment.h>

namespace signalbox
{
/// Prometheus' text format 0.0.4 (prometheus.io/docs/instrumenting/exposition_formats) or OpenMetrics 1.0 (its
/// specification on GitHub, OpenMetrics/prometheus/OpenMetrics.md). They differ in how an answer ends, in time stamps
/// and in exemplars.
enum class ExpositionFormat : std::uint8_t { Text, OpenMetrics };

/// One sample of an answer. The views point into the answer.
struct ExpositionSample {
    std::string_view
        series;            ///< name and labels as written: what tells samples of one exporter apart, spelling included
    std::string_view name; ///< empty where `series` is the expected one: not looked at again
    std::string_view labels;       ///< between the braces as written; well-formed, for parseExpositionLabels
    std::string_view unit;         ///< from OpenMetrics' # UNIT; empty where none was told
    double value = 0;              ///< NaN and ±Inf included
    std::optional<WallTime> stamp; ///< when the exporter says that it was so; it seldom says
};

/// Reads an answer sample by sample, without copying. What it accepts is checked to the last byte, but for UTF-8; it
/// never reads beyond the text. A line of metadata other than # UNIT, and an exemplar, are passed over.
class ExpositionReader
{
public:
    ExpositionReader(std::string_view text, ExpositionFormat format);

    /// Reads the next sample. False at the end and where the answer is at fault. Where the line begins with `expected`,
    /// the series as written at this place the last time, it is taken as it is: that saves most of the work.
    bool next(ExpositionSample &sample, std::string_view expected = {});
    /// What is at fault, or nothing. An answer that is cut off is at fault as a whole: nothing of it may be used.
    [[nodiscard]] const std::optional<Problem> &problem() const { return m_problem; }

private:
    bool readSample(std::string_view line, std::string_view expected, ExpositionSample &sample);
    bool readSeries(std::string_view line, ExpositionSample &sample);
    bool readValue(std::string_view rest, ExpositionSample &sample);
    bool readStamp(std::string_view word, ExpositionSample &sample);
    bool readComment(std::string_view line);
    bool refuse(std::string what);

    std::string_view m_rest;
    ExpositionFormat m_format;
    std::uint64_t m_line = 0;
    std::string_view m_family; ///< that m_unit was told of
    std::string_view m_unit;
    std::optional<Problem> m_problem;
};

/// The labels between the braces, sorted by name, escapes undone; a label with an empty value is none (as in
/// Prometheus). A Problem where a name comes twice or a value is no UTF-8.
Expected<Labels> parseExpositionLabels(std::string_view labels);
} // namespace signalbox
