// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include <estate/estatereader.h>
#include <paging/calendar.h>

namespace signalbox
{
/// The events of each on-call list that has a calendar, by the list's name.
using Calendars = std::map<std::string, std::vector<CalendarEvent>>;

/// Checks that each event of a list's calendar is a declared person's; what is wrong is added to `errors`, with the
/// calendar's own lines. Returns the events that are right.
std::vector<CalendarEvent> checkedEvents(const CalendarReading &reading, const OnCallList &list, const Paging &paging,
                                         std::vector<EstateError> &errors);

/// Reads the calendars of all lists. One that cannot be read, or is not understood as a whole, is left out and said.
Calendars readCalendars(const Paging &paging, std::vector<EstateError> &errors);

/// Who is on call when, laid out over [from, until). A value.
class OnCall
{
public:
    OnCall() = default;
    OnCall(const Paging &paging, const Calendars &calendars, std::chrono::sys_seconds from,
           std::chrono::sys_seconds until);

    /// Who is on call in that list at that moment; of overlapping shifts all. A person's name is a list of that person.
    [[nodiscard]] std::vector<std::string> peopleAt(const std::string &list, std::chrono::sys_seconds at) const;
    /// When that list's people change next, within what is laid out.
    [[nodiscard]] std::optional<std::chrono::sys_seconds> nextChange(const std::string &list,
                                                                     std::chrono::sys_seconds at) const;
    /// The stretches in which nobody of that list is on call; `person` is empty.
    [[nodiscard]] std::vector<Shift> gaps(const std::string &list) const;
    [[nodiscard]] std::chrono::sys_seconds from() const { return m_from; }
    [[nodiscard]] std::chrono::sys_seconds until() const { return m_until; }

private:
    [[nodiscard]] const std::vector<Shift> &shiftsOf(const std::string &list) const;

    std::chrono::sys_seconds m_from{};
    std::chrono::sys_seconds m_until{};
    std::map<std::string, std::vector<Shift>> m_shifts; ///< by list
};
} // namespace signalbox
