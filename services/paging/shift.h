// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include <estate/paging.h>

namespace signalbox
{
/// Somebody is on call from then until then (UTC).
struct Shift {
    std::chrono::sys_seconds from;
    std::chrono::sys_seconds until;
    std::string person;
    bool operator==(const Shift &) const = default;
};

/// What a clock on the wall of that zone shows as a moment in UTC. Of an hour that the zone skips, the moment an hour
/// later; of one that comes twice, the first. `zone` is an IANA name.
std::chrono::sys_seconds utcOf(std::chrono::local_seconds local, const std::string &zone);
/// The other way round.
std::chrono::local_seconds localOf(std::chrono::sys_seconds utc, const std::string &zone);

/// Whether one of these hours of the week, by the clock of that zone, is now; with no hours, always.
bool isWithin(const std::vector<WeekHours> &hours, const std::string &zone, std::chrono::sys_seconds now);

/// The shifts of people who take turns by the week, those that touch [from, until), in order; neighbours of one person
/// joined.
std::vector<Shift> weeklyShifts(const OnCallList &list, std::chrono::sys_seconds from, std::chrono::sys_seconds until);

/// In order of their beginning; what touches or overlaps, of one person, is one.
std::vector<Shift> joined(std::vector<Shift> shifts);
} // namespace signalbox
