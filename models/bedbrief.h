// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <models/brief.h>
#include <models/runreader.h>

namespace signalbox
{
/// Who is on call in a list, and how it goes on.
struct OnDuty {
    std::string list;
    std::vector<std::string> people;
    std::optional<WallTime> until;
    std::vector<std::string> next; ///< from then on
};

/// What is known besides the picture by somebody who wants to go to sleep.
struct BedPast {
    RunsPtr runs; ///< null: none
    std::vector<OnDuty> duties;
    std::vector<std::string> calendarFaults; ///< why nobody can say who is on call somewhere; FILE:LINE: message
};

/// Reads the calendars of the estate's on-call lists for that. Blocking.
BedPast bedPast(const Picture &picture, RunsPtr runs);

/// What is verified; what is not; what is held, and until when; what will page whom, and when its path was last proven;
/// what is still being watched: in this order, keys "verified", "not verified", "held", "pages", "soaks". What was done
/// counts for twelve hours.
std::vector<BriefPart> bedBrief(const Picture &picture, const BedPast &past, const QTimeZone &zone);
} // namespace signalbox
