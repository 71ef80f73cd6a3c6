// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sources/queryledger.h>

#include <algorithm>
#include <set>

#include <sources/metric.h>
#include <sources/rollcall.h>

namespace signalbox
{
namespace
{
constexpr std::string_view evidenceMetric = "prometheus_evidence_series";
} // namespace

std::string QueryCount::sentence(std::size_t histograms) const
{
    std::string left;
    const auto tell = [&left](std::uint64_t number, const char *why) {
        if (number > 0)
            left += (left.empty() ? "" : ", ") + std::to_string(number) + why;
    };
    tell(overCap, " left out over the cap");
    tell(alike, " left out that nothing tells apart");
    tell(nameless, " left out that name no subject");
    tell(ageless, " left out of unknown age");
    tell(histograms, " native histograms left out");
    return left;
}

QueryLedger::QueryLedger(Say &say, PrometheusQuery query, SubjectFinder &finder, const RollCall &roll, std::size_t cap)
    : m_say(say)
    , m_query(std::move(query))
    , m_finder(finder)
    , m_roll(roll)
    , m_cap(cap)
{
}

QueryLedger::Stamps QueryLedger::stampsIn(const PrometheusAnswer &answer, const std::string &label)
{
    Stamps stamps;
    for (const PrometheusAnswer::Series &series : answer.series()) {
        if (prometheusqueries::partOf(series) == "at" && std::isfinite(series.points.front().value))
            stamps.emplace(series.label(label), series.points.front().value);
    }
    return stamps;
}

Milliseconds QueryLedger::expectedInterval() const
{
    return m_query.interval + m_roll.pace();
}

QueryCount QueryLedger::takeAll(const PrometheusAnswer &answer, const PrometheusTime &time)
{
    ++m_answer;
    if (const Milliseconds expected = expectedInterval(); expected != m_expected) {
        m_expected = expected;
        for (auto &[key, entry] : m_entries)
            entry.handle = m_say.series(entry.subject, m_query.metric, entry.labels, m_query.unit, m_expected);
    }
    QueryCount count;
    findTwins(answer);
    const Stamps stamps = stampsIn(answer, m_query.subjectLabel);
    for (const Placed &placed : place(answer, stamps, count)) {
        placed.entry->seen = m_answer;
        say(placed, time);
    }
    if (m_query.countsEvidence)
        sayEvidence(answer, time);
    if (answer.warnings().empty())
        forget(stamps, time);
    return count;
}

QueryCount QueryLedger::takeWrong(const PrometheusAnswer &answer, const PrometheusTime &time)
{
    QueryCount count;
    std::unordered_set<const Entry *> wrong;
    for (const Placed &placed : place(answer, stampsIn(answer, m_query.subjectLabel), count)) {
        wrong.insert(placed.entry);
        say(placed, time);
    }
    for (auto &[key, entry] : m_entries) {
        const bool isWrong = wrong.count(&entry) > 0;
        count.isBetter = count.isBetter || (entry.isWrong && !isWrong);
        entry.isWrong = isWrong;
    }
    return count;
}

/// Every value that can be kept, with its entry.
std::vector<QueryLedger::Placed> QueryLedger::place(const PrometheusAnswer &answer, const Stamps &stamps,
                                                    QueryCount &count)
{
    std::vector<Placed> all;
    std::unordered_set<const Entry *> taken;
    for (const PrometheusAnswer::Series &series : answer.series()) {
        if (prometheusqueries::partOf(series) != "value")
            continue;
        ++count.scraped;
        const std::string_view host = series.label(m_query.subjectLabel);
        const std::optional<Subject> subject = m_finder.find(m_query.kind, host);
        const auto stamp = stamps.find(host);
        Entry *entry = nullptr;
        if (!subject)
            ++count.nameless;
        else if (stamp == stamps.end())
            ++count.ageless;
        else
            entry = entryFor(series, *subject, count);
        if (entry && !taken.insert(entry).second) {
            ++count.alike;
            entry = nullptr;
        }
        if (entry)
            all.push_back({entry, series.points.front().value, stamp->second});
        else
            ++count.leftOut;
    }
    return all;
}

QueryLedger::Entry *QueryLedger::entryFor(const PrometheusAnswer::Series &series, const Subject &subject,
                                          QueryCount &count)
{
    Labels labels = labelsOf(series, false);
    std::string key = subject.path() + labelText(labels);
    if (m_twins.count(key) > 0) {
        labels = labelsOf(series, true);
        key = subject.path() + labelText(labels);
    }
    if (const auto known = m_entries.find(key); known != m_entries.end())
        return &known->second;
    std::size_t &ofSubject = m_perSubject[subject.path()];
    if (ofSubject >= m_cap) {
        ++count.overCap;
        return nullptr;
    }
    ++ofSubject;
    Entry entry{subject, std::move(labels), std::string(series.label(m_query.subjectLabel)), {}, 0, {}, 0, false};
    return &m_entries.emplace(std::move(key), std::move(entry)).first->second;
}

/// What is kept of a series' labels; of one that has a twin, also what tells the two apart.
Labels QueryLedger::labelsOf(const PrometheusAnswer::Series &series, bool isTwin) const
{
    Labels::List labels;
    for (const auto &[name, value] : series.labels) {
        const bool isOfTarget = name == "instance" || name == "job";
        const bool isOurs = name == "__name__" || name == prometheusqueries::part || name == m_query.subjectLabel;
        const bool isNamed = std::find(m_query.labels.begin(), m_query.labels.end(), name) != m_query.labels.end();
        if (isNamed || (m_query.keepsAll && !isOfTarget && !isOurs) || (isTwin && isOfTarget))
            labels.emplace_back(wellFormed(name), wellFormed(value));
    }
    return labels;
}

/// Which subjects and labels several series of a whole answer have. Such a name is never given to one of them.
void QueryLedger::findTwins(const PrometheusAnswer &answer)
{
    std::unordered_set<std::string> keys;
    m_twins.clear();
    for (const PrometheusAnswer::Series &series : answer.series()) {
        if (prometheusqueries::partOf(series) != "value")
            continue;
        const std::optional<Subject> subject = m_finder.find(m_query.kind, series.label(m_query.subjectLabel));
        if (!subject)
            continue;
        std::string key = subject->path() + labelText(labelsOf(series, false));
        if (keys.count(key) > 0)
            m_twins.insert(std::move(key));
        else
            keys.insert(std::move(key));
    }
}

void QueryLedger::say(const Placed &placed, const PrometheusTime &time)
{
    Entry &entry = *placed.entry;
    if (!entry.handle)
        entry.handle = m_say.series(entry.subject, m_query.metric, entry.labels, m_query.unit, expectedInterval());
    entry.stamp = placed.stamp;
    entry.seenAt = time.asked;
    m_say.number(*entry.handle, time.at(placed.stamp), placed.value);
}

void QueryLedger::sayEvidence(const PrometheusAnswer &answer, const PrometheusTime &time)
{
    for (const PrometheusAnswer::Series &series : answer.series()) {
        if (prometheusqueries::partOf(series) != "count")
            continue;
        const std::optional<Subject> subject = m_finder.find(m_query.kind, series.label(m_query.subjectLabel));
        if (!subject)
            continue;
        const SeriesHandle handle =
            m_say.series(*subject, evidenceMetric, {{"query", m_query.metric}}, {}, expectedInterval());
        m_say.number(handle, time.asked, series.points.front().value);
    }
}

void QueryLedger::forget(const Stamps &stamps, const PrometheusTime &time)
{
    for (auto each = m_entries.begin(); each != m_entries.end();) {
        Entry &entry = each->second;
        bool isGone = false;
        if (entry.seen != m_answer) {
            const auto newer = stamps.find(entry.host);
            isGone = (newer != stamps.end() && newer->second > entry.stamp) || !m_roll.mayHave(entry.host) ||
                     time.asked - entry.seenAt >= forgetAfter;
        }
        if (!isGone) {
            ++each;
            continue;
        }
        if (entry.handle)
            m_say.gone(*entry.handle, time.asked);
        --m_perSubject[entry.subject.path()];
        each = m_entries.erase(each);
    }
}

std::vector<std::string> QueryLedger::valuesOf(const Subject &subject) const
{
    std::set<std::string> all;
    for (const auto &[key, entry] : m_entries) {
        if (entry.subject == subject)
            all.insert(entry.host);
    }
    return {all.begin(), all.end()};
}

std::optional<SeriesHandle> QueryLedger::find(const PrometheusAnswer::Series &series) const
{
    for (const bool isTwin : {false, true}) {
        const std::optional<Subject> subject = m_finder.find(m_query.kind, series.label(m_query.subjectLabel));
        if (!subject)
            return {};
        const auto known = m_entries.find(subject->path() + labelText(labelsOf(series, isTwin)));
        if (known != m_entries.end())
            return known->second.handle;
    }
    return {};
}
} // namespace signalbox
