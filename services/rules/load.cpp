// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <rules/rule.h>

#include <cmath>
#include <set>

namespace signalbox::rules::load
{
namespace
{
// As the source says it; otherwise one a processor that it tells about. Nothing where neither is known.
std::size_t processors(const SubjectView &view, const std::string &source)
{
    const auto count = view.value("node_cpu_count", {}, source);
    if (count && count->sample.freshness != Freshness::Never && count->sample.value >= 1 && count->sample.value < 1e6)
        return static_cast<std::size_t>(count->sample.value);
    std::set<std::string_view> found;
    for (const SubjectView::Value &time : view.values("node_cpu_seconds_total")) {
        const SeriesKey &key = time.series.declared.key;
        const std::string_view cpu = labelValue(key.labels, "cpu");
        if (key.source == source && !cpu.empty() && labelValue(key.labels, "mode") == "idle")
            found.insert(cpu);
    }
    return found.size();
}

Verdict judge(const SubjectView &view)
{
    const Limits &limits = view.estate().limits;
    Verdict verdict;
    for (const SubjectView::Value &load : view.values("node_load5")) {
        const std::string &source = load.series.declared.key.source;
        const std::size_t count = processors(view, source);
        if (count == 0 || load.sample.freshness == Freshness::Never || !std::isfinite(load.sample.value))
            continue;
        const double each = load.sample.value / static_cast<double>(count);
        if (each < limits.loadWarning)
            continue;
        const bool isCritical = each >= limits.loadCritical;
        const std::uint32_t limit = isCritical ? limits.loadCritical : limits.loadWarning;
        char rounded[32];
        std::snprintf(rounded, sizeof rounded, "%.0f", std::floor(each));
        verdict.findings.push_back({isCritical ? Severity::Critical : Severity::Warning,
                                    {{"source", source}},
                                    "the load is " + std::string(rounded) + " for each of " + std::to_string(count) +
                                        (count == 1 ? " processor" : " processors") + " (limit " +
                                        std::to_string(limit) + ")"});
    }
    return verdict;
}
} // namespace

extern const Rule item;
const Rule item{
    .id = "load",
    .version = 1,
    .title = "Load",
    .kind = "host",
    .metrics = {"node_load5", "node_cpu_count", "node_cpu_seconds_total"},
    .limits = {"load_warning", "load_critical"},
    .readsFreshness = false,
    .holdFor = std::chrono::minutes(5),
    .guidance = "More tasks run, or wait for a processor or a disk, than the machine can serve (mean of five minutes). "
                "top tells which: with idle processors and tasks in state D it is a disk or a network file system. "
                "Otherwise look at who runs, and move or stop it.",
    .judge = judge,
};
} // namespace signalbox::rules::load
