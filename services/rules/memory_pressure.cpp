// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <rules/rule.h>

#include <cmath>

#include <rules/words.h>

namespace signalbox::rules::memory_pressure
{
namespace
{
const std::string untold = "how much memory is available cannot be told: it is not a number";

// MemAvailable is the kernel's own estimate of what can be had without swapping: caches do not count as used.
Verdict judge(const SubjectView &view)
{
    const Limits &limits = view.estate().limits;
    Verdict verdict;
    for (const SubjectView::Value &total : view.values("node_memory_MemTotal_bytes")) {
        const SeriesKey &key = total.series.declared.key;
        const auto available = view.value("node_memory_MemAvailable_bytes", key.labels, key.source);
        if (!available || total.sample.freshness == Freshness::Never || available->sample.freshness == Freshness::Never)
            continue;
        const Labels labels{{"source", key.source}};
        const double share = available->sample.value / total.sample.value;
        if (!std::isfinite(share)) {
            verdict.findings.push_back({Severity::Unknown, labels, untold});
            continue;
        }
        if (share >= limits.memoryAvailableWarning)
            continue;
        const bool isCritical = share < limits.memoryAvailableCritical;
        const double limit = isCritical ? limits.memoryAvailableCritical : limits.memoryAvailableWarning;
        const std::string sentence =
            percentText(share) + " of the memory is available (limit " + percentText(limit) + ")";
        verdict.findings.push_back({isCritical ? Severity::Critical : Severity::Warning, labels, sentence});
    }
    return verdict;
}
} // namespace

extern const Rule item;
const Rule item{
    .id = "memory-pressure",
    .version = 1,
    .title = "Memory pressure",
    .kind = "host",
    .metrics = {"node_memory_MemAvailable_bytes", "node_memory_MemTotal_bytes"},
    .limits = {"memory_available_warning", "memory_available_critical"},
    .readsFreshness = false,
    .holdFor = std::chrono::minutes(2),
    .guidance =
        "Little memory can be had without swapping, and soon the kernel kills what is largest. See who holds it: ps "
        "--sort=-rss, slabtop, systemd-cgtop -m; dmesg tells whether it has killed already. Stop or move load before "
        "adding swap.",
    .judge = judge,
};
} // namespace signalbox::rules::memory_pressure
