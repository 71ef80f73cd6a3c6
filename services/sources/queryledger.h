// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include <sources/prometheusanswer.h>
#include <sources/prometheusqueries.h>
#include <sources/prometheustime.h>
#include <sources/source.h>
#include <sources/subjectfinder.h>

namespace signalbox
{
class RollCall;

/// What became of the values of one answer.
struct QueryCount {
    std::uint64_t scraped = 0;
    std::uint64_t leftOut = 0;
    std::uint64_t overCap = 0;  ///< of these: their subject has as many series as the cap allows
    std::uint64_t alike = 0;    ///< of these: another of the same answer has the same subject and labels
    std::uint64_t nameless = 0; ///< of these: no subject follows from their label
    std::uint64_t ageless = 0;  ///< of these: nothing tells how old they are
    bool isBetter = false;      ///< something is no longer among what is wrong: all values should be asked for

    /// What was left out and why, in words; empty where nothing was. `histograms` are native ones, which are not read.
    [[nodiscard]] std::string sentence(std::size_t histograms) const;
};

/// The series of one query: says the values of its answers, each as old as the samples behind it.
///
/// A series that a whole answer no longer has is gone where samples of the same metric and host are newer than its last
/// or where the server has no such target any more; otherwise it goes silent, and freshness shows it. Once it has been
/// missing for an hour it is said to be gone whatever the reason.
class QueryLedger
{
public:
    static constexpr Milliseconds forgetAfter = std::chrono::hours(1);

    /// `say`, `finder` and `roll` outlive it. `cap` is the number of series of a subject.
    QueryLedger(Say &say, PrometheusQuery query, SubjectFinder &finder, const RollCall &roll, std::size_t cap);

    [[nodiscard]] const PrometheusQuery &query() const { return m_query; }
    /// Takes an answer to prometheusqueries::forAll.
    QueryCount takeAll(const PrometheusAnswer &answer, const PrometheusTime &time);
    /// Takes an answer to prometheusqueries::forWrong.
    QueryCount takeWrong(const PrometheusAnswer &answer, const PrometheusTime &time);
    /// The values by which the server names that subject.
    [[nodiscard]] std::vector<std::string> valuesOf(const Subject &subject) const;
    /// The series that a series of an answer belongs to, if it was said before.
    [[nodiscard]] std::optional<SeriesHandle> find(const PrometheusAnswer::Series &series) const;

private:
    struct Entry {
        Subject subject;
        Labels labels;
        std::string host; ///< value of the label that names the subject
        std::optional<SeriesHandle> handle;
        double stamp = 0;
        Moment seenAt{};
        std::uint64_t seen = 0;
        bool isWrong = false;
    };
    struct Placed {
        Entry *entry = nullptr;
        double value = 0;
        double stamp = 0;
    };
    using Stamps = std::unordered_map<std::string_view, double>;

    std::vector<Placed> place(const PrometheusAnswer &answer, const Stamps &stamps, QueryCount &count);
    Entry *entryFor(const PrometheusAnswer::Series &series, const Subject &subject, QueryCount &count);
    [[nodiscard]] Labels labelsOf(const PrometheusAnswer::Series &series, bool isTwin) const;
    void findTwins(const PrometheusAnswer &answer);
    void say(const Placed &placed, const PrometheusTime &time);
    void sayEvidence(const PrometheusAnswer &answer, const PrometheusTime &time);
    void forget(const Stamps &stamps, const PrometheusTime &time);
    [[nodiscard]] static Stamps stampsIn(const PrometheusAnswer &answer, const std::string &label);
    [[nodiscard]] Milliseconds expectedInterval() const;

    Say &m_say;
    PrometheusQuery m_query;
    SubjectFinder &m_finder;
    const RollCall &m_roll;
    std::size_t m_cap;
    std::unordered_map<std::string, Entry> m_entries;          ///< by subject and labels
    std::unordered_map<std::string, std::size_t> m_perSubject; ///< entries, by path
    std::unordered_set<std::string> m_twins; ///< keys that several series of one answer had: instance and job tell them
    std::uint64_t m_answer = 0;
    Milliseconds m_expected{}; ///< as last declared
};
} // namespace signalbox
