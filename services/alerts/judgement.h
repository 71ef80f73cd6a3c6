// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <set>
#include <span>
#include <vector>

#include <alerts/life.h>
#include <picture/fold.h>
#include <picture/numbering.h>
#include <rules/rule.h>

namespace signalbox
{
/// What a judgement changed, for the frame: alerts and sentences that got a number, and cells with their last state.
struct Judged {
    std::vector<Change> declared;
    std::map<AlertId, AlertCell> cells;
};

/// Calls rules where something touched what they read, and leads each alert through its life. Has no memory of its own
/// that the picture does not hold, but for what is due when.
class Judgement
{
public:
    /// `rules` outlive this.
    explicit Judgement(std::span<const Rule *const> rules);

    /// Marks what must be judged.
    void touch(const Fold &fold, const Touched &touched);
    /// Every rule about that subject.
    void touchSubject(const Picture &picture, SubjectId subject);
    /// Everything: at a start.
    void touchAll(const Fold &fold);
    /// The recorder was away, and what grew old meanwhile did so because nobody asked: rules that read freshness are
    /// not asked before that moment, when sources had time to answer again. Until then their alerts stand as they
    /// stood.
    void settle(Moment until) { m_settled = until; }
    /// The next moment at which a verdict may differ without any fact.
    [[nodiscard]] std::optional<Moment> nextDue() const;
    /// Judges what was touched or is due at the fold's now; what changes is applied to the fold and added to `judged`.
    void judge(Fold &fold, Numbering &numbering, Judged &judged);

private:
    /// A rule and a subject; ordered by subject.
    struct Place {
        SubjectId subject;
        std::size_t rule;
        auto operator<=>(const Place &) const = default;
    };
    /// What is kept of a place.
    struct Kept {
        std::vector<Input> inputs;   ///< what the rule reads of the subject, in order of birth
        std::optional<Moment> due{}; ///< as it stands in m_timers
        bool isTouched = false;      ///< stands in m_touched or m_waiting
    };
    void learn(const Fold &fold);
    void learnUserRules(const Estate &estate);
    /// As which of its metrics a rule reads that, if it does.
    [[nodiscard]] std::optional<std::uint16_t> reads(const Rule &rule, const std::string &metric) const;
    static Circumstances circumstancesOf(const Picture &picture, AlertId alert);
    [[nodiscard]] Kept &keptOf(const Place &place)
    {
        return m_kept[index(place.subject) * m_rules.size() + place.rule];
    }
    void touchPlace(const Place &place);
    void touchFreshness(const Picture &picture, SubjectId subject);
    void judgeOne(const Place &place, Fold &fold, Numbering &numbering, Judged &judged);
    void schedule(const Place &place, std::optional<Moment> due);

    std::span<const Rule *const> m_rules;
    const Estate *m_learnt = nullptr;    ///< whose rules m_readers knows; compared alone
    std::set<std::string> m_userMetrics; ///< what those rules compare
    std::vector<Kept> m_kept;            ///< by subject, then by rule
    std::vector<Place> m_touched;
    std::vector<Place> m_waiting; ///< touched, and to be judged from m_settled on
    Moment m_settled{};
    std::set<std::pair<Moment, Place>> m_timers;
    std::vector<std::vector<Place>> m_readers; ///< by series: who reads its value
    std::vector<SubjectId> m_sourceOf;         ///< by series: the source that says it
};

/// Lets the fold and the frame know what the numbering declared since the last call.
void declareNew(Fold &fold, Numbering &numbering, Judged &judged);

/// An alert's cell is this from now on.
void setCell(Fold &fold, AlertId alert, const AlertCell &cell, Judged &judged);
} // namespace signalbox
