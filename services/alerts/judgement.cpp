// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <alerts/judgement.h>

#include <algorithm>
#include <iterator>
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

void Judgement::touchPlace(const Place &place)
{
    Kept &kept = keptOf(place);
    if (!kept.isTouched)
        m_touched.push_back(place);
    kept.isTouched = true;
}

void Judgement::touchSubject(const Picture &picture, SubjectId subject)
{
    for (std::size_t rule = 0; rule < m_rules.size(); ++rule) {
        if (isAbout(*m_rules[rule], picture.subject(subject).subject))
            touchPlace({subject, rule});
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
            touchPlace({subject, rule});
    }
}

void Judgement::touch(const Fold &fold, const Touched &touched)
{
    learn(fold);
    if (touched.everything)
        touchAll(fold);
    for (const SubjectId subject : touched.suppressed)
        touchSubject(fold.working(), subject);
    for (const SeriesId id : touched.values) {
        for (const Place &place : m_readers[index(id)])
            touchPlace(place);
    }
    for (const SeriesId id : touched.freshness) {
        touchFreshness(fold.working(), fold.working().series[index(id)]->subject);
        touchFreshness(fold.working(), m_sourceOf[index(id)]);
    }
}

std::optional<std::uint16_t> Judgement::reads(const Rule &rule, const std::string &metric) const
{
    const auto found = std::find(rule.metrics.begin(), rule.metrics.end(), metric);
    if (found != rule.metrics.end())
        return static_cast<std::uint16_t>(found - rule.metrics.begin());
    return rule.readsUserRules && m_userMetrics.count(metric) > 0 ? std::optional(Input::byName) : std::nullopt;
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
    for (Kept &kept : m_kept)
        kept.inputs.clear();
}

// Who reads a series is found once, at its birth.
void Judgement::learn(const Fold &fold)
{
    const Picture &picture = fold.working();
    m_kept.resize(picture.subjects.size() * m_rules.size());
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
            const std::optional<std::uint16_t> read = reads(*m_rules[rule], key.metric);
            if (!read)
                continue;
            const auto add = [&](SubjectId subject) {
                if (!isAbout(*m_rules[rule], picture.subject(subject).subject))
                    return;
                readers.push_back({subject, rule});
                keptOf(readers.back()).inputs.push_back({id, *read, subject == series.subject});
            };
            add(series.subject);
            if (source != series.subject)
                add(source);
        }
    }
}

std::optional<Moment> Judgement::nextDue() const
{
    const auto next = m_timers.empty() ? std::nullopt : std::optional(m_timers.begin()->first);
    return m_waiting.empty() ? next : earlier(next, m_settled);
}

void Judgement::schedule(const Place &place, std::optional<Moment> due)
{
    std::optional<Moment> &kept = keptOf(place).due;
    if (kept == due)
        return;
    if (kept)
        m_timers.erase({*kept, place});
    if (due)
        m_timers.emplace(*due, place);
    kept = due;
}

// In the order of subjects and rules, whatever touched them in which order.
void Judgement::judge(Fold &fold, Numbering &numbering, Judged &judged)
{
    const Moment now = fold.working().now;
    while (!m_timers.empty() && m_timers.begin()->first <= now) {
        const Place place = m_timers.begin()->second;
        schedule(place, {});
        touchPlace(place);
    }
    std::vector<Place> places = std::exchange(m_touched, {});
    if (now < m_settled) {
        const auto waits = [&](const Place &place) { return m_rules[place.rule]->readsFreshness; };
        std::copy_if(places.begin(), places.end(), std::back_inserter(m_waiting), waits);
        std::erase_if(places, waits);
    } else {
        const std::vector<Place> waited = std::exchange(m_waiting, {});
        places.insert(places.end(), waited.begin(), waited.end());
    }
    std::sort(places.begin(), places.end());
    for (const Place &place : places)
        keptOf(place).isTouched = false;
    for (const Place &place : places)
        judgeOne(place, fold, numbering, judged);
}

Circumstances Judgement::circumstancesOf(const Picture &picture, AlertId alert)
{
    return {picture.now, {}, suppressedUntil(picture, picture.alerts[index(alert)]), picture.estate->escalateAfter};
}

void Judgement::judgeOne(const Place &place, Fold &fold, Numbering &numbering, Judged &judged)
{
    const Rule &rule = *m_rules[place.rule];
    const Moment now = fold.working().now;
    const Verdict verdict = rule.judge(SubjectView(fold.working(), place.subject, rule, keptOf(place).inputs));
    std::optional<Moment> due = verdict.recheckAt && *verdict.recheckAt > now ? verdict.recheckAt : std::nullopt;
    const auto lead = [&](AlertId alert, const AlertCell &after, const Circumstances &circumstances) {
        if (!(after == fold.working().alerts[index(alert)].cell))
            setCell(fold, alert, after, judged);
        if (const auto next = dueOf(after, circumstances))
            due = earlier(due, *next);
    };
    std::set<AlertId> found;
    for (const Finding &finding : verdict.findings) {
        const Subject subject = fold.working().subject(place.subject).subject;
        const AlertId alert = numbering.alert(std::string(rule.id), rule.version, subject, finding.labels);
        const TextId sentence = numbering.text(finding.sentence);
        declareNew(fold, numbering, judged);
        found.insert(alert);
        Circumstances circumstances = circumstancesOf(fold.working(), alert);
        circumstances.holdFor = finding.holdFor.value_or(rule.holdFor);
        const AlertCell before = fold.working().alerts[index(alert)].cell;
        lead(alert, stated(before, finding.severity, sentence, circumstances), circumstances);
    }
    std::vector<AlertId> ended; // apart, since leading one may write the subject anew
    for (const AlertId id : fold.working().subject(place.subject).alerts) {
        const Alert &alert = fold.working().alerts[index(id)];
        if (alert.cell.state != AlertState::Clear && alert.key->rule == rule.id && found.count(id) == 0)
            ended.push_back(id);
    }
    for (const AlertId id : ended) {
        const Circumstances circumstances = circumstancesOf(fold.working(), id);
        lead(id, notStated(fold.working().alerts[index(id)].cell, circumstances), circumstances);
    }
    schedule(place, due);
}

void setCell(Fold &fold, AlertId alert, const AlertCell &cell, Judged &judged)
{
    fold.apply(Transition{alert, cell});
    judged.cells[alert] = cell;
}
} // namespace signalbox
