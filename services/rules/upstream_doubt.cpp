// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <rules/rule.h>

namespace signalbox::rules::upstream_doubt
{
namespace
{
// An empty list of alerts means that all is well, or that nobody sends any: whoever cannot tell the two apart knows
// nothing.
Verdict judge(const SubjectView &view)
{
    Verdict verdict;
    for (const SubjectView::Value &warning : view.values("alertmanager_warning")) {
        const std::string &doubt = view.text(warning.sample);
        if (warning.sample.freshness != Freshness::Never && !doubt.empty())
            verdict.findings.push_back({Severity::Unknown, {}, "its alerts may not be all there are: " + doubt});
    }
    return verdict;
}
} // namespace

extern const Rule item;
const Rule item{
    .id = "upstream-doubt",
    .version = 1,
    .title = "Upstream in doubt",
    .kind = "source",
    .metrics = {"alertmanager_warning"},
    .limits = {},
    .readsFreshness = false,
    .holdFor = {},
    .guidance =
        "The Alertmanager answers, but its list is no proof of health. A watchdog alert that is missing means "
        "that a Prometheus does not reach it, or does not evaluate: look at that Prometheus' targets, rules and "
        "prometheus_notifications_dropped_total. A cluster that is settling may not know all alerts yet. A "
        "silence that mutes every alert hides what burns: end it there, or make it narrower. Mend that first: until "
        "then an empty list says nothing.",
    .judge = judge,
};
} // namespace signalbox::rules::upstream_doubt
