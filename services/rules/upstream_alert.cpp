// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <rules/rule.h>

#include <map>
#include <utility>

#include <rules/upstreamseverity.h>

namespace signalbox::rules::upstream_alert
{
namespace
{
constexpr std::string_view alertMetric = "alertmanager_alert";
constexpr std::string_view summaryMetric = "alertmanager_alert_summary";

// The alert's own labels and who told it. Were there a label `source` already, it keeps its value under the name that
// Prometheus gives to such.
Labels keyOf(const SeriesKey &key)
{
    Labels::List labels = key.labels.list();
    for (auto &label : labels) {
        if (label.first == "source")
            label.first = "exported_source";
    }
    return Labels(std::move(labels)).with("source", key.source);
}

// A suppressed alert (0) states nothing: somebody silenced it, or another alert explains it. It is counted on its
// Alertmanager and stands among the subject's values.
Verdict judge(const SubjectView &view)
{
    std::map<std::pair<std::string_view, const Labels &>, const Sample *> summaries;
    for (const SubjectView::Value &summary : view.values(summaryMetric))
        summaries.emplace(std::pair<std::string_view, const Labels &>(summary.series.declared.key.source,
                                                                      summary.series.declared.key.labels),
                          &summary.sample);
    Verdict verdict;
    for (const SubjectView::Value &alert : view.values(alertMetric)) {
        const SeriesKey &key = alert.series.declared.key;
        if (alert.sample.freshness == Freshness::Never || alert.sample.value != 1)
            continue;
        const std::string_view name = labelValue(key.labels, "alertname");
        std::string sentence(name.empty() ? "unnamed" : name);
        const auto summary = summaries.find({key.source, key.labels});
        if (summary != summaries.end()) {
            if (const std::string &text = view.text(*summary->second); !text.empty())
                sentence += ": " + text;
        }
        verdict.findings.push_back(
            {upstreamSeverity(labelValue(key.labels, "severity")), keyOf(key), std::move(sentence)});
    }
    return verdict;
}
} // namespace

extern const Rule item;
const Rule item{
    .id = "upstream-alert",
    .version = 1,
    .title = "Upstream alert",
    .kind = "",
    .metrics = {alertMetric, summaryMetric},
    .limits = {},
    .readsFreshness = false,
    .holdFor = {},
    .guidance =
        "An Alertmanager lists this alert as active. What it means was decided by whoever wrote its alerting "
        "rule: see its labels and, in Prometheus, its expression. Do what its runbook says, where a label or an "
        "annotation names one. It ends here when Alertmanager no longer lists it; one that is silenced or "
        "inhibited there is not stated here.",
    .judge = judge,
};
} // namespace signalbox::rules::upstream_alert
