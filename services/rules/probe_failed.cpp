// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <rules/rule.h>

#include <algorithm>

#include <rules/observers.h>

namespace signalbox::rules::probe_failed
{
namespace
{
constexpr Milliseconds longestHold = std::chrono::seconds(90);

/// Whether host-down speaks of it: several observers, or a prober that is not ours, and nobody sees the host alive.
bool isLeftToHostDown(const SubjectView &view, const SeriesKey &key)
{
    if (view.subject().kind != "host")
        return false;
    const std::vector<Evidence> all = evidenceOf(view);
    const auto isThis = [&](const Evidence &one) { return one.source == key.source; };
    const auto self = std::find_if(all.begin(), all.end(), isThis);
    if (self != all.end() && !self->isService)
        return true;
    return !isSeenAlive(all) && !std::all_of(all.begin(), all.end(), isThis);
}

Verdict judge(const SubjectView &view)
{
    Verdict verdict;
    for (const SubjectView::Value &success : view.values("probe_success")) {
        const SeriesKey &key = success.series.declared.key;
        const bool hasFailed = success.sample.freshness == Freshness::Fresh && success.sample.value == 0;
        if (!hasFailed || isLeftToHostDown(view, key))
            continue;
        const auto error = view.value("probe_error", key.labels, key.source);
        const std::string reason =
            error && error->sample.kind == FactKind::Text ? view.text(error->sample) : "the probe failed";
        verdict.findings.push_back({Severity::Critical, key.labels.with("source", key.source),
                                    key.source + ": " + reason,
                                    std::min(longestHold, success.series.declared.interval * 3 / 2)});
    }
    return verdict;
}
} // namespace

extern const Rule item;
const Rule item{
    .id = "probe-failed",
    .version = 1,
    .title = "Probe failed",
    .kind = "",
    .metrics = {std::begin(evidenceMetrics), std::end(evidenceMetrics)},
    .limits = {},
    .readsFreshness = true,
    .holdFor = longestHold,
    .guidance =
        "A service was tried as its users would, and did not do what it should. See the reason: refused means that "
        "nothing listens; no answer means the path, a firewall or a process that hangs; a wrong status, page or "
        "greeting means that it runs and fails; for certificates see certificate-expiry. Try it from elsewhere before "
        "restarting anything. A host that nobody sees alive is one finding of host-down instead. "
        "It is raised sooner than below where the probe looks more often: after one and a half of its intervals.",
    .judge = judge,
};
} // namespace signalbox::rules::probe_failed
