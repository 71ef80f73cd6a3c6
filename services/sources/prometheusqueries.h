// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <estate/estate.h>
#include <sources/prometheusanswer.h>

namespace signalbox
{
/// One thing that a Prometheus server is asked for, and what its answer means.
struct PrometheusQuery {
    std::string metric; ///< what the values are said as
    std::string expr;   ///< PromQL: an instant vector
    std::string from;   ///< plain selector of the samples that the values are as old as
    std::string past;   ///< expr with a place for forPast's matcher; empty: not to be asked of a time that is past
    std::string wrong;  ///< PromQL: those of expr that are wrong; empty: nothing tells
    std::vector<std::string> labels; ///< kept, beside the subject
    bool keepsAll = false;           ///< labels: all but the subject's, instance and job
    std::string subjectLabel;        ///< its value names the subject
    std::string kind = "host";
    std::string unit;
    std::chrono::milliseconds interval{}; ///< between two questions for all values
    bool countsEvidence = false;          ///< the number of samples behind a value is said as well
};

namespace prometheusqueries
{
/// The label that tells the parts of an answer apart.
inline constexpr std::string_view part = "signalbox";
/// Which part of an answer a series is.
inline std::string_view partOf(const PrometheusAnswer::Series &series)
{
    return series.label(part);
}

/// The built-in queries for node_exporter and blackbox_exporter, and the declared ones.
std::vector<PrometheusQuery> all(const SourceDeclaration &declaration);

/// PromQL for all values. Parts: "value", "at" (by subject label: the oldest sample's time), "count".
std::string forAll(const PrometheusQuery &query);
/// PromQL for those that are wrong: "value" and "at".
std::string forWrong(const PrometheusQuery &query);
/// PromQL for a range query: what `past` gives of subjects whose label has one of these values.
std::string forPast(const PrometheusQuery &query, const std::vector<std::string> &values);
/// The `up` of targets, for forPast alone.
PrometheusQuery ofUp(const SourceDeclaration &declaration);

/// PromQL for the roll of targets by aggregates, all of one evaluation. Parts: "now"; by job "count" and "min" (how
/// many are up, and the oldest sample's time), "left" (how many have gone that were there `since` ago); and one by one,
/// each with its sample's time, "down" and "old" (up, but longer than `old` ago).
std::string forRoll(const SourceDeclaration &declaration, std::chrono::milliseconds old,
                    std::chrono::milliseconds since);
/// PromQL for the roll with every target. Parts: "now", "down" as above, "all".
std::string forFullRoll(const SourceDeclaration &declaration);
/// PromQL for how often each job is scraped, in seconds, as far as ten minutes tell. Part "pace", by job.
std::string forPace(const SourceDeclaration &declaration);
} // namespace prometheusqueries
} // namespace signalbox
