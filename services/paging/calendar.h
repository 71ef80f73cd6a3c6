// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <paging/shift.h>

namespace signalbox
{
/// A date or a time of an iCalendar file (RFC 5545, 3.3.4 and 3.3.5).
struct CalendarTime {
    std::chrono::local_seconds local{};
    std::string zone;    ///< "UTC", an IANA name, or empty: of the list that the calendar belongs to
    bool isDate = false; ///< a whole day
    bool operator==(const CalendarTime &) const = default;
};

/// How an event comes again (RFC 5545, 3.3.10): daily or weekly.
struct Recurrence {
    bool isWeekly = false;
    int interval = 1;                  ///< every so many days or weeks
    std::optional<int> count;          ///< so many times in all
    std::optional<CalendarTime> until; ///< none begins later
    std::uint8_t days = 0;             ///< bit 0 Monday … bit 6 Sunday; 0: weekly the first one's, daily every
    int weekStart = 1;                 ///< 1 Monday … 7 Sunday
};

/// A shift as somebody drew it.
struct CalendarEvent {
    std::string person; ///< its SUMMARY
    CalendarTime start;
    std::chrono::seconds lasts{}; ///< by the clock on the wall: a night shift ends at nine in whatever season
    std::optional<Recurrence> again;
    std::vector<CalendarTime> except; ///< beginnings that are left out (EXDATE)
    int line = 0;
};

/// A line that is not understood, so that nobody can say who is on call.
struct CalendarFault {
    int line = 0; ///< from 1
    std::string message;
    bool operator==(const CalendarFault &) const = default;
};

/// What an iCalendar file says.
struct CalendarReading {
    std::vector<CalendarEvent> events;
    std::vector<CalendarFault> faults; ///< empty: all of it was understood
};

/// Larger files are refused; bytes.
constexpr std::size_t longestCalendar = 1024 * 1024;

/// Reads a part of RFC 5545: VEVENT with SUMMARY, DTSTART, DTEND or DURATION, RRULE (DAILY, WEEKLY with INTERVAL,
/// COUNT, UNTIL, BYDAY, WKST), EXDATE, STATUS. Zones are IANA's names; what VTIMEZONE says of them is not read. What
/// would change a shift and is not understood is a fault; what only describes is passed over. Any bytes.
CalendarReading readCalendar(std::string_view text);

/// The shifts that touch [from, until), in order. `zone` is that of times without one.
std::vector<Shift> calendarShifts(const std::vector<CalendarEvent> &events, const std::string &zone,
                                  std::chrono::sys_seconds from, std::chrono::sys_seconds until);
} // namespace signalbox
