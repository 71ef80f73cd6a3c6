// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <estate/problem.h>

namespace signalbox
{
/// The answer to an instant or a range query of Prometheus' HTTP API
/// (prometheus.io/docs/prometheus/latest/querying/api), read whole or not at all. Its texts are outside data.
class PrometheusAnswer
{
public:
    using Label = std::pair<std::string_view, std::string_view>;
    /// One value of a series.
    struct Point {
        double time = 0;  ///< Unix seconds, finite, of the evaluation and not of the sample
        double value = 0; ///< NaN and ±Inf included
    };
    struct Series {
        std::span<const Label> labels; ///< sorted by name, each name once, no empty value; __name__ among them
        std::span<const Point> points; ///< one of an instant query; never empty
        /// The value of the label called name, or an empty view.
        [[nodiscard]] std::string_view label(std::string_view name) const;
    };

    /// More values in one answer are refused.
    static constexpr std::size_t mostPoints = 2'000'000;

    /// Reads a body. A Problem where it is cut off, no JSON or no vector, or where the server tells an error: then in
    /// the server's own words.
    static Expected<PrometheusAnswer> read(std::string body);
    ~PrometheusAnswer();
    PrometheusAnswer(PrometheusAnswer &&) noexcept;
    PrometheusAnswer &operator=(PrometheusAnswer &&) noexcept;

    /// In the server's order. Valid as long as the answer is.
    [[nodiscard]] std::span<const Series> series() const;
    /// What the server said beside it. Any warning may mean that something is missing.
    [[nodiscard]] const std::vector<std::string> &warnings() const;
    /// Series that hold native histograms alone, which are not read.
    [[nodiscard]] std::size_t histograms() const;

private:
    struct Content;
    explicit PrometheusAnswer(std::unique_ptr<Content> content);
    std::unique_ptr<Content> m_content;
};

/// What the server says is wrong, in a body that came with a status other than 200; empty where it is no such.
std::string prometheusComplaint(std::string body);
} // namespace signalbox
