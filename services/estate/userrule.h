// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <estate/comparison.h>
#include <estate/subject.h>

namespace signalbox
{
/// A rule of the estate's own, in `rules`: a metric, by itself, as a rate or as a share of another, against limits.
/// There is no expression language: what needs one is computed where the metric comes from.
struct UserRule {
    std::string name;
    std::string metric;
    Labels labels;   ///< a series must have these; a value that ends in * stands for any ending
    std::string per; ///< the metric that it is a share of; empty: none
    std::chrono::milliseconds rate{
        0}; ///< both are counters, of which the rise per second over so long is meant; 0: as is
    std::optional<Comparison> warning;
    std::optional<Comparison> critical;
    std::chrono::milliseconds holdFor{0}; ///< how long it must hold
    std::string kind;                     ///< of subjects that it is about; empty: every kind
    bool isForRoles = false;              ///< it is about `subjects` alone
    std::vector<Subject> subjects;        ///< the hosts with its roles, sorted
    std::string guidance;                 ///< outside text; may be empty

    /// The metrics that it compares: with a rate those that are derived for it (rateMetric).
    [[nodiscard]] std::string compared() const;
    [[nodiscard]] std::string comparedPer() const; ///< empty without `per`
    [[nodiscard]] bool isAbout(const Subject &subject) const;
    /// Whether a series with these labels is one of its.
    [[nodiscard]] bool takes(const Labels &seriesLabels) const;
    bool operator==(const UserRule &) const = default;
};

/// What the rise per second of a counter over so long is called: "http_requests_total:rate5m", as recording rules of
/// Prometheus are by convention.
std::string rateMetric(std::string_view counter, std::chrono::milliseconds window);
} // namespace signalbox
