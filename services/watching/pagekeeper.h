// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <drivers/driver.h>
#include <drivers/httpexchange.h>
#include <paging/pageplan.h>
#include <time/clock.h>
#include <watching/tail.h>

namespace signalbox
{
/// Pages people, tests pagers and tells outside that this watch is alive: once a second it looks at the newest picture
/// and the journal, notes what it is about to do, and does it. Lives on a thread of its own, which may wait for the
/// disk; what it sends never blocks it.
class PageKeeper
{
public:
    struct Parts {
        std::function<PicturePtr()> picture; ///< the newest; null: there is none yet
        std::shared_ptr<const Clock> clock;
        std::function<WallTime()> wall;
        std::string journalPath;
        std::string estatePath; ///< as a command is to call the estate; empty: by default
        /// What is wrong, or nothing: on this object's thread.
        std::function<void(const std::optional<Problem> &)> changed;
    };
    explicit PageKeeper(Parts parts);
    ~PageKeeper();
    PageKeeper(const PageKeeper &) = delete;
    PageKeeper &operator=(const PageKeeper &) = delete;

private:
    /// A heartbeat, and how it stands.
    struct Beat {
        Moment next{};
        std::unique_ptr<HttpExchange> exchange;
        bool isOver = false;         ///< the exchange has ended
        std::optional<bool> wasWell; ///< as noted last
        Moment noted{};
    };
    void look();
    [[nodiscard]] std::optional<Problem> readJournal(const Picture &picture);
    void endUnfinished(const Picture &picture);
    void layOut(const Picture &picture);
    void send(const DuePage &due, const Picture &picture);
    void ended(std::uint64_t page, PageNote note, const PageOutcome &outcome);
    std::uint64_t note(const PageNote &note);
    void beat(const Picture &picture);
    void beaten(const HeartbeatDeclaration &heartbeat, const PageOutcome &outcome);
    void report(const Picture &picture);

    Parts m_parts;
    QTimer m_timer;
    std::unique_ptr<Journal> m_journal; ///< null where it could not be opened, or written
    std::uint64_t m_lastRow = 0;        ///< of those in m_ledger
    bool m_isCaughtUp = false;          ///< what was unfinished at the start has been settled
    std::uint64_t m_unwritten = 0;      ///< rows that the disk did not take; numbered from its end down
    std::optional<Problem> m_journalTrouble;
    std::optional<Problem> m_said;
    PageLedger m_ledger;
    std::string m_estateHash; ///< of what m_onCall is laid out for
    Moment m_laidOut{};
    OnCall m_onCall;
    Calendars m_calendars; ///< the last good ones
    std::optional<Problem> m_calendarTrouble;
    std::vector<std::string> m_empty; ///< lists that have nobody on call, while somebody is paged
    std::map<std::uint64_t, std::unique_ptr<Sending>> m_sendings; ///< by the page
    std::vector<std::unique_ptr<Sending>> m_over;                 ///< to be destroyed outside their own calls
    std::map<std::string, Beat> m_beats;
};
} // namespace signalbox
