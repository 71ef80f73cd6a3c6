// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <actions/requirement.h>

#include <algorithm>
#include <cmath>

#include <actions/relations.h>
#include <actions/standing.h>
#include <estate/estatescalar.h>

namespace signalbox
{
namespace
{
using Verdict = Guard::Verdict;

/// A source that was asked this often in vain has said nothing: the same as for stale values.
constexpr int intervalsToBreak = 3;

/// What one series, or one subject, has to say.
struct Answer {
    Verdict verdict = Verdict::Unknown;
    std::string words;
    std::optional<Milliseconds> age = {};
    std::string source = {};
    double value = 0; ///< of Pass and Fail of a metric
};

std::string clockText(const Situation &situation, Moment moment)
{
    const auto minutes =
        std::chrono::floor<std::chrono::minutes>(situation.picture.timeline->wallAt(moment).time_since_epoch())
            .count() %
        (24 * 60);
    const auto two = [](long value) { return (value < 10 ? "0" : "") + std::to_string(value); };
    return two(minutes / 60) + ':' + two(minutes % 60) + " UTC";
}

class MetricAsked
{
public:
    MetricAsked(const Requirement &requirement, const Situation &situation)
        : m_requirement(requirement)
        , m_situation(situation)
    {
    }

    /// One answer for each series that there is; one that says that there is none.
    std::vector<Answer> answers(const Subject &subject) const
    {
        std::vector<Answer> all;
        const Picture &picture = m_situation.picture;
        const std::optional<SubjectId> id = picture.find(subject);
        for (const SeriesId each : id ? picture.subject(*id).series : std::vector<SeriesId>()) {
            const SeriesKey &key = picture.series[index(each)]->declared.key;
            if (key.metric == m_requirement.metric && hasLabels(key.labels, m_requirement.labels) &&
                picture.sample(each).freshness != Freshness::Gone)
                all.push_back(answer(each));
        }
        if (all.empty())
            all.push_back({Verdict::Unknown,
                           subject.path() + ": nobody says " + m_requirement.metric + labelText(m_requirement.labels)});
        return all;
    }

private:
    Answer answer(SeriesId id) const
    {
        const Picture &picture = m_situation.picture;
        const SeriesDeclared &series = picture.series[index(id)]->declared;
        const Sample &sample = picture.sample(id);
        Answer answer;
        answer.source = series.key.source;
        const std::string name = series.key.subject.path() + ": " + series.key.metric + labelText(series.key.labels);
        const auto unknown = [&](const std::string &why) {
            answer.words = name + ' ' + why;
            return answer;
        };
        if (sample.freshness == Freshness::Never)
            return unknown("was never said");
        answer.age = picture.now - sample.at;
        if (sample.kind != FactKind::Number)
            return unknown("is a text");
        if (std::isnan(sample.value))
            return unknown("is no number (NaN)");
        if (sample.freshness == Freshness::Stale)
            return unknown("is stale");
        if (*answer.age > m_requirement.maxAge)
            return unknown("is older than " + durationText(m_requirement.maxAge));
        answer.value = sample.value;
        answer.words = name + " is " + m_requirement.is->valueText(sample.value);
        answer.verdict = m_requirement.is->holds(sample.value) ? Verdict::Pass : Verdict::Fail;
        if (answer.verdict == Verdict::Pass && m_requirement.holdFor.count() > 0)
            askHistory(id, series, name, answer);
        return answer;
    }

    void askHistory(SeriesId id, const SeriesDeclared &series, const std::string &name, Answer &answer) const
    {
        const Moment now = m_situation.picture.now;
        const Moment start = now - m_requirement.holdFor;
        const Milliseconds longestBreak = intervalsToBreak * series.interval;
        answer.verdict = Verdict::Unknown;
        if (!m_situation.history) {
            answer.words = name + ": there is no record to look at";
            return;
        }
        const auto points = m_situation.history(id, start - longestBreak, now);
        if (!points) {
            answer.words = name + ": the record cannot be read: " + points.error().sentence();
            return;
        }
        answer.verdict = Verdict::Pass;
        std::optional<Moment> before; // the last point so far
        for (std::size_t i = 0; i < points->size(); ++i) {
            const HistoryPoint &point = (*points)[i];
            if (point.isEarlier)
                continue;
            if (point.at > start && (before ? point.at - *before >= longestBreak : true))
                worsen(answer, Verdict::Unknown,
                       name + ": nothing is on record from " +
                           clockText(m_situation, before ? std::max(*before, start) : start) + " to " +
                           clockText(m_situation, point.at));
            before = point.at;
            // In force within the window: in it, or the last before its start.
            if (point.at >= start || i + 1 == points->size() || (*points)[i + 1].at > start)
                askPoint(point, name, answer);
        }
        if (!before)
            worsen(answer, Verdict::Unknown, name + ": nothing is on record");
        if (answer.verdict == Verdict::Pass)
            answer.words += ", and was for " + durationText(m_requirement.holdFor);
    }

