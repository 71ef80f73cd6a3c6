// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include <sources/prometheusanswer.h>
#include <sources/prometheustargets.h>
#include <sources/prometheustime.h>
#include <sources/source.h>
#include <sources/subjectfinder.h>

namespace signalbox
{
/// Which targets a Prometheus server has, and which of them it reaches. Says `target_up` and `target_error` of each
/// host. At most ticks it is told numbers by job and those alone that are down; it concludes from them only where they
/// add up with the targets that it knows, and otherwise wants the whole roll.
class RollCall
{
public:
    /// More targets are left out, and counted.
    static constexpr std::size_t mostTargets = 100'000;
    /// After so long a target that the server no longer names is said to be gone, whatever the list of targets says.
    static constexpr Milliseconds forgetAfter = std::chrono::hours(1);

    /// `say`, `declaration` and `finder` outlive it.
    RollCall(Say &say, const SourceDeclaration &declaration, SubjectFinder &finder);

    /// Takes the whole roll (prometheusqueries::forFullRoll).
    void takeFull(const PrometheusAnswer &answer, const PrometheusTime &time);
    /// Takes the roll by aggregates (prometheusqueries::forRoll). False where it does not add up: then nothing was
    /// said.
    bool takeAggregates(const PrometheusAnswer &answer, const PrometheusTime &time);
    /// Takes the server's list of its targets.
    void takeTargets(const PrometheusTargets &targets, Moment now);
    /// Takes how often each job is scraped (prometheusqueries::forPace).
    void takePace(const PrometheusAnswer &answer);

    /// When the server evaluated, by its own clock; nothing where the answer does not tell.
    static std::optional<double> timeOf(const PrometheusAnswer &answer);

    [[nodiscard]] std::size_t up() const { return m_up; }
    [[nodiscard]] std::size_t down() const { return m_down; }
    /// Not scraped yet, or neither up nor down by a sample young enough.
    [[nodiscard]] std::size_t unknown() const { return m_old + m_unscraped; }
    [[nodiscard]] std::uint64_t leftOut() const { return m_leftOut; }
    /// Whether a target went down that the last list of targets did not show as such.
    [[nodiscard]] bool hasNewlyDown() const { return m_newlyDown; }
    /// The longest interval between scrapes; the source's own where none is known.
    [[nodiscard]] Milliseconds pace() const;
    [[nodiscard]] bool knowsPace() const { return !m_paces.empty(); }
    /// Whether the server has a target whose label for the subject has that value; true where it cannot be known.
    [[nodiscard]] bool mayHave(std::string_view host) const;
    /// The values by which the server names that subject's targets.
    [[nodiscard]] std::vector<std::string> valuesOf(const Subject &subject) const;
    /// The series that an `up` of the server is said as, if it was.
    [[nodiscard]] std::optional<SeriesHandle> find(const PrometheusAnswer::Series &series) const;
    /// Whether there are more targets than are looked at.
    [[nodiscard]] bool isOverflowing() const { return m_overflowing > 0; }
    /// Targets that cannot be told apart, and so are left out.
    [[nodiscard]] std::size_t alike() const { return m_alike; }

private:
    struct Target {
        std::string job;
        std::string host; ///< the label's value
        std::string instance;
        std::optional<Subject> subject;
        std::optional<SeriesHandle> up;
        std::optional<SeriesHandle> error;
        Labels labels;               ///< of its series
        double stamp = 0;            ///< of its last sample
        Moment seenAt{};             ///< when the roll last had it
        std::uint64_t seen = 0;      ///< number of that full roll
        std::uint64_t exception = 0; ///< number of the last roll that named it as down or old
        bool isDown = false;
    };
    struct Job {
        std::size_t known = 0;
        std::size_t exceptions = 0;
        double up = 0;
        double oldest = 0;
        double left = 0;
    };
    using Roll = std::unordered_map<std::string, Target>;

    void add(const PrometheusAnswer::Series &series, const PrometheusTime &time);
    void nameAll();
    void name(Target &target, Labels labels);
    void endSeries(Target &target, Moment at);
    void forget(const PrometheusTime &time, bool isWhole);
    void say(Target &target, Moment at, bool isDown);
    [[nodiscard]] bool addUp(const PrometheusAnswer &answer, std::map<std::string_view, Job> &jobs);

    Say &m_say;
    const SourceDeclaration &m_declaration;
    SubjectFinder &m_finder;
    Roll m_roll; ///< by the labels of its `up`
    std::map<std::string, Milliseconds, std::less<>> m_paces;
    std::optional<std::unordered_set<std::string>> m_active; ///< hosts by the list of targets
    std::uint64_t m_number = 0;                              ///< of the full roll
    std::uint64_t m_call = 0;                                ///< of the roll by aggregates
    std::size_t m_up = 0;
    std::size_t m_down = 0;
    std::size_t m_old = 0;
    std::size_t m_unscraped = 0;
    std::size_t m_alike = 0;
    std::uint64_t m_leftOut = 0;
    std::uint64_t m_overflowing = 0; ///< targets beyond mostTargets: the roll never adds up
    bool m_newlyDown = false;
};
} // namespace signalbox
