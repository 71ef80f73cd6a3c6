// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <alerts/judgement.h>

#include <algorithm>
#include <optional>

namespace signalbox
{
namespace
{
const std::string sourceKind = "source";

void setCell(Fold &fold, AlertId alert, const AlertCell &cell, Judged &judged)
{
    fold.apply(Transition{alert, cell});
    judged.cells[alert] = cell;
}

// The life of one alert at one judgement. A finding that got worse is another matter than the one that was
// acknowledged.
AlertCell step(AlertCell cell, Severity severity, TextId sentence, Milliseconds holdFor, Moment now)
{
    if (cell.state == AlertState::Clear) {
        cell = {.state = AlertState::Pending,
                .severity = severity,
                .acknowledged = false,
                .since = now,
                .sentence = sentence,
                .acknowledgedBy = {},
                .raises = cell.raises};
    }
    if (cell.state == AlertState::Pending && now >= cell.since + holdFor) {
        cell.state = AlertState::Raised;
        ++cell.raises;
    }
    if (severity > cell.severity)
        cell.acknowledged = false;
    cell.severity = severity;
    cell.sentence = sentence;
    return cell;
}

AlertCell cleared(const AlertCell &cell, Moment now)
{
    return {.state = AlertState::Clear,
            .severity = Severity::Ok,
            .acknowledged = false,
            .since = now,
            .sentence = cell.sentence,
            .acknowledgedBy = {},
            .raises = cell.raises};
}

bool isAbout(const Rule &rule, const Subject &subject)
{
    return rule.kind.empty() ? subject.kind != sourceKind : rule.kind == subject.kind;
}

bool reads(const Rule &rule, std::string_view metric)
{
    return std::find(rule.metrics.begin(), rule.metrics.end(), metric) != rule.metrics.end();
}

std::optional<Moment> earlier(std::optional<Moment> a, Moment b)
{
    return a && *a < b ? a : std::optional(b);
}
} // namespace

void declareNew(Fold &fold, Numbering &numbering, Judged &judged)
{
    Touched none; // alerts and texts touch no rule
    for (Change &change : numbering.takeNew()) {
        fold.apply(change, none);
        judged.declared.push_back(std::move(change));
    }
}

Judgement::Judgement(std::span<const Rule *const> rules)
    : m_rules(rules)
{
}

void Judgement::touchSubject(const Picture &picture, SubjectId subject)
{
    for (std::size_t rule = 0; rule < m_rules.size(); ++rule) {
        if (isAbout(*m_rules[rule], picture.subject(subject).subject))
            m_touched.insert({subject, rule});
    }
}

void Judgement::touchAll(const Fold &fold)
{
    learn(fold);
    for (std::size_t i = 0; i < fold.working().subjects.size(); ++i)
        touchSubject(fold.working(), static_cast<SubjectId>(i));
}

void Judgement::touchFreshness(const Picture &picture, SubjectId subject)
{
    for (std::size_t rule = 0; rule < m_rules.size(); ++rule) {
        if (m_rules[rule]->readsFreshness && isAbout(*m_rules[rule], picture.subject(subject).subject))
            m_touched.insert({subject, rule});
    }
}

void Judgement::touch(const Fold &fold, const Touched &touched)
{
    learn(fold);
    if (touched.everything)
        touchAll(fold);
    for (const SeriesId id : touched.values)
        m_touched.insert(m_readers[index(id)].begin(), m_readers[index(id)].end());
    for (const SeriesId id : touched.freshness) {
        touchFreshness(fold.working(), fold.working().series[index(id)]->subject);
        touchFreshness(fold.working(), m_sourceOf[index(id)]);
    }
}

// Who reads a series is found once, at its birth.
void Judgement::learn(const Fold &fold)
{
    const Picture &picture = fold.working();
    while (m_readers.size() < picture.series.size()) {
        const auto id = static_cast<SeriesId>(m_readers.size());
        const Series &series = *picture.series[index(id)];
        const SeriesKey &key = series.declared.key;
        const SubjectId source = fold.find({sourceKind, key.source}).value_or(series.subject);
        m_sourceOf.push_back(source);
        std::vector<Place> &readers = m_readers.emplace_back();
        for (std::size_t rule = 0; rule < m_rules.size(); ++rule) {
            if (!reads(*m_rules[rule], key.metric))
                continue;
            if (isAbout(*m_rules[rule], series.declared.key.subject))
                readers.push_back({series.subject, rule});
            if (isAbout(*m_rules[rule], picture.subject(source).subject) && source != series.subject)
                readers.push_back({source, rule});
        }
        for (const Place &place : readers)
            m_inputs[place].push_back(id);
    }
}

std::optional<Moment> Judgement::nextDue() const
{
    return m_timers.empty() ? std::nullopt : std::optional(m_timers.begin()->first);
}

void Judgement::schedule(const Place &place, std::optional<Moment> due)
{
    const auto before = m_due.find(place);
    if (before != m_due.end()) {
        m_timers.erase({before->second, place});
        m_due.erase(before);
    }
    if (due) {
        m_due.emplace(place, *due);
        m_timers.emplace(*due, place);
    }
}

void Judgement::judge(Fold &fold, Numbering &numbering, Judged &judged)
{
    const Moment now = fold.working().now;
    while (!m_timers.empty() && m_timers.begin()->first <= now) {
        const Place place = m_timers.begin()->second;
        schedule(place, {});
        m_touched.insert(place);
    }
    const std::set<Place> places = std::exchange(m_touched, {});
    for (const Place &place : places)
        judgeOne(place, fold, numbering, judged);
}

void Judgement::judgeOne(const Place &place, Fold &fold, Numbering &numbering, Judged &judged)
{
    const Rule &rule = *m_rules[place.rule];
    const Moment now = fold.working().now;
    const Subject subject = fold.working().subject(place.subject).subject;
    const auto inputs = m_inputs.find(place);
    const SubjectView view(fold.working(), place.subject,
                           inputs == m_inputs.end() ? std::span<const SeriesId>() : std::span(inputs->second));
    const Verdict verdict = rule.judge(view);
    std::optional<Moment> due = verdict.recheckAt && *verdict.recheckAt > now ? verdict.recheckAt : std::nullopt;
    std::set<AlertId> stated;
    for (const Finding &finding : verdict.findings) {
        const AlertId alert = numbering.alert(std::string(rule.id), rule.version, subject, finding.labels);
        const TextId sentence = numbering.text(finding.sentence);
        declareNew(fold, numbering, judged);
        stated.insert(alert);
        const AlertCell before = fold.working().alerts[index(alert)].cell;
        const Milliseconds holdFor = finding.holdFor.value_or(rule.holdFor);
        const AlertCell after = step(before, finding.severity, sentence, holdFor, now);
        if (!(after == before))
            setCell(fold, alert, after, judged);
        if (after.state == AlertState::Pending)
            due = earlier(due, after.since + holdFor);
    }
    const std::vector<AlertId> all = fold.working().subject(place.subject).alerts;
    for (const AlertId id : all) {
        const Alert &alert = fold.working().alerts[index(id)];
        if (alert.key->rule == rule.id && alert.cell.state != AlertState::Clear && stated.count(id) == 0)
            setCell(fold, id, cleared(alert.cell, now), judged);
    }
    schedule(place, due);
}

void acknowledge(Fold &fold, AlertId alert, TextId by, Judged &judged)
{
    AlertCell cell = fold.working().alerts[index(alert)].cell;
    if (cell.state != AlertState::Raised)
        return;
    cell.acknowledged = true;
    cell.acknowledgedBy = by;
    setCell(fold, alert, cell, judged);
}
} // namespace signalbox