    void askPoint(const HistoryPoint &point, const std::string &name, Answer &answer) const
    {
        const std::string at = " at " + clockText(m_situation, point.at);
        if (point.kind != FactKind::Number || std::isnan(point.value))
            worsen(answer, Verdict::Unknown, name + " was no number" + at);
        else if (!m_requirement.is->holds(point.value))
            worsen(answer, Verdict::Fail, name + " was " + m_requirement.is->valueText(point.value) + at);
    }

    static void worsen(Answer &answer, Verdict verdict, std::string words)
    {
        if (isWorseVerdict(verdict, answer.verdict)) {
            answer.verdict = verdict;
            answer.words = std::move(words);
        }
    }

    const Requirement &m_requirement;
    const Situation &m_situation;
};

const char *whoseWords(Requirement::Of of)
{
    switch (of) {
    case Requirement::Of::Target:
        return "the target";
    case Requirement::Of::Members:
        return "its members";
    case Requirement::Of::Others:
        return "the others of its pairs and services";
    case Requirement::Of::Subjects:
        break;
    }
    return "";
}

std::vector<Subject> subjectsOf(const Requirement &requirement, const Subject &target, const Estate &estate)
{
    switch (requirement.of) {
    case Requirement::Of::Target:
        return {target};
    case Requirement::Of::Members:
        return membersOf(estate, target);
    case Requirement::Of::Others:
        return othersOf(estate, target);
    case Requirement::Of::Subjects:
        break;
    }
    return requirement.subjects;
}

/// Whether a decides over b: by the verdict, and of two that hold by what is nearer to its limit.
bool decides(const Answer &a, const Answer &b, const Requirement &requirement)
{
    if (a.verdict != b.verdict || !requirement.is)
        return isWorseVerdict(a.verdict, b.verdict);
    using Operator = Comparison::Operator;
    const Operator op = requirement.is->op;
    if (op == Operator::Less || op == Operator::LessOrEqual)
        return a.value > b.value;
    return (op == Operator::Greater || op == Operator::GreaterOrEqual) && a.value < b.value;
}
} // namespace

Guard guardOf(const Requirement &requirement, const Runbook &runbook, const std::vector<Subject> &targets,
              const Situation &situation)
{
    const bool isOfMetric = requirement.is.has_value();
    std::vector<Answer> answers;
    std::vector<Subject> all;
    for (const Subject &target : targets) {
        std::vector<Subject> some = subjectsOf(requirement, target, *situation.picture.estate);
        if (some.empty())
            answers.push_back({Verdict::Unknown, target.path() + ": there is none of " + whoseWords(requirement.of)});
        all.insert(all.end(), some.begin(), some.end());
    }
    tidy(all);
    for (const Subject &subject : all) {
        if (isOfMetric) {
            for (Answer &each : MetricAsked(requirement, situation).answers(subject))
                answers.push_back(std::move(each));
        } else {
            const Wellness standing = wellnessOf(situation.picture, subject, requirement.isCriticalOnly);
            answers.push_back({standing.verdict, standing.words});
        }
    }
    Guard guard;
    guard.id = requirement.name;
    guard.guardClass = requirement.guardClass;
    const std::string whose =
        requirement.of == Requirement::Of::Subjects ? namesOf(requirement.subjects) : whoseWords(requirement.of);
    guard.title = (isOfMetric                   ? requirement.metric + labelText(requirement.labels)
                   : requirement.isCriticalOnly ? "Critical alerts"
                                                : "Alerts") +
                  " of " + whose;
    guard.threshold = !isOfMetric ? "none"
                      : requirement.holdFor.count() == 0
                          ? requirement.is->shown
                          : requirement.is->shown + " for " + durationText(requirement.holdFor);
    guard.thresholdFrom = "runbooks." + runbook.name + ".requires." + requirement.name;
    if (answers.empty())
        return guard;
    const Answer *worst = &answers.front();
    for (const Answer &each : answers) {
        if (decides(each, *worst, requirement))
            worst = &each;
    }
    guard.verdict = worst->verdict;
    guard.value = worst->words;
    if (answers.size() > 1)
        guard.value += ", the worst of " + std::to_string(answers.size());
    guard.age = worst->age;
    guard.source = worst->source;
    return guard;
}
} // namespace signalbox
