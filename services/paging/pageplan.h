// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <paging/oncall.h>
#include <paging/pageledger.h>
#include <picture/picture.h>

namespace signalbox
{
/// So long after an alert was raised it is paged, so that what one cause brings comes as one page.
constexpr Milliseconds gatherFor = std::chrono::seconds(10);
/// More first pages than so many within floodWindow become one page with the count.
constexpr std::size_t pagesBeforeFlood = 5;
/// What comes back so soon after its last page is no new matter: it is paged again when its repeat is due.
constexpr Milliseconds sameMatterWithin = std::chrono::minutes(10);
/// A pager that failed is tried again for the same page after so long, the longer the more often it failed.
constexpr Milliseconds tryAgainAfter = std::chrono::minutes(1);

/// A page to be sent now.
struct DuePage {
    PageNote note; ///< Intended
    bool isRepeat = false;
    Milliseconds repeat{};       ///< of its route
    bool mayBeRepeat = false;    ///< one before may have arrived; nobody knows
    std::vector<AlertId> alerts; ///< that it tells of, the one that it is about first; of a flood the worst first
};

struct PagePlan {
    std::vector<DuePage> due;
    std::optional<Moment> next;     ///< when something may be due by time alone; later than now
    std::vector<std::string> empty; ///< on-call lists that were asked and have nobody on call
};

/// Whether somebody is to be woken for that: it is raised, nobody has it or put it away, and it is critical, or not
/// known, or a warning that became a page.
bool isPage(const Picture &picture, const Alert &alert);

/// Which pages are due at the picture's now, to whom and by which pager. Pure: the same picture, schedule and journal
/// give the same pages, whoever asks and however often.
PagePlan planPages(const Picture &picture, const OnCall &onCall, const PageLedger &ledger);

/// Which pagers are to be tested now: those that somebody wants tried, and those that the canary finds unproven.
PagePlan planTests(const Picture &picture, const PageLedger &ledger);
} // namespace signalbox
