// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <rules/rule.h>

#include <cmath>

#include <rules/words.h>

namespace signalbox::rules::disk_full
{
namespace
{
// Used as df tells it: what is not available to an ordinary user counts as used, since that is when mail stops.
Verdict judge(const SubjectView &view)
{
    const Limits &limits = view.estate().limits;
    Verdict verdict;
    for (const SubjectView::Value &size : view.values("node_filesystem_size_bytes")) {
        const SeriesKey &key = size.series.declared.key;
        const auto available = view.value("node_filesystem_avail_bytes", key.labels, key.source);
        if (!available || size.sample.freshness == Freshness::Never || available->sample.freshness == Freshness::Never)
            continue;
        const std::string mountpoint(labelValue(key.labels, "mountpoint"));
        const Labels labels{{"mountpoint", mountpoint}, {"source", key.source}};
        if (!std::isfinite(size.sample.value) || !std::isfinite(available->sample.value)) {
            verdict.findings.push_back(
                {Severity::Unknown, labels, "how full " + mountpoint + " is cannot be told: its size is not a number"});
            continue;
        }
        const double used = 1 - available->sample.value / size.sample.value;
        if (size.sample.value <= 0 || used < limits.diskFullWarning)
            continue;
        const bool isCritical = used >= limits.diskFullCritical;
        const double limit = isCritical ? limits.diskFullCritical : limits.diskFullWarning;
        verdict.findings.push_back(
            {isCritical ? Severity::Critical : Severity::Warning, labels,
             mountpoint + " is " + percentText(used) + " full (limit " + percentText(limit) + ")"});
    }
    return verdict;
}
} // namespace

extern const Rule item;
const Rule item{
    .id = "disk-full",
    .version = 1,
    .title = "Disk full",
    .kind = "host",
    .metrics = {"node_filesystem_size_bytes", "node_filesystem_avail_bytes"},
    .limits = {"disk_full_warning", "disk_full_critical"},
    .readsFreshness = false,
    .holdFor = {},
    .guidance =
        "At 100 % writes fail: queues stop, databases go read-only, logs are lost. See what grew (du -x, journalctl "
        "--disk-usage, deleted files still open: lsof +L1), then free or extend. The limits stand in the estate file "
        "under limits.",
    .judge = judge,
};
} // namespace signalbox::rules::disk_full
