// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <alerts/judgement.h>

#include <algorithm>
#include <optional>

#include <alerts/life.h>

namespace signalbox
{
namespace
{
const std::string sourceKind = "source";

bool isAbout(const Rule &rule, const Subject &subject)
{
    return rule.kind.empty() ? subject.kind != sourceKind : rule.kind == subject.kind;
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
    for (const SubjectId subject : touched.suppressed)
        touchSubject(fold.working(), subject);
    for (const SeriesId id : touched.values)
        m_touched.insert(m_readers[index(id)].begin(), m_readers[index(id)].end());
    for (const SeriesId id : touched.freshness) {
        touchFreshness(fold.working(), fold.working().series[index(id)]->subject);
        touchFreshness(fold.working(), m_sourceOf[index(id)]);
    }
}

bool Judgement::reads(const Rule &rule, const std::string &metric) const
{
    return std::find(rule.metrics.begin(), rule.metrics.end(), metric) != rule.metrics.end() ||
           (rule.readsUserRules && m_userMetrics.count(metric) > 0);
}

// Where another estate compares other metrics, series that were born before are looked at anew.
void Judgement::learnUserRules(const Estate &estate)
{
    m_learnt = &estate;
    std::set<std::string> metrics;
    for (const UserRule &rule : estate.userRules) {
        metrics.insert(rule.compared());
        if (!rule.per.empty())
            metrics.insert(rule.comparedPer());
    }
    if (metrics == m_userMetrics)
        return;
    m_userMetrics = std::move(metrics);
    m_readers.clear();
    m_sourceOf.clear();
    m_inputs.clear();
}

// Who reads a series is found once, at its birth.
void Judgement::learn(const Fold &fold)
{
    const Picture &picture = fold.working();
    if (picture.estate.get() != m_learnt)
        learnUserRules(*picture.estate);
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
    const auto next = m_timers.empty() ? std::nullopt : std::optional(m_timers.begin()->first);
    return m_waiting.empty() ? next : earlier(next, m_settled);
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
    if (now >= m_settled)
        m_touched.merge(std::exchange(m_waiting, {}));
    const std::set<Place> places = std::exchange(m_touched, {});
    for (const Place &place : places) {
        if (now < m_settled && m_rules[place.rule]->readsFreshness)
            m_waiting.insert(place);
        else
            judgeOne(place, fold, numbering, judged);
    }
}

Circumstances Judgement::circumstancesOf(const Picture &picture, AlertId alert)
{
    return {picture.now, {}, suppressedUntil(picture, picture.alerts[index(alert)]), picture.estate->escalateAfter};
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
    const auto lead = [&](AlertId alert, const AlertCell &after, const Circumstances &circumstances) {
        if (!(after == fold.working().alerts[index(alert)].cell))
            setCell(fold, alert, after, judged);
        if (const auto next = dueOf(after, circumstances))
            due = earlier(due, *next);
    };
    std::set<AlertId> found;
    for (const Finding &finding : verdict.findings) {
        const AlertId alert = numbering.alert(std::string(rule.id), rule.version, subject, finding.labels);
        const TextId sentence = numbering.text(finding.sentence);
        declareNew(fold, numbering, judged);
        found.insert(alert);
        Circumstances circumstances = circumstancesOf(fold.working(), alert);
        circumstances.holdFor = finding.holdFor.value_or(rule.holdFor);
        const AlertCell before = fold.working().alerts[index(alert)].cell;
        lead(alert, stated(before, finding.severity, sentence, circumstances), circumstances);
    }
    const std::vector<AlertId> all = fold.working().subject(place.subject).alerts;
    for (const AlertId id : all) {
        const Alert &alert = fold.working().alerts[index(id)];
        if (alert.key->rule != rule.id || alert.cell.state == AlertState::Clear || found.count(id) != 0)
            continue;
        const Circumstances circumstances = circumstancesOf(fold.working(), id);
        lead(id, notStated(alert.cell, circumstances), circumstances);
    }
    schedule(place, due);
}

void setCell(Fold &fold, AlertId alert, const AlertCell &cell, Judged &judged)
{
    fold.apply(Transition{alert, cell});
    judged.cells[alert] = cell;
}
} // namespace signalbox
