// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <rules/rule.h>

#include <algorithm>
#include <cmath>

#include <estate/estatescalar.h>

namespace signalbox::rules::clock_skew
{
namespace
{
std::optional<Finding> findingOf(const SubjectView &view, const std::string &source)
{
    const Limits &limits = view.estate().limits;
    const auto number = [&](std::string_view metric) {
        const auto said = view.value(metric, {}, source);
        const bool isKnown = said && said->sample.freshness != Freshness::Never && std::isfinite(said->sample.value);
        return isKnown ? std::optional(said->sample.value) : std::nullopt;
    };
    const double offset = std::abs(number("node_timex_offset_seconds").value_or(0)) * 1000;
    const auto isBeyond = [offset](Milliseconds limit) { return offset >= static_cast<double>(limit.count()); };
    const bool isFree = number("node_timex_sync_status").value_or(1) == 0;
    const bool isCritical = isBeyond(limits.clockSkewCritical);
    if (isCritical || isBeyond(limits.clockSkewWarning)) {
        const std::string limit = durationText(isCritical ? limits.clockSkewCritical : limits.clockSkewWarning);
        return Finding{isCritical ? Severity::Critical : Severity::Warning,
                       {{"source", source}},
                       "the clock is off by " + limit + " or more" + (isFree ? ", and nothing sets it" : "")};
    }
    if (isFree)
        return Finding{Severity::Warning, {{"source", source}}, "nothing sets the clock: it is not synchronised"};
    return {};
}

Verdict judge(const SubjectView &view)
{
    std::vector<std::string> sources;
    for (const std::string_view metric : {"node_timex_offset_seconds", "node_timex_sync_status"}) {
        for (const SubjectView::Value &said : view.values(metric)) {
            const std::string &source = said.series.declared.key.source;
            if (std::find(sources.begin(), sources.end(), source) == sources.end())
                sources.push_back(source);
        }
    }
    Verdict verdict;
    for (const std::string &source : sources) {
        if (auto finding = findingOf(view, source))
            verdict.findings.push_back(std::move(*finding));
    }
    return verdict;
}
} // namespace

extern const Rule item;
const Rule item{
    .id = "clock-skew",
    .version = 1,
    .title = "Clock skew",
    .kind = "host",
    .metrics = {"node_timex_offset_seconds", "node_timex_sync_status"},
    .limits = {"clock_skew_warning", "clock_skew_critical"},
    .readsFreshness = false,
    .holdFor = std::chrono::minutes(5), // a clock that was just started needs some minutes
    .guidance =
        "With a wrong clock logs cannot be put in order, certificates and tickets are refused, and replication may "
        "prefer the wrong copy. See chronyc tracking or timedatectl timesync-status: is the daemon running, and does "
        "it reach its servers? Step a clock that is far off only while what depends on time is stopped.",
    .judge = judge,
};
} // namespace signalbox::rules::clock_skew
