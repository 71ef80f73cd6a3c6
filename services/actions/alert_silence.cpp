// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <actions/action.h>

#include <algorithm>
#include <regex>

#include <actions/guardwords.h>
#include <estate/estatescalar.h>
#include <estate/plaintext.h>
#include <rules/upstreamseverity.h>
#include <rules/words.h>

namespace signalbox::actions::alert_silence
{
namespace
{
using Verdict = Guard::Verdict;

constexpr std::string_view alertMetric = "alertmanager_alert";
constexpr Milliseconds longest = std::chrono::hours(7 * 24);
constexpr Milliseconds shortest = std::chrono::minutes(1);
constexpr std::string_view usual = "2h";
constexpr std::size_t longestReason = 300;
constexpr std::size_t mostOffers = 20;
constexpr std::size_t mostNamed = 5;

/// An alert of an Alertmanager, as one source shows it.
struct Shown {
    const SeriesKey *key = nullptr;
    const Sample *sample = nullptr;
    const SourceDeclaration *source = nullptr;
    [[nodiscard]] std::string name() const
    {
        const std::string_view said = labelValue(key->labels, "alertname");
        return said.empty() ? "an unnamed alert" : harmless(said, 80);
    }
    [[nodiscard]] bool isYoung() const
    {
        return sample->freshness == Freshness::Fresh || sample->freshness == Freshness::Late;
    }
};

const SourceDeclaration *sourceCalled(const Estate &estate, const std::string &name)
{
    const auto found = std::find_if(estate.sources.begin(), estate.sources.end(), [&](const SourceDeclaration &each) {
        return each.name == name && each.type == "alertmanager" && !each.targets.empty();
    });
    return found == estate.sources.end() ? nullptr : &*found;
}

std::optional<Shown> shownIn(const Picture &picture, SeriesId id)
{
    const SeriesKey &key = picture.series[index(id)]->declared.key;
    const Sample &sample = picture.sample(id);
    if (key.metric != alertMetric || sample.freshness == Freshness::Never || sample.freshness == Freshness::Gone)
        return {};
    const SourceDeclaration *source = sourceCalled(*picture.estate, key.source);
    return source ? std::optional(Shown{&key, &sample, source}) : std::nullopt;
}

std::vector<Shown> shownBy(const Picture &picture, const std::string &source)
{
    std::vector<Shown> all;
    for (std::size_t i = 0; i < picture.series.size(); ++i) {
        if (const auto shown = shownIn(picture, static_cast<SeriesId>(i)); shown && shown->source->name == source)
            all.push_back(*shown);
    }
    return all;
}

/// Of a source all that it shows; of anything else what is shown of it.
std::vector<Shown> shownOf(const Picture &picture, const Subject &subject)
{
    if (subject.kind == "source")
        return shownBy(picture, subject.name);
    std::vector<Shown> all;
    const std::optional<SubjectId> id = picture.find(subject);
    for (const SeriesId each : id ? picture.subject(*id).series : std::vector<SeriesId>()) {
        if (const auto shown = shownIn(picture, each))
            all.push_back(*shown);
    }
    return all;
}

/// As Prometheus has it (data model, "Metric names and labels"). It comes first in an argument, and no option begins
/// so.
bool isLabelName(std::string_view name)
{
    const auto isLetter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
    return !name.empty() && isLetter(name.front()) &&
           std::all_of(name.begin(), name.end(), [&](char c) { return isLetter(c) || (c >= '0' && c <= '9'); });
}

/// What was asked for, checked.
struct Asked {
    std::vector<Shown> alerts; ///< one alert, as each source shows it; never empty
    Milliseconds until{};
    std::string reason;
};

Expected<Milliseconds> timeFrom(const std::string &text)
{
    static const std::regex duration("[1-9][0-9]{0,5}[smhd]");
    const Milliseconds time = std::regex_match(text, duration) ? durationOf(text) : Milliseconds(0);
    if (time < shortest || time > longest)
        return tl::unexpected(Problem{{},
                                      "until: found \"" + harmless(text, 40) + "\", expected a duration from " +
                                          durationText(shortest) + " to " + durationText(longest),
                                      "Such as until=2h"});
    return time;
}

/// The one alert among those that is called so, or whose labels are these; empty: the only one.
Expected<std::vector<Shown>> oneOf(const std::vector<Shown> &among, const std::string &named, const Subject &target)
{
    std::vector<Shown> found;
    std::vector<std::string> labels;
    for (const Shown &each : among) {
        const std::string text = labelText(each.key->labels);
        if (!named.empty() && named != text && named != labelValue(each.key->labels, "alertname"))
            continue;
        found.push_back(each);
        labels.push_back(harmless(text, 200));
    }
    // Whoever spoke first must not make another plan.
    std::sort(found.begin(), found.end(),
              [](const Shown &a, const Shown &b) { return a.source->name < b.source->name; });
    std::sort(labels.begin(), labels.end());
    labels.erase(std::unique(labels.begin(), labels.end()), labels.end());
    if (labels.empty())
        return tl::unexpected(Problem{{},
                                      "no Alertmanager shows " + (named.empty() ? "an alert" : harmless(named, 200)) +
                                          " of " + target.path(),
                                      {}});
    if (labels.size() > 1)
        return tl::unexpected(Problem{{},
                                      counted(labels.size(), "alert") + " of " + target.path() + " are meant",
                                      "Say which: alert=" + rules::someOf(labels, mostNamed)});
    return found;
}

Expected<Asked> asked(const Request &request, const Picture &picture)
{
    if (request.targets.size() != 1)
        return tl::unexpected(Problem{{}, "silence takes one target", "The alert's subject, or the source"});
    Asked all;
    std::string alert;
    std::string until(usual);
    for (const auto &[key, value] : request.parameters) {
        if (key == "alert")
            alert = value;
        else if (key == "until")
            until = value;
        else if (key == "reason")
            all.reason = harmless(value, longestReason);
        else
            return tl::unexpected(
                Problem{{}, "no parameter is called \"" + harmless(key, 60) + '"', "There are: alert, until, reason"});
    }
    const Expected<Milliseconds> time = timeFrom(until);
    if (!time)
        return tl::unexpected(time.error());
    all.until = *time;
    Expected<std::vector<Shown>> alerts =
        oneOf(shownOf(picture, request.targets.front()), alert, request.targets.front());
    if (!alerts)
        return tl::unexpected(alerts.error());
    all.alerts = std::move(*alerts);
    for (const auto &[name, value] : all.alerts.front().key->labels) {
        if (!isLabelName(name))
            return tl::unexpected(
                Problem{{}, "the label \"" + harmless(name, 60) + "\" cannot be asked for", "Silence it by hand"});
    }
    return all;
}

/// Alerts of the same source that the same labels take in as well: theirs and some more.
std::vector<std::string> othersTakenIn(const Shown &alert, const Picture &picture)
{
    std::vector<std::string> others;
    const auto &wanted = alert.key->labels;
    for (const Shown &each : shownBy(picture, alert.source->name)) {
        const auto has = [&](const auto &label) { return labelValue(each.key->labels, label.first) == label.second; };
        if (each.key->labels != wanted && std::all_of(wanted.begin(), wanted.end(), has))
            others.push_back(each.name() + " of " + each.key->subject.path());
    }
    return others;
}

StepCommand toolFor(const Shown &alert, std::vector<std::string> more)
{
    StepCommand command;
    command.words = {"signalboxctl", "mute", alert.source->targets.front().url};
    for (const auto &[name, value] : alert.key->labels)
        command.words.push_back(std::string(name).append("=").append(value));
    if (!alert.source->certificateAuthority.empty())
        more.push_back("--ca=" + alert.source->certificateAuthority);
    command.words.insert(command.words.end(), more.begin(), more.end());
    return command;
}

Step stepOf(const Shown &alert, const Asked &asked, const Subject &target, std::size_t taken)
{
    const std::string time = durationText(asked.until);
    Step step;
    step.target = target;
    step.words =
        "Silence " + alert.name() + " of " + alert.key->subject.path() + " in " + alert.source->name + " for " + time;
    step.command = toolFor(alert, {"--for=" + time, "--at-most=" + std::to_string(taken), "--why=" + asked.reason});
    step.probe = toolFor(alert, {"--for=" + time, "--check"});
    step.undo = toolFor(alert, {"--expire"});
    step.deadline = std::chrono::seconds(30);
    step.probeDeadline = std::chrono::seconds(20);
    return step;
}

Guard isNotCritical(const Shown &alert)
{
    const Guard guard = guardAsking("severity", GuardClass::Override, "It is not critical");
    const std::string_view said = labelValue(alert.key->labels, "severity");
    const bool isCritical = upstreamSeverity(said) == Severity::Critical;
    return answered(guard, isCritical ? Verdict::Fail : Verdict::Pass,
                    said.empty() ? std::string("it names no severity") : "severity " + harmless(said, 40));
}

// Tells only: the tool asks Alertmanager itself before it writes, and the first of a cluster's silences is soon all of
// them's.
Guard isFiring(const std::vector<Shown> &alerts, const Picture &picture)
{
    Guard guard = guardAsking("firing", GuardClass::Info, "It fires now, and is not silenced yet");
    guard.verdict = Verdict::Pass;
    for (const Shown &each : alerts) {
        guard.age = std::max(guard.age, std::optional(picture.now - each.sample->at));
        if (each.isYoung() && each.sample->value == 1)
            continue;
        const bool isKnown = each.isYoung() && each.sample->kind == FactKind::Number;
        guard.verdict = isKnown ? Verdict::Fail : Verdict::Unknown;
        guard.value = each.source->name + (isKnown ? " shows it as suppressed" : " has said nothing young of it");
        break;
    }
    guard.source = alerts.front().source->name;
    return guard.value.empty() ? answered(guard, Verdict::Pass, alerts.front().name() + " fires") : guard;
}

Guard takesInNothingElse(const std::vector<std::string> &others, const Asked &asked)
{
    Guard guard = guardAsking("reach", GuardClass::Warning, "It silences this alert and no other");
    guard.threshold = "no other";
    const bool isKnown =
        std::all_of(asked.alerts.begin(), asked.alerts.end(), [](const Shown &each) { return each.isYoung(); });
    if (!others.empty())
        return answered(guard, Verdict::Fail,
                        counted(others.size(), "other alert") +
                            ", whose labels are these and more: " + rules::someOf(others, mostNamed));
    return isKnown ? answered(guard, Verdict::Pass, "no other alert has all of these labels")
                   : answered(guard, Verdict::Unknown, "what else fires is not known");
}

Expected<Plan> plan(const Request &request, const Situation &situation)
{
    const Picture &picture = situation.picture;
    const Expected<Asked> all = asked(request, picture);
    if (!all)
        return tl::unexpected(all.error());
    Plan plan;
    std::vector<std::string> others;
    const Subject &target = request.targets.front();
    const Shown &first = all->alerts.front();
    for (const Shown &each : all->alerts) {
        const std::vector<std::string> some = othersTakenIn(each, picture);
        plan.steps.push_back(stepOf(each, *all, target, 1 + some.size()));
        plan.changes.push_back({each.name() + " of " + each.key->subject.path() + " in " + each.source->name,
                                each.sample->value == 1 ? "fires" : "suppressed",
                                "silenced for " + durationText(all->until)});
        others.insert(others.end(), some.begin(), some.end());
    }
    plan.title = "Silence " + first.name() + " of " + first.key->subject.path() + " for " + durationText(all->until);
    // Nothing is done to the subject itself, and whoever works on it is not in the way.
    plan.claims = {"alert" + labelText(first.key->labels)};
    plan.gate = GateLevel::Press;
    plan.isReversible = true;
    plan.guards = {isNotCritical(first), isFiring(all->alerts, picture), takesInNothingElse(others, *all)};
    return plan;
}

std::vector<std::pair<Request, std::string>> offers(const Picture &picture, const Subject &subject)
{
    std::vector<std::pair<Request, std::string>> all;
    std::vector<std::string> offered;
    for (const Shown &each : shownOf(picture, subject)) {
        const std::string labels = labelText(each.key->labels);
        const bool isElsewhere = subject.kind == "source" && picture.estate->find(each.key->subject);
        if (isElsewhere || each.sample->value != 1 || offered.size() == mostOffers ||
            std::find(offered.begin(), offered.end(), labels) != offered.end())
            continue;
        offered.push_back(labels);
        all.emplace_back(Request{"silence", {subject}, {{"alert", labels}, {"until", std::string(usual)}}},
                         "Silence " + each.name() + " of " + each.key->subject.path() + " for " + std::string(usual));
    }
    return all;
}
} // namespace

extern const ActionType item;
const ActionType item{
    .id = "silence",
    .title = "Silence an alert",
    .about = "Writes a silence of just one alert into the Alertmanager that shows it, for at most seven days.",
    .offers = offers,
    .plan = plan,
};
} // namespace signalbox::actions::alert_silence
