// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <vector>

#include <QTemporaryDir>
#include <QTimer>

#include <actions/action.h>
#include <actions/nextmove.h>
#include <actions/outsidewatch.h>
#include <operator/stepwork.h>
#include <time/clock.h>

namespace signalbox
{
/// Carries out what people confirmed: follows the journal, looks once more, claims, sends, observes, and writes each
/// intent and outcome down before and after. What it knows of a run is what is in the journal, so that another one can
/// go on after it died. Lives on a thread of its own, which may wait for the disk; commands never block it.
class Operator
{
public:
    struct Parts {
        std::function<PicturePtr()> picture; ///< the newest; null: there is none yet
        std::function<Expected<std::unique_ptr<const Recording>>()> recording;
        std::shared_ptr<const ActingClock> clock; ///< the past cannot act (law 6)
        std::function<WallTime()> wall;
        std::string journalPath;
        /// What is wrong, or nothing: on this object's thread.
        std::function<void(const std::optional<Problem> &)> changed;
        Milliseconds lookEvery{100}; ///< at the journal
        /// The journal's newest row when this watch began: what was under way by then was another's, and what was
        /// decided later was decided for this one. Nothing: all that is there at the first look is another's.
        std::optional<std::uint64_t> begunAt = {};
    };
    explicit Operator(Parts parts);
    ~Operator();
    Operator(const Operator &) = delete;
    Operator &operator=(const Operator &) = delete;

private:
    using Works = std::map<std::size_t, std::unique_ptr<StepWork>>; ///< by the step
    void look();
    [[nodiscard]] std::optional<Problem> readJournal();
    void noteOutsideChanges();
    void noteWhatWaits();
    void adopt();
    void lookSoon();
    void go(const Run &run);
    void move(const Run &run, const Move &move);
    void begin(const Run &run);
    void work(const Run &run, const Move &move);
    [[nodiscard]] bool intend(const std::string &id, const Move &move);
    bool watch(const Run &run);
    bool note(const std::string &run, decltype(RunEvent::what) what);
    bool append(const JournalRow &row);
    [[nodiscard]] bool isYoung(const PicturePtr &picture) const;
    [[nodiscard]] Expected<Plan> planNow(const Request &request, const Run &run, const PicturePtr &newest);
    bool isLost(const Run &run) const;
    [[nodiscard]] WatchHealth health() const;

    Parts m_parts;
    QTimer m_timer;
    std::unique_ptr<Journal> m_journal; ///< null where it could not be opened, or written
    RunLedger m_ledger;
    OutsideWatch m_outside;
    std::vector<OutsideChange> m_outsideUnnoted;
    Moment m_lookedOutside{};
    bool m_isCaughtUp = false;                     ///< runs that another watch left have been found
    std::map<std::string, Works> m_works;          ///< by the run
    std::vector<std::unique_ptr<StepWork>> m_over; ///< to be destroyed outside their own calls
    std::unique_ptr<const Recording> m_recording;
    QTemporaryDir m_folder{QStringLiteral("/tmp/signalbox-XXXXXX")}; ///< of ssh's sockets, whose paths are short
    std::deque<std::pair<std::string, RunObserved>> m_unnoted;       ///< by the run, in order
    std::optional<Problem> m_trouble;                                ///< of reading
    std::optional<Problem> m_noteTrouble;                            ///< of the last writing
    Moment m_pausedUntil{};
    std::optional<Problem> m_said;
    std::uint64_t m_brokenRow = 0; ///< of the chain, as verified at the start
};

/// Why a watch that is asked to look once more does not begin: nothing where the plan made again is the one that was
/// confirmed and every guard is met, ticked or overridden. Pure.
std::optional<std::string> refusalToBegin(const Run &run, const Expected<Plan> &again, WallTime now);
/// The same before something is done to a further target, by the plan for that target alone: no guard may have become
/// worse, and its steps must be those that were read. What has been begun is not asked again: it is brought to its end.
/// Pure.
std::optional<std::string> refusalToGoOn(const Run &run, std::size_t step, const Expected<Plan> &again);
} // namespace signalbox
