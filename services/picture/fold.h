// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

#include <picture/picture.h>
#include <recording/recording.h>

namespace signalbox
{
/// What a step of the fold touched: where a rule may come to another verdict.
struct Touched {
    std::vector<SeriesId> values; ///< a newer fact says something else than the one before; that it is newer is no news
    std::vector<SeriesId> freshness;   ///< crossed into another Freshness, or was born
    std::vector<SubjectId> suppressed; ///< alerts of it were put out of the way, or are back
    bool everything = false;           ///< another estate holds, or the wall clock was stepped
};

/// Folds frames into a picture. The same frames in the same order give the same picture, however they are cut into
/// calls; that is what makes a live window and a replay of it agree. Not thread-safe: one owner.
class Fold
{
public:
    Fold();

    /// Forgets everything but the estates parsed so far.
    void reset();
    /// Sets the picture's now and lets samples grow late and stale up to it. Never back.
    void advance(Moment now, Touched &touched);
    /// The next moment at which some sample may change its freshness; a lower bound.
    [[nodiscard]] std::optional<Moment> nextDue() const;
    /// Takes a change of structure; `now` must have been advanced to its tick.
    void apply(const Change &change, Touched &touched);
    /// Takes a fact; one with an older `at` than the one held is passed over.
    void apply(const Fact &fact, Touched &touched);
    void apply(const Transition &transition);
    void setTick(const Tick &tick) { m_working.tick = tick; }
    /// All of the above, in their order.
    void apply(const Frame &frame);

    /// Takes changes up to another moment at once; load() must follow, and says what is suppressed then. Of estates
    /// only the last is parsed: what is declared is what the one in force declares.
    void applyToLoad(const std::vector<DatedChange> &changes);
    /// Another moment, earlier or later, by its recorded state; structure (changes) must be that of the tick already.
    void load(const RecordedState &state);

    /// The working picture, for rules; valid until the next call.
    [[nodiscard]] const Picture &working() const { return m_working; }
    /// The number of a subject of the working picture.
    [[nodiscard]] std::optional<SubjectId> find(const Subject &subject) const;
    /// The alert that is called that (recording/about.h), whether it is raised or not.
    [[nodiscard]] std::optional<AlertId> findAlert(const std::string &about) const;
    /// An immutable picture of now. Cheap: pages are shared.
    [[nodiscard]] PicturePtr publish(bool heldUp = false);

private:
    SubjectId subjectNumber(const Subject &subject);
    SubjectState &writeSubject(SubjectId id);
    void declare(const SeriesDeclared &declared, Touched &touched);
    void declare(const AlertDeclared &declared);
    void accept(const EstateAccepted &accepted);
    std::shared_ptr<const Estate> parsed(const EstateAccepted &accepted);
    void markDeclared(const Estate &estate);
    [[nodiscard]] Freshness freshnessNow(SeriesId id) const;
    void setFreshness(SeriesId id, Freshness freshness);
    void refresh(SeriesId id, Touched &touched);
    void arm(SeriesId id);
    void armAll();
    void recountAlerts(SubjectId id);
    [[nodiscard]] bool isSuppressed(const Alert &alert) const;
    void suppress(const SuppressionSet &set, Touched &touched);
    void suppressAll();
    void endSuppressions(Touched &touched);
    void replaceInForce(const SuppressionSet &set);
    void setInForce(std::vector<SuppressionSet> inForce);

    Picture m_working;
    SubjectIndex m_index;
    bool m_indexChanged = false;
    std::vector<std::shared_ptr<SubjectState>> m_subjects; ///< those of the picture, for writing
    std::vector<std::uint64_t> m_subjectEpoch; ///< publication during which a subject's state was last cloned
    std::uint64_t m_publication = 1;
    std::map<Moment, std::vector<SeriesId>> m_timers; ///< a series stands in it at most once
    std::vector<bool> m_armed;
    std::vector<Milliseconds> m_intervals; ///< by series: at hand for every fact
    /// Everything that was ever suppressed, as said last: a seek back finds it again.
    std::map<std::pair<SuppressionSet::Kind, std::string>, SuppressionSet> m_suppressions;
    std::unordered_multimap<std::size_t, AlertId> m_alertsByHash; ///< of what they are called
    Moment m_nextSuppressionEnd = Moment::max();
    bool m_loaded = false; ///< timers are yet to be made
    /// The estates parsed last, by hash, newest use first: a seek does not parse again.
    std::vector<std::pair<std::string, std::shared_ptr<const Estate>>> m_estates;
};
} // namespace signalbox
