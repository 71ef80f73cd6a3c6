// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <rules/rule.h>

#include <algorithm>
#include <cmath>
#include <map>

#include <rules/kernelversion.h>
#include <rules/words.h>

namespace signalbox::rules::uptime_horizon
{
namespace
{
using namespace std::chrono_literals;

constexpr std::size_t namedHosts = 20; // who is on the list decides what must not be restarted together
constexpr std::chrono::days warnBefore{30};
constexpr std::chrono::days criticalBefore{3};
constexpr std::chrono::days rememberedAfter{3};
constexpr Milliseconds sharedWithin = 26h; // a night's work: what comes down within it comes down together

const std::string schedClock = "sched_clock of Linux 2.6.28 to 3.1.4 overflows, the host may crash (mended in "
                               "2.6.32.50, 3.0.13, 3.1.5; a distribution may have mended an older one)";

// What everybody should know of; the estate adds its own.
const std::vector<UptimeHorizon> &shipped()
{
    constexpr Milliseconds nanoseconds54{(1LL << 54) / 1000000};
    constexpr Milliseconds centiseconds32{(1LL << 32) * 10};
    static const std::vector<UptimeHorizon> all = {
        {"sched_clock", "node_boot_time_seconds", "2.6.28", "2.6.32.50", nanoseconds54, schedClock},
        {"sched_clock", "node_boot_time_seconds", "2.6.33", "3.0.13", nanoseconds54, schedClock},
        {"sched_clock", "node_boot_time_seconds", "3.1", "3.1.5", nanoseconds54, schedClock},
        {"sysuptime", "sysUpTime", "", "", centiseconds32,
         "sysUpTime begins again at 0 (32 bits of hundredths), which looks like a restart"},
    };
    return all;
}

/// Of one horizon: who reaches it when.
struct Reached {
    WallTime date;
    std::string host;
    auto operator<=>(const Reached &) const = default;
};

std::string kernelOf(const SubjectView &view, const SubjectView::Value &uptime)
{
    std::string release;
    Moment newest{};
    for (const SeriesId id : view.subjectOf(uptime.series).series) {
        const SeriesKey &key = view.series(id).declared.key;
        const Sample &sample = view.sample(id);
        const bool isOne = key.metric == "node_uname_info" && key.source == uptime.series.declared.key.source;
        if (isOne && sample.freshness != Freshness::Gone && sample.at >= newest) {
            newest = sample.at;
            release = labelValue(key.labels, "release");
        }
    }
    return release;
}

bool isAsked(const UptimeHorizon &horizon, const SubjectView &view, const SubjectView::Value &uptime)
{
    if (horizon.kernelFrom.empty() && horizon.kernelBelow.empty())
        return true;
    const std::string release = kernelOf(view, uptime);
    return !release.empty() && !isOlderKernel(release, horizon.kernelFrom) &&
           (horizon.kernelBelow.empty() || isOlderKernel(release, horizon.kernelBelow));
}

// When the uptime is that long, as far as it can be told.
std::optional<WallTime> dateOf(const UptimeHorizon &horizon, const SubjectView &view, const SubjectView::Value &uptime)
{
    constexpr double most = 1e11; // seconds: no date and no uptime
    const double value = uptime.sample.value;
    const Freshness freshness = uptime.sample.freshness;
    if (freshness == Freshness::Never || freshness == Freshness::Gone || !(value > 0) || value > most)
        return {};
    if (horizon.metric == "node_boot_time_seconds")
        return WallTime(Milliseconds(static_cast<std::int64_t>(value * 1000)) + horizon.limit);
    // A counter that says the same again stands still, and its date with it: the rule is not asked for that.
    const Milliseconds uptimeThen(static_cast<std::int64_t>(value) * 10);
    return view.wallAt(uptime.sample.at) + (horizon.limit - uptimeThen);
}

void look(const UptimeHorizon &horizon, const SubjectView &view, std::vector<Reached> &reached, Verdict &verdict)
{
    const WallTime wall = view.wall();
    std::vector<std::string_view> metrics{horizon.metric};
    if (horizon.metric == "sysUpTime")
        metrics.emplace_back("sysUpTimeInstance"); // the same object by another name
    for (const std::string_view metric : metrics) {
        for (const SubjectView::Value &uptime : view.members(metric)) {
            const std::optional<WallTime> date = dateOf(horizon, view, uptime);
            if (!date)
                continue;
            for (const WallTime due : {*date - warnBefore, *date - criticalBefore, *date + rememberedAfter}) {
                if (due <= wall)
                    continue;
                const Moment moment = view.whenWallShows(due);
                verdict.recheckAt = std::min(verdict.recheckAt.value_or(moment), moment);
            }
            const bool isNear = wall >= *date - warnBefore && wall < *date + rememberedAfter;
            if (isNear && isAsked(horizon, view, uptime))
                reached.push_back({*date, view.subjectOf(uptime.series).subject.name});
        }
    }
}

Finding findingOf(const UptimeHorizon &horizon, std::span<const Reached> group, WallTime wall)
{
    std::vector<std::string> hosts;
    for (const Reached &one : group) {
        if (std::find(hosts.begin(), hosts.end(), one.host) == hosts.end())
            hosts.push_back(one.host);
    }
    const WallTime first = group.front().date;
    char days[32];
    std::snprintf(days, sizeof days, "%.1f d", static_cast<double>(horizon.limit.count()) / 86'400'000.0);
    return {wall >= first - criticalBefore ? Severity::Critical : Severity::Warning,
            {{"date", dateText(first)}, {"horizon", horizon.name}},
            "uptime of " + std::string(days) + " on " + dateText(first) + ": " + someOf(hosts, namedHosts) + "; " +
                horizon.reason};
}

// All that a source tells of is looked at together: what shares a date is one finding, since the danger is that it
// shares it.
Verdict judge(const SubjectView &view)
{
    Verdict verdict;
    std::map<std::string, std::vector<Reached>> reached; // by horizon; the ranges of one are one
    std::map<std::string, const UptimeHorizon *> horizons;
    for (const std::vector<UptimeHorizon> *list : {&shipped(), &view.estate().uptimeHorizons}) {
        for (const UptimeHorizon &horizon : *list) {
            look(horizon, view, reached[horizon.name], verdict);
            horizons.emplace(horizon.name, &horizon);
        }
    }
    for (auto &[name, all] : reached) {
        std::sort(all.begin(), all.end());
        for (std::size_t begin = 0, end = 0; begin < all.size(); begin = end) {
            while (end < all.size() && all[end].date - all[begin].date <= sharedWithin)
                ++end;
            verdict.findings.push_back(
                findingOf(*horizons.at(name), std::span(all).subspan(begin, end - begin), view.wall()));
        }
    }
    return verdict;
}
} // namespace

extern const Rule item;
const Rule item{
    .id = "uptime-horizon",
    .version = 1,
    .title = "Uptime horizon",
    .kind = "source",
    .metrics = {"node_boot_time_seconds", "node_uname_info", "sysUpTime", "sysUpTimeInstance"},
    .limits = {},
    .readsFreshness = false,
    .holdFor = {},
    .guidance = "After that uptime (date in UTC) a known fault strikes, and machines that were started together are "
                "struck together. See the sentence for who shares the date, and the fault's own notes for whether your "
                "kernel or device has it. Upgrade or restart them one by one before the date, never both halves of a "
                "pair in one night. Own horizons stand in the estate file under uptime_horizons.",
    .judge = judge,
};
} // namespace signalbox::rules::uptime_horizon
