// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <rules/rule.h>

#include <algorithm>
#include <cmath>

#include <estate/estatescalar.h>
#include <rules/words.h>

namespace signalbox::rules::disk_filling
{
namespace
{
constexpr double emptyEnough = 0.5; // below this share used, a forecast is about nobody's night

// File systems in memory come and go with what runs; images are full by nature.
bool isLasting(std::string_view fstype)
{
    static constexpr std::string_view passing[] = {"tmpfs", "ramfs", "devtmpfs", "squashfs", "erofs", "iso9660"};
    return std::find(std::begin(passing), std::end(passing), fstype) == std::end(passing);
}

std::optional<double> number(const SubjectView &view, std::string_view metric, const SeriesKey &key)
{
    const auto said = view.value(metric, key.labels, key.source);
    const bool isKnown = said && said->sample.freshness != Freshness::Never && std::isfinite(said->sample.value);
    return isKnown ? std::optional(said->sample.value) : std::nullopt;
}

Verdict judge(const SubjectView &view)
{
    const Limits &limits = view.estate().limits;
    Verdict verdict;
    for (const SubjectView::Value &full : view.values("node_filesystem_full_seconds")) {
        const SeriesKey &key = full.series.declared.key;
        const std::optional<double> size = number(view, "node_filesystem_size_bytes", key);
        const std::optional<double> available = number(view, "node_filesystem_avail_bytes", key);
        const bool isReadOnly = number(view, "node_filesystem_readonly", key).value_or(0) == 1;
        const double left = full.sample.value;
        const bool isForecast = full.sample.freshness != Freshness::Never && std::isfinite(left) && left >= 0;
        if (!isForecast || !size || !available || *size <= 0 || isReadOnly ||
            !isLasting(labelValue(key.labels, "fstype")))
            continue;
        const double used = 1 - *available / *size;
        const auto isWithin = [left](Milliseconds limit) { return left * 1000 < static_cast<double>(limit.count()); };
        if (used < emptyEnough || !isWithin(limits.diskFillingWarning))
            continue;
        const bool isCritical = isWithin(limits.diskFillingCritical);
        const std::string limit = durationText(isCritical ? limits.diskFillingCritical : limits.diskFillingWarning);
        const std::string mountpoint(labelValue(key.labels, "mountpoint"));
        std::string sentence = mountpoint;
        sentence.append(" will be full in less than ").append(limit).append(" at the present rate (");
        sentence.append(percentText(used)).append(" used)");
        verdict.findings.push_back({isCritical ? Severity::Critical : Severity::Warning,
                                    {{"mountpoint", mountpoint}, {"source", key.source}},
                                    std::move(sentence)});
    }
    return verdict;
}
} // namespace

extern const Rule item;
const Rule item{
    .id = "disk-filling",
    .version = 1,
    .title = "Disk filling",
    .kind = "host",
    .metrics = {"node_filesystem_full_seconds", "node_filesystem_size_bytes", "node_filesystem_avail_bytes",
                "node_filesystem_readonly"},
    .limits = {"disk_filling_warning", "disk_filling_critical"},
    .readsFreshness = false,
    .holdFor = std::chrono::minutes(10), // two forecasts of our own
    .guidance =
        "At the rate of the last hours the disk is full before the limit. See what grows: du -x twice, some minutes "
        "apart; journalctl --disk-usage; queues and dumps. Stop or move what grows rather than free what it will take "
        "again.",
    .judge = judge,
};
} // namespace signalbox::rules::disk_filling
