// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <rules/rule.h>

#include <algorithm>
#include <map>

#include <rules/words.h>

namespace signalbox::rules::exporter_gone
{
namespace
{
constexpr std::size_t namedHosts = 5;                   // more would not be read
constexpr Milliseconds rememberedFor{24 * 3600 * 1000}; // a target that was taken away on purpose is news for a day

/// Of one job, the hosts that had it: true where none of its targets there is left.
using Hosts = std::map<std::string, bool>;

bool answers(const SubjectView &view)
{
    for (const SubjectView::Value &up : view.values("up")) {
        if (up.sample.freshness == Freshness::Fresh && up.sample.value == 1)
            return true;
    }
    return false;
}

std::map<std::string, Hosts> hostsByJob(const SubjectView &view, std::optional<Moment> &recheckAt)
{
    std::map<std::string, Hosts> jobs;
    for (const SubjectView::Value &target : view.members("target_up")) {
        const SubjectState &host = view.subjectOf(target.series);
        const Freshness freshness = target.sample.freshness;
        if (!host.declared || freshness == Freshness::Never)
            continue;
        const bool isGone = freshness == Freshness::Gone;
        if (isGone) {
            const Moment forgotten = target.sample.at + rememberedFor;
            if (view.now() >= forgotten)
                continue;
            recheckAt = std::min(recheckAt.value_or(forgotten), forgotten);
        }
        const bool isLost = isGone || freshness == Freshness::Stale;
        const std::string job(labelValue(target.series.declared.key.labels, "job"));
        const auto [known, isNew] = jobs[job].try_emplace(host.subject.name, isLost);
        if (!isNew)
            known->second = known->second && isLost;
    }
    return jobs;
}

// Of ten thousand hosts nearly always none is: that is found out before they are sorted by job and name.
bool isAnyLost(const SubjectView &view)
{
    const std::vector<SubjectView::Value> targets = view.members("target_up");
    return std::any_of(targets.begin(), targets.end(), [](const SubjectView::Value &target) {
        return target.sample.freshness == Freshness::Gone || target.sample.freshness == Freshness::Stale;
    });
}

Verdict judge(const SubjectView &view)
{
    if (!answers(view) || !isAnyLost(view))
        return {}; // where it does not answer, source-dead speaks
    Verdict verdict;
    for (const auto &[job, hosts] : hostsByJob(view, verdict.recheckAt)) {
        std::vector<std::string> lost;
        for (const auto &[host, isLost] : hosts) {
            if (isLost)
                lost.push_back(host);
        }
        if (lost.empty())
            continue;
        verdict.findings.push_back({Severity::Unknown,
                                    {{"job", job}},
                                    std::to_string(lost.size()) + " of " + std::to_string(hosts.size()) +
                                        (hosts.size() == 1 ? " host has" : " hosts have") + " lost job " + job + ": " +
                                        someOf(lost, namedHosts)});
    }
    return verdict;
}
} // namespace

extern const Rule item;
const Rule item{
    .id = "exporter-gone",
    .version = 1,
    .title = "Exporter gone",
    .kind = "source",
    .metrics = {"up", "target_up"},
    .limits = {},
    .readsFreshness = true,
    .holdFor = std::chrono::minutes(2),
    .guidance =
        "The monitoring server answers, but no longer looks at a target that it had: nothing is known there, and "
        "no alert rule of the server can fire either. See its service discovery and scrape configuration (the "
        "pages Targets and Service discovery), and its last reload. Put back what was lost there and reload it. "
        "A target that was taken away is named for a day.",
    .judge = judge,
};
} // namespace signalbox::rules::exporter_gone
