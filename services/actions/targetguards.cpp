// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <actions/targetguards.h>

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include <actions/guardwords.h>
#include <actions/relations.h>
#include <estate/estatescalar.h>
#include <estate/plaintext.h>
#include <rules/words.h>

namespace signalbox
{
namespace
{
using Verdict = Guard::Verdict;

constexpr std::size_t mostNamed = 5;
constexpr std::string_view offsetMetric = "node_timex_offset_seconds";

/// The hosts among the targets, and those that commands are sent to.
std::vector<Subject> hostsTouched(const Plan &plan)
{
    std::vector<Subject> hosts;
    for (const Subject &target : plan.touched()) {
        if (target.kind == "host")
            hosts.push_back(target);
    }
    for (const Step &step : plan.steps) {
        if (step.command.by == StepCommand::By::Host)
            hosts.push_back({"host", step.command.host});
    }
    tidy(hosts);
    return hosts;
}

struct Offset {
    Verdict verdict = Verdict::Unknown;
    std::string words;
    std::optional<Milliseconds> age;
};

/// The largest offset that anybody says of a host's clock.
Offset offsetOf(const Subject &host, const Situation &situation)
{
    const Picture &picture = situation.picture;
    const std::optional<SubjectId> id = picture.find(host);
    Offset offset{Verdict::Unknown, host.name + " not known", {}};
    double worst = -1;
    for (const SeriesId each : id ? picture.subject(*id).series : std::vector<SeriesId>()) {
        const Sample &sample = picture.sample(each);
        const bool isYoung = sample.freshness == Freshness::Fresh || sample.freshness == Freshness::Late;
        if (picture.series[index(each)]->declared.key.metric != offsetMetric || sample.kind != FactKind::Number ||
            !isYoung || !std::isfinite(sample.value) || std::abs(sample.value) <= worst)
            continue;
        worst = std::abs(sample.value);
        const double limit = static_cast<double>(picture.estate->interlock.clockSkew.count()) / 1000;
        offset.verdict = worst > limit ? Verdict::Fail : Verdict::Pass;
        offset.words =
            host.name + ' ' + std::to_string(static_cast<std::int64_t>(std::min(worst * 1000, 1e12))) + " ms";
        offset.age = picture.now - sample.at;
    }
    return offset;
}

/// A step back of the watch's own clock within the time that plans look back: what is dated since then may be older
/// than it looks. Nothing where there was none.
std::optional<std::string> clockPutBack(const Situation &situation)
{
    constexpr Milliseconds least{1000};
    const Picture &picture = situation.picture;
    const std::vector<Anchor> &anchors = picture.timeline->anchors();
    for (std::size_t i = 1; i < anchors.size(); ++i) {
        const WallTime expected = anchors[i - 1].wall + (anchors[i].moment - anchors[i - 1].moment);
        const Milliseconds back = expected - anchors[i].wall;
        if (back >= least && picture.now - anchors[i].moment < picture.estate->interlock.coolDown)
            return "the watch's clock was put back by " + durationText(std::chrono::floor<std::chrono::seconds>(back)) +
                   ", to " + minuteText(anchors[i].wall);
    }
    return {};
}

std::optional<std::string> workOn(const Subject &target, const Situation &situation)
{
    const Picture &picture = situation.picture;
    const WallTime now = picture.wall();
    for (const Maintenance &window : picture.estate->maintenance) {
        const bool isNow = now >= window.from && now < window.until;
        if (isNow && std::find(window.subjects.begin(), window.subjects.end(), target) != window.subjects.end())
            return target.path() + ": maintenance " + window.name + " until " + minuteText(window.until) +
                   (window.reason.empty() ? "" : ": " + harmless(window.reason, 120));
    }
    const std::optional<SubjectId> id = picture.find(target);
    if (id && picture.subject(*id).outOfServiceUntil > picture.now)
        return target.path() + ": out of service";
    return {};
}

/// Whether both are the same literal IP, however written.
bool isSameAddress(const std::string &a, const std::string &b)
{
    for (const int family : {AF_INET, AF_INET6}) {
        std::array<unsigned char, sizeof(in6_addr)> ofA{};
        std::array<unsigned char, sizeof(in6_addr)> ofB{};
        if (inet_pton(family, a.c_str(), ofA.data()) == 1 &&
            inet_pton(family, b.substr(0, b.find('%')).c_str(), ofB.data()) == 1) // a link-local one has a zone
            return ofA == ofB;
    }
    return false;
}

/// Where the estate says that the watch itself stands.
std::set<Subject> ownHosts(const Estate &estate)
{
    std::set<Subject> own;
    for (const SourceDeclaration &source : estate.sources) {
        for (const Target &target : source.targets) {
            if (source.type == "this-machine")
                own.insert(target.subject);
        }
    }
    return own;
}
} // namespace

Guard targetsAreDeclared(const Plan &plan, const Situation &situation)
{
    Guard guard = guardAsking("C3", GuardClass::Hard, "The estate knows the target");
    std::vector<std::string> known;
    for (const Subject &target : plan.request.targets) {
        const Declared *declared = situation.picture.estate->find(target);
        if (!isDeclared(*situation.picture.estate, target))
            return answered(guard, Verdict::Fail, harmless(target.path(), 120) + " is not declared");
        known.push_back(target.path() + (!declared || declared->address.empty() ? "" : " at " + declared->address));
    }
    return answered(guard, known.empty() ? Verdict::Unknown : Verdict::Pass, rules::someOf(known, mostNamed));
}

Guard clocksAgree(const Plan &plan, const Situation &situation)
{
    const Milliseconds limit = situation.picture.estate->interlock.clockSkew;
    Guard guard = limited(guardAsking("C6", GuardClass::Warning, "The clocks agree, and go forward"),
                          "at most " + durationText(limit), "clock_skew", limit == Interlock{}.clockSkew);
    if (const auto step = clockPutBack(situation))
        return answered(guard, Verdict::Fail, *step);
    const std::vector<Subject> hosts = hostsTouched(plan);
    if (hosts.empty())
        return answered(guard, Verdict::Pass, "no host is touched");
    std::vector<std::string> words;
    guard.verdict = Verdict::Pass;
    for (const Subject &host : hosts) {
        const Offset offset = offsetOf(host, situation);
        guard.age = std::max(guard.age, offset.age);
        if (offset.verdict == Verdict::Pass && guard.verdict != Verdict::Pass)
            continue;
        if (offset.verdict != Verdict::Pass && guard.verdict == Verdict::Pass)
            words.clear(); // name those alone that are not right
        if (offset.verdict == Verdict::Fail || guard.verdict == Verdict::Pass)
            guard.verdict = offset.verdict;
        words.push_back(offset.words);
    }
    guard.value = rules::someOf(words, mostNamed);
    return guard;
}

Guard isSmallEnough(const Plan &plan, const Situation &situation)
{
    const Interlock &interlock = situation.picture.estate->interlock;
    const bool isDefault =
        interlock.mostTargets == Interlock{}.mostTargets && interlock.mostSites == Interlock{}.mostSites;
    std::set<std::string> sites;
    for (const Subject &target : plan.request.targets) {
        const Declared *declared = situation.picture.estate->find(target);
        if (declared && !declared->site.empty())
            sites.insert(declared->site);
    }
    const bool isTooLarge = plan.request.targets.size() > interlock.mostTargets || sites.size() > interlock.mostSites;
    const Guard guard =
        limited(guardAsking("C11", GuardClass::Override, "It is no larger than usual"),
                "at most " + counted(interlock.mostTargets, "target") + " at " + counted(interlock.mostSites, "site"),
                "most_targets, interlock.most_sites", isDefault);
    return answered(guard, isTooLarge ? Verdict::Fail : Verdict::Pass,
                    counted(plan.request.targets.size(), "target") + " at " +
                        (sites.empty() ? std::string("no site") : counted(sites.size(), "site")) +
                        (plan.atRisk.empty() ? "" : "; at risk: " + plan.atRisk));
}

Guard mayBeActedOn(const Plan &plan, const Situation &situation)
{
    Guard guard = guardAsking("C12", GuardClass::Hard, "It may be acted on from here");
    const std::vector<Subject> &never = situation.picture.estate->interlock.never;
    std::vector<Subject> touched = hostsTouched(plan);
    for (const Subject &target : plan.request.targets) {
        touched.push_back(target);
        for (const auto &related :
             {membersOf(*situation.picture.estate, target), groupsOf(*situation.picture.estate, target)})
            touched.insert(touched.end(), related.begin(), related.end());
    }
    tidy(touched);
    guard.threshold = never.empty() ? std::string() : "none of " + namesOf(never);
    guard.thresholdFrom = never.empty() ? "by default" : "interlock.never";
    for (const Subject &each : touched) {
        if (std::find(never.begin(), never.end(), each) != never.end())
            return answered(guard, Verdict::Fail, each.path() + " is never acted on from here");
    }
    return answered(guard, Verdict::Pass, namesOf(touched));
}

Guard isNotWorkedOn(const Plan &plan, const Situation &situation)
{
    Guard guard = guardAsking("C13", GuardClass::Warning, "No planned work is going on there");
    for (const Subject &target : plan.touched()) {
        if (const auto work = workOn(target, situation))
            return answered(guard, Verdict::Fail, *work);
    }
    return answered(guard, Verdict::Pass,
                    "in service, and none of " +
                        counted(situation.picture.estate->maintenance.size(), "maintenance window") + " is now");
}

Guard canBeUndone(const Plan &plan)
{
    Guard guard = guardAsking("C15", GuardClass::Info, "It can be undone");
    const auto undone = static_cast<std::size_t>(
        std::count_if(plan.steps.begin(), plan.steps.end(), [](const Step &step) { return step.undo.has_value(); }));
    const std::string value = std::to_string(undone) + " of " + counted(plan.steps.size(), "step") +
                              (undone == 1 ? " has" : " have") + " an undo";
    return plan.isReversible ? answered(guard, Verdict::Pass, value)
                             : answered(guard, Verdict::Fail, "not reversible: " + value);
}

Guard dependantsAreKnown(const Plan &plan, const Situation &situation)
{
    Guard guard = guardAsking("C17", GuardClass::Info, "What uses it");
    std::vector<Subject> all;
    for (const Subject &target : plan.request.targets) {
        for (const auto &some :
             {groupsOf(*situation.picture.estate, target), dependantsOf(*situation.picture.estate, target)})
            all.insert(all.end(), some.begin(), some.end());
    }
    tidy(all);
    return answered(guard, Verdict::Pass, all.empty() ? "nothing that is declared" : namesOf(all));
}

Guard leavesTheConsoleAlone(const Plan &plan, const Situation &situation)
{
    Guard guard = guardAsking("C16", GuardClass::Override, "It does not cut off the console itself");
    const Estate &estate = *situation.picture.estate;
    const std::set<Subject> own = ownHosts(estate);
    std::vector<Subject> hosts;
    std::vector<std::string> addresses; // virtual ones as well
    for (const Subject &target : plan.touched()) {
        const std::vector<Subject> some = hostsOf(estate, target);
        hosts.insert(hosts.end(), some.begin(), some.end());
        if (std::string shared = detailOf(estate, target, "virtual_ip"); !shared.empty())
            addresses.push_back(std::move(shared));
    }
    tidy(hosts);
    std::vector<Subject> unclear;
    for (const Subject &host : hosts) {
        const Declared *declared = estate.find(host);
        if (own.contains(host))
            return answered(guard, Verdict::Fail, host.path() + " is the machine of the watch");
        if (declared && (isIpv4(declared->address) || isIpv6(declared->address)))
            addresses.push_back(declared->address);
        else if (own.empty())
            unclear.push_back(host);
    }
    if (!situation.watch)
        return answered(guard, Verdict::Later, "only the watch can tell");
    for (const std::string &address : addresses) {
        for (const std::string &mine : situation.watch->ownAddresses) {
            if (isSameAddress(address, mine))
                return answered(guard, Verdict::Fail, address + " is an address of the machine of the watch");
        }
    }
    if (!unclear.empty())
        return answered(guard, Verdict::Unknown, "no literal address: " + namesOf(unclear));
    return answered(guard, Verdict::Pass,
                    "none of the watch's; addresses compared: " + std::to_string(addresses.size()));
}
} // namespace signalbox
