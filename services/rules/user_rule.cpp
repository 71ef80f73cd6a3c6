// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <rules/rule.h>

#include <algorithm>
#include <cmath>

namespace signalbox::rules::user_rule
{
namespace
{
bool isKnown(const Sample &sample)
{
    return sample.kind == FactKind::Number && sample.freshness != Freshness::Never;
}

/// Whether a series is part of what another is a share of: the same source, and every label of the other but those that
/// the rule picked it by.
bool isPartOfWhole(const SeriesKey &part, const SeriesKey &series, const Labels &picked)
{
    return part.source == series.source &&
           std::all_of(series.labels.begin(), series.labels.end(), [&](const auto &label) {
               return !labelValue(picked, label.first).empty() || labelValue(part.labels, label.first) == label.second;
           });
}

/// What the rule compares; nothing where it cannot be told, or where nothing is there to be a share of.
std::optional<double> comparedValue(const UserRule &rule, const SubjectView::Value &value,
                                    const std::vector<SubjectView::Value> &wholes)
{
    if (!isKnown(value.sample) || std::isnan(value.sample.value))
        return {};
    if (rule.per.empty())
        return value.sample.value;
    double whole = 0;
    bool isThere = false;
    for (const SubjectView::Value &part : wholes) {
        if (!isKnown(part.sample) || !isPartOfWhole(part.series.declared.key, value.series.declared.key, rule.labels))
            continue;
        isThere = true;
        whole += part.sample.value;
    }
    return isThere && whole != 0 && std::isfinite(whole) ? std::optional(value.sample.value / whole) : std::nullopt;
}

Labels labelsOf(const UserRule &rule, const SeriesKey &series)
{
    Labels::List labels{{"rule", rule.name}, {"source", series.source}};
    for (const auto &[name, value] : series.labels) // as Prometheus renames what a scrape sets itself
        labels.emplace_back(name == "rule" || name == "source" ? "exported_" + name : name, value);
    std::sort(labels.begin(), labels.end());
    return labels;
}

std::string sentenceOf(const UserRule &rule, const Comparison &limit, const SeriesKey &series, double value)
{
    return rule.name + ": " + series.metric + labelText(series.labels) + " is " + limit.valueText(value) +
           (rule.per.empty() ? "" : " of " + rule.comparedPer()) + " (limit " + limit.shown + ')';
}

Verdict judge(const SubjectView &view)
{
    Verdict verdict;
    for (const UserRule &rule : view.estate().userRules) {
        if (!rule.isAbout(view.subject()))
            continue;
        const std::vector<SubjectView::Value> wholes =
            rule.per.empty() ? std::vector<SubjectView::Value>() : view.values(rule.comparedPer());
        for (const SubjectView::Value &value : view.values(rule.compared())) {
            const SeriesKey &series = value.series.declared.key;
            if (!rule.takes(series.labels))
                continue;
            const std::optional<double> compared = comparedValue(rule, value, wholes);
            if (!compared)
                continue;
            const bool isCritical = rule.critical && rule.critical->holds(*compared);
            if (!isCritical && !(rule.warning && rule.warning->holds(*compared)))
                continue;
            verdict.findings.push_back(
                {isCritical ? Severity::Critical : Severity::Warning, labelsOf(rule, series),
                 sentenceOf(rule, isCritical ? *rule.critical : *rule.warning, series, *compared), rule.holdFor});
        }
    }
    return verdict;
}
} // namespace

extern const Rule item;
const Rule item{
    .id = "user-rule",
    .version = 1,
    .title = "Rule of the estate's own",
    .kind = "",
    .metrics = {},
    .limits = {},
    .readsFreshness = false,
    .readsUserRules = true,
    .holdFor = {},
    .guidance = "A value is beyond a limit that the estate file sets under rules; the label rule names it. Its own "
                "guidance is shown in this place where it was written. Otherwise look at the value's history, and ask "
                "who set the limit. Mend what is wrong, and write down how, as the rule's guidance.",
    .judge = judge,
};
} // namespace signalbox::rules::user_rule
