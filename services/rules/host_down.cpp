// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <rules/rule.h>

#include <algorithm>

#include <rules/words.h>

namespace signalbox::rules
{
namespace
{
constexpr std::size_t namedObservers = 5; // more would not be read
constexpr Milliseconds longestHold = std::chrono::seconds(90);

/// What one look at the host said, of an observer that still looks.
struct Evidence {
    std::string source;
    std::string name; ///< "node", "fleet/node"
    bool isUp = false;
    bool isPolled = false; ///< by ourselves: then source-dead speaks of it as well
    std::string reason;    ///< why it seems to be down
    Milliseconds interval; ///< between two looks
};

std::string reasonOf(const SubjectView &view, const SeriesKey &key)
{
    if (key.metric == "probe_success")
        return "the probe failed";
    const auto error = view.value(key.metric == "up" ? "scrape_error" : "target_error", key.labels, key.source);
    const bool isKnown = error && error->sample.kind == FactKind::Text && error->sample.freshness == Freshness::Fresh;
    const std::string text = isKnown ? view.text(error->sample) : std::string();
    return text.empty() ? "no reason given" : text;
}

// An observer whose word is late or older is none: it counts neither for up nor for down. Where a source probes the
// host, its own `up` tells of the prober.
std::vector<Evidence> evidenceOf(const SubjectView &view)
{
    std::vector<std::string> probers;
    for (const SubjectView::Value &probe : view.values("probe_success"))
        probers.push_back(probe.series.declared.key.source);
    std::vector<Evidence> all;
    for (const std::string_view metric : {"up", "target_up", "probe_success"}) {
        for (const SubjectView::Value &said : view.values(metric)) {
            const SeriesKey &key = said.series.declared.key;
            const bool isUp = said.sample.value == 1;
            const bool isWord = said.sample.freshness == Freshness::Fresh && (isUp || said.sample.value == 0);
            const bool isOfProber =
                metric == "up" && std::find(probers.begin(), probers.end(), key.source) != probers.end();
            if (!isWord || isOfProber)
                continue;
            const std::string_view job = labelValue(key.labels, "job");
            const std::string name = job.empty() ? key.source : key.source + '/' + std::string(job);
            all.push_back({key.source, name, isUp, metric == "up", isUp ? std::string() : reasonOf(view, key),
                           said.series.declared.interval});
        }
    }
    return all;
}

std::string observers(const std::vector<Evidence> &all, bool isUp)
{
    std::vector<std::string> names;
    for (const Evidence &one : all) {
        if (one.isUp == isUp)
            names.push_back(isUp ? one.name : one.name + " (" + one.reason + ')');
    }
    return someOf(names, namedObservers);
}

// One answer missed is no death: time for one of those that say so to look once more.
Milliseconds holdOf(const std::vector<Evidence> &all)
{
    Milliseconds hold = longestHold;
    for (const Evidence &one : all) {
        if (!one.isUp)
            hold = std::min(hold, one.interval * 3 / 2);
    }
    return hold;
}

Verdict judge(const SubjectView &view)
{
    const std::vector<Evidence> all = evidenceOf(view);
    const auto down = std::count_if(all.begin(), all.end(), [](const Evidence &one) { return !one.isUp; });
    if (down == 0)
        return {};
    const std::string &host = view.subject().name;
    if (down < static_cast<std::ptrdiff_t>(all.size())) {
        return {{{Severity::Warning,
                  {},
                  "observers disagree about " + host + ": down for " + observers(all, false) + ", up for " +
                      observers(all, true),
                  holdOf(all)}},
                {}};
    }
    const bool isOneOnly =
        std::all_of(all.begin(), all.end(), [&](const Evidence &one) { return one.source == all.front().source; });
    // That a target which only we ask does not answer is what source-dead says, once for all of them.
    const bool isSaid =
        isOneOnly && std::all_of(all.begin(), all.end(), [](const Evidence &one) { return one.isPolled; });
    if (isSaid)
        return {};
    return {{{Severity::Critical,
              {},
              host + " is down: " + observers(all, false) + (isOneOnly ? "; seen by one observer only" : ""),
              holdOf(all)}},
            {}};
}
} // namespace

extern const Rule host_down;
const Rule host_down{
    .id = "host-down",
    .version = 2,
    .title = "Host down",
    .kind = "host",
    .metrics = {"up", "scrape_error", "target_up", "target_error", "probe_success"},
    .limits = {},
    .readsFreshness = true,
    .holdFor = longestHold,
    .guidance =
        "Every observer that still looks says that the host does not answer; an observer is a source, so two exporters "
        "seen by one Prometheus are one. Try its console or its hypervisor before the network, then what depends on "
        "it. Where observers disagree, the host lives and either an exporter or the path of one observer is broken. It "
        "is raised sooner than below where an observer looks more often: after one and a half of its intervals.",
    .judge = judge,
};
} // namespace signalbox::rules
