// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sources/rollcall.h>

#include <algorithm>
#include <set>

#include <sources/metric.h>
#include <sources/prometheusqueries.h>

namespace signalbox
{
namespace
{
constexpr std::string_view upMetricOfTarget = "target_up";
constexpr std::string_view errorMetricOfTarget = "target_error";

/// What tells one target from another: all labels of its `up`, as one text.
std::string keyOf(const PrometheusAnswer::Series &series)
{
    std::string key;
    for (const auto &[name, value] : series.labels) {
        if (name != prometheusqueries::part && name != "__name__")
            key.append(name).append(1, '\0').append(value).append(1, '\0');
    }
    return key;
}
} // namespace

RollCall::RollCall(Say &say, const SourceDeclaration &declaration, SubjectFinder &finder)
    : m_say(say)
    , m_declaration(declaration)
    , m_finder(finder)
{
}

std::optional<double> RollCall::timeOf(const PrometheusAnswer &answer)
{
    for (const PrometheusAnswer::Series &series : answer.series()) {
        if (prometheusqueries::partOf(series) == "now" && std::isfinite(series.points.front().value))
            return series.points.front().value;
    }
    return {};
}

void RollCall::takeFull(const PrometheusAnswer &answer, const PrometheusTime &time)
{
    ++m_number;
    m_leftOut = m_overflowing = 0;
    for (const PrometheusAnswer::Series &series : answer.series()) {
        if (prometheusqueries::partOf(series) == "all")
            add(series, time);
    }
    std::unordered_set<const Target *> down;
    for (const PrometheusAnswer::Series &series : answer.series()) {
        if (prometheusqueries::partOf(series) != "down")
            continue;
        if (const auto found = m_roll.find(keyOf(series)); found != m_roll.end())
            down.insert(&found->second);
    }
    nameAll();
    m_up = m_down = m_old = 0;
    for (auto &[key, target] : m_roll) {
        if (target.seen != m_number)
            continue;
        const bool isDown = down.count(&target) > 0;
        ++(isDown ? m_down : m_up);
        say(target, time.at(target.stamp), isDown);
    }
    forget(time, answer.warnings().empty());
}

void RollCall::add(const PrometheusAnswer::Series &series, const PrometheusTime &time)
{
    std::string key = keyOf(series);
    auto found = m_roll.find(key);
    if (found == m_roll.end()) {
        if (m_roll.size() >= mostTargets) {
            ++m_overflowing;
            ++m_leftOut;
            return;
        }
        Target target;
        target.job = wellFormed(series.label("job"));
        target.host = series.label(m_declaration.hostLabel);
        target.instance = wellFormed(series.label("instance"));
        found = m_roll.emplace(std::move(key), std::move(target)).first;
    }
    Target &target = found->second;
    if (!target.subject)
        target.subject = m_finder.find("host", target.host);
    if (!target.subject)
        ++m_leftOut;
    target.stamp = series.points.front().value;
    target.seenAt = time.asked;
    target.seen = m_number;
}

/// Two targets of one job on one host are told apart by their instance; where that is the same too, nothing tells them
/// apart for a person, and one is left out.
void RollCall::nameAll()
{
    std::map<std::pair<std::string, std::string_view>, std::vector<Target *>> alike;
    for (auto &[key, target] : m_roll) {
        if (target.subject && target.seen == m_number)
            alike[{target.subject->path(), target.job}].push_back(&target);
    }
    m_alike = 0;
    for (auto &[key, targets] : alike) {
        if (targets.size() == 1) {
            name(*targets.front(), {{"job", targets.front()->job}});
            continue;
        }
        std::unordered_set<std::string_view> instances;
        // Those named before first: the same one is left out at each roll.
        std::stable_sort(targets.begin(), targets.end(),
                         [](const Target *a, const Target *b) { return a->up.has_value() > b->up.has_value(); });
        for (Target *target : targets) {
            if (instances.insert(target->instance).second)
                name(*target, {{"instance", target->instance}, {"job", target->job}});
            else
                ++m_alike;
        }
    }
    m_leftOut += m_alike;
}

void RollCall::name(Target &target, Labels labels)
{
    Labels::List told = labels.list();
    std::erase_if(told, [](const auto &label) { return label.second.empty(); });
    labels = Labels(std::move(told));
    if (target.up && target.labels != labels)
        endSeries(target, target.seenAt);
    target.labels = std::move(labels);
    const auto pace = m_paces.find(target.job);
    const Milliseconds scraped = pace == m_paces.end() ? m_declaration.interval : pace->second;
    // What is asked every so often of what is looked at every so often may be as old as both together.
    target.up = m_say.series(*target.subject, upMetricOfTarget, target.labels, {}, m_declaration.interval + scraped);
}

void RollCall::endSeries(Target &target, Moment at)
{
    for (std::optional<SeriesHandle> *series : {&target.up, &target.error}) {
        if (*series)
            m_say.gone(**series, at);
        series->reset();
    }
}

void RollCall::say(Target &target, Moment at, bool isDown)
{
    if (!target.up)
        return;
    if (isDown && !target.isDown)
        m_newlyDown = true;
    if (!isDown && target.error) {
        m_say.gone(*target.error, at);
        target.error.reset();
    }
    target.isDown = isDown;
    m_say.number(*target.up, at, isDown ? 0 : 1);
}

/// What the whole roll no longer has is gone only where the server says that it has no such target; a server that lost
/// its memory must not make a fleet disappear.
void RollCall::forget(const PrometheusTime &time, bool isWhole)
{
    for (auto each = m_roll.begin(); each != m_roll.end();) {
        Target &target = each->second;
        const bool isMissing = target.seen != m_number && isWhole;
        if (isMissing && (!mayHave(target.host) || time.asked - target.seenAt >= forgetAfter)) {
            endSeries(target, time.asked);
            each = m_roll.erase(each);
        } else {
            ++each;
        }
    }
}

bool RollCall::takeAggregates(const PrometheusAnswer &answer, const PrometheusTime &time)
{
    ++m_call;
    std::map<std::string_view, Job> jobs;
    if (!addUp(answer, jobs))
        return false;
    m_up = m_down = m_old = 0;
    for (const PrometheusAnswer::Series &series : answer.series()) {
        const bool isDown = prometheusqueries::partOf(series) == "down";
        if (!isDown && prometheusqueries::partOf(series) != "old")
            continue;
        Target &target = m_roll.find(keyOf(series))->second;
        ++(isDown ? m_down : m_old);
        say(target, time.at(series.points.front().value), isDown);
    }
    for (auto &[key, target] : m_roll) {
        if (target.seen != m_number || target.exception == m_call)
            continue;
        ++m_up;
        target.seenAt = time.asked;
        say(target, time.at(jobs[target.job].oldest), false);
    }
    return true;
}

/// Whether the numbers and the targets named agree with the roll that is known, job by job.
bool RollCall::addUp(const PrometheusAnswer &answer, std::map<std::string_view, Job> &jobs)
{
    if (m_number == 0 || m_overflowing > 0)
        return false;
    for (auto &[key, target] : m_roll) {
        if (target.seen == m_number)
            ++jobs[target.job].known;
    }
    for (const PrometheusAnswer::Series &series : answer.series()) {
        const std::string_view part = prometheusqueries::partOf(series);
        const double value = series.points.front().value;
        if (part == "down" || part == "old") {
            const auto found = m_roll.find(keyOf(series));
            if (found == m_roll.end() || found->second.seen != m_number)
                return false;
            found->second.exception = m_call;
            ++jobs[found->second.job].exceptions;
            continue;
        }
        const auto job = jobs.find(series.label("job"));
        if (part == "now" || part == "all")
            continue;
        if (job == jobs.end())
            return false;
        (part == "count" ? job->second.up : part == "min" ? job->second.oldest : job->second.left) = value;
    }
    return std::all_of(jobs.begin(), jobs.end(), [](const auto &each) {
        const Job &job = each.second;
        return job.left == 0 && job.up + static_cast<double>(job.exceptions) == static_cast<double>(job.known);
    });
}

void RollCall::takeTargets(const PrometheusTargets &targets, Moment now)
{
    m_active.emplace();
    m_paces.clear();
    m_unscraped = 0;
    std::map<std::tuple<std::string_view, std::string_view, std::string_view>, std::string_view> errors;
    for (const PrometheusTarget &target : targets.active) {
        m_active->insert(target.host);
        m_unscraped += target.isUnknown ? 1 : 0;
        if (target.interval > Milliseconds(0)) {
            Milliseconds &pace = m_paces[target.job];
            pace = std::max(pace, target.interval);
        }
        if (!target.error.empty())
            errors[{target.job, target.host, target.instance}] = target.error;
    }
    m_newlyDown = false;
    for (auto &[key, target] : m_roll) {
        const auto error = errors.find({target.job, target.host, target.instance});
        if (!target.isDown || !target.up || error == errors.end())
            continue;
        target.error = m_say.series(*target.subject, errorMetricOfTarget, target.labels, {}, m_declaration.sweep);
        m_say.text(*target.error, now, error->second);
    }
}

void RollCall::takePace(const PrometheusAnswer &answer)
{
    for (const PrometheusAnswer::Series &series : answer.series()) {
        const double seconds = series.points.front().value;
        if (prometheusqueries::partOf(series) == "pace" && seconds >= 1 && seconds <= 600)
            m_paces[wellFormed(series.label("job"))] = Milliseconds(std::llround(seconds * 1000));
    }
}

Milliseconds RollCall::pace() const
{
    Milliseconds longest{};
    for (const auto &[job, pace] : m_paces)
        longest = std::max(longest, pace);
    return longest > Milliseconds(0) ? longest : m_declaration.interval;
}

bool RollCall::mayHave(std::string_view host) const
{
    return !m_active || m_active->count(std::string(host)) > 0;
}

std::vector<std::string> RollCall::valuesOf(const Subject &subject) const
{
    std::set<std::string> all;
    for (const auto &[key, target] : m_roll) {
        if (target.subject == subject)
            all.insert(target.host);
    }
    return {all.begin(), all.end()};
}

std::optional<SeriesHandle> RollCall::find(const PrometheusAnswer::Series &series) const
{
    const auto known = m_roll.find(keyOf(series));
    return known == m_roll.end() ? std::nullopt : known->second.up;
}
} // namespace signalbox
