// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <rules/rule.h>

#include <algorithm>
#include <map>

#include <rules/words.h>

namespace signalbox::rules::failed_units
{
namespace
{
constexpr std::size_t namedUnits = 5; // more would not be read

Verdict judge(const SubjectView &view)
{
    std::map<std::string, std::vector<std::string>> failed; // by source
    for (const SubjectView::Value &unit : view.values("node_systemd_unit_state")) {
        const SeriesKey &key = unit.series.declared.key;
        if (unit.sample.value == 1 && unit.sample.freshness != Freshness::Never &&
            labelValue(key.labels, "state") == "failed")
            failed[key.source].emplace_back(labelValue(key.labels, "name"));
    }
    Verdict verdict;
    for (auto &[source, units] : failed) {
        std::sort(units.begin(), units.end());
        const std::string count = units.size() == 1 ? "1 unit has" : std::to_string(units.size()) + " units have";
        verdict.findings.push_back(
            {Severity::Warning, {{"source", source}}, count + " failed: " + someOf(units, namedUnits)});
    }
    return verdict;
}
} // namespace

extern const Rule item;
const Rule item{
    .id = "failed-units",
    .version = 1,
    .title = "Failed units",
    .kind = "host",
    .metrics = {"node_systemd_unit_state"},
    .limits = {},
    .readsFreshness = false,
    .holdFor = std::chrono::minutes(1),
    .guidance =
        "systemd has given these units up: they do not run. See systemctl status UNIT and journalctl -u UNIT for why; "
        "mend that, then systemctl restart UNIT. Where a failure no longer matters: systemctl reset-failed UNIT.",
    .judge = judge,
};
} // namespace signalbox::rules::failed_units
