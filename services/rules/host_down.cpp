// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <rules/rule.h>

#include <algorithm>

#include <rules/observers.h>
#include <rules/words.h>

namespace signalbox::rules::host_down
{
namespace
{
constexpr std::size_t namedObservers = 5; // more would not be read
constexpr Milliseconds longestHold = std::chrono::seconds(90);

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
    std::vector<Evidence> all = evidenceOf(view);
    if (isSeenAlive(all))
        std::erase_if(all, [](const Evidence &one) { return one.isService && !one.isUp; });
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
    // That a target which only we ask does not answer is what source-dead says, once for all of them; of a probe it is
    // probe-failed.
    const bool isSaid = isOneOnly && std::all_of(all.begin(), all.end(),
                                                 [](const Evidence &one) { return one.isPolled || one.isService; });
    if (isSaid)
        return {};
    return {{{Severity::Critical,
              {},
              host + " is down: " + observers(all, false) + (isOneOnly ? "; seen by one observer only" : ""),
              holdOf(all)}},
            {}};
}
} // namespace

extern const Rule item;
const Rule item{
    .id = "host-down",
    .version = 3,
    .title = "Host down",
    .kind = "host",
    .metrics = {std::begin(evidenceMetrics), std::end(evidenceMetrics)},
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
} // namespace signalbox::rules::host_down
