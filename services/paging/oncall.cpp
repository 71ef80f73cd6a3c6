// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <paging/oncall.h>

#include <algorithm>

#include <QFile>

#include <estate/plaintext.h>
#include <estate/suggestion.h>

namespace signalbox
{
std::vector<CalendarEvent> checkedEvents(const CalendarReading &reading, const OnCallList &list, const Paging &paging,
                                         std::vector<EstateError> &errors)
{
    for (const CalendarFault &fault : reading.faults)
        errors.push_back({{list.calendar, fault.line, 1}, fault.message});
    std::vector<std::string_view> names;
    for (const Person &person : paging.people)
        names.push_back(person.name);
    std::vector<CalendarEvent> events;
    for (const CalendarEvent &event : reading.events) {
        if (paging.person(event.person))
            events.push_back(event);
        else
            errors.push_back({{list.calendar, event.line, 1},
                              "SUMMARY: no person \"" + harmless(event.person, 60) + "\" is declared" +
                                  didYouMean(event.person, names)});
    }
    return events;
}

Calendars readCalendars(const Paging &paging, std::vector<EstateError> &errors)
{
    Calendars calendars;
    for (const OnCallList &list : paging.onCall) {
        if (list.calendar.empty())
            continue;
        QFile file(QString::fromStdString(list.calendar));
        if (!file.open(QIODevice::ReadOnly)) {
            errors.push_back({list.where, "on_call \"" + list.name + "\": the calendar " + list.calendar +
                                              " cannot be read: " + file.errorString().toStdString()});
            continue;
        }
        const QByteArray bytes = file.read(static_cast<qint64>(longestCalendar) + 1);
        const std::size_t before = errors.size();
        const CalendarReading reading =
            readCalendar(std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
        std::vector<CalendarEvent> events = checkedEvents(reading, list, paging, errors);
        if (errors.size() == before)
            calendars[list.name] = std::move(events);
    }
    return calendars;
}

OnCall::OnCall(const Paging &paging, const Calendars &calendars, std::chrono::sys_seconds from,
               std::chrono::sys_seconds until)
    : m_from(from)
    , m_until(until)
{
    for (const OnCallList &list : paging.onCall) {
        const auto calendar = calendars.find(list.name);
        if (list.calendar.empty())
            m_shifts[list.name] = weeklyShifts(list, from, until);
        else if (calendar != calendars.end())
            m_shifts[list.name] = calendarShifts(calendar->second, list.timeZone, from, until);
        else
            m_shifts[list.name] = {};
    }
    for (const Person &person : paging.people)
        m_shifts[person.name] = {{from, until, person.name}};
}

const std::vector<Shift> &OnCall::shiftsOf(const std::string &list) const
{
    static const std::vector<Shift> none;
    const auto found = m_shifts.find(list);
    return found == m_shifts.end() ? none : found->second;
}

std::vector<std::string> OnCall::peopleAt(const std::string &list, std::chrono::sys_seconds at) const
{
    std::vector<std::string> people;
    for (const Shift &shift : shiftsOf(list)) {
        const bool isNow = shift.from <= at && at < shift.until;
        if (isNow && std::find(people.begin(), people.end(), shift.person) == people.end())
            people.push_back(shift.person);
    }
    return people;
}

std::optional<std::chrono::sys_seconds> OnCall::nextChange(const std::string &list, std::chrono::sys_seconds at) const
{
    std::optional<std::chrono::sys_seconds> next;
    for (const Shift &shift : shiftsOf(list)) {
        for (const std::chrono::sys_seconds moment : {shift.from, shift.until}) {
            if (moment > at && moment < m_until && (!next || moment < *next))
                next = moment;
        }
    }
    return next;
}

std::vector<Shift> OnCall::gaps(const std::string &list) const
{
    std::vector<Shift> gaps;
    std::chrono::sys_seconds covered = m_from;
    for (const Shift &shift : shiftsOf(list)) {
        if (shift.from > covered)
            gaps.push_back({covered, shift.from, {}});
        covered = std::max(covered, shift.until);
    }
    if (covered < m_until)
        gaps.push_back({covered, m_until, {}});
    return gaps;
}
} // namespace signalbox
