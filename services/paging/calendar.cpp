// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <paging/calendar.h>

#include <algorithm>

namespace signalbox
{
namespace
{
using namespace std::chrono;

// The occurrences of one event, by the clock on the wall.
class Occurrences
{
public:
    Occurrences(const CalendarEvent &event, const std::string &zone)
        : m_event(event)
        , m_zone(event.start.zone.empty() ? zone : event.start.zone)
        , m_first(floor<days>(event.start.local))
        , m_time(event.start.local - m_first)
    {
    }

    // Those that touch [from, until).
    void add(sys_seconds from, sys_seconds until, std::vector<Shift> &shifts)
    {
        if (!m_event.again) {
            addOne(m_first, from, until, shifts);
            return;
        }
        const Recurrence &again = *m_event.again;
        const days step(again.isWeekly ? 7 * again.interval : again.interval);
        const days sinceStart((weekdayOf(m_first) - again.weekStart + 7) % 7);
        const local_days begin = again.isWeekly ? m_first - sinceStart : m_first;
        std::int64_t k = 0;
        if (!again.count) { // what is long past need not be counted
            const auto old = floor<days>(localOf(from, m_zone) - m_event.lasts) - days(8) - begin;
            k = std::max<std::int64_t>(0, old / step);
        }
        const local_days last = floor<days>(localOf(until, m_zone)) + days(1);
        int count = 0;
        for (; begin + k * step <= last; ++k) {
            for (int i = 0; i < (again.isWeekly ? 7 : 1); ++i) {
                const local_days day = begin + k * step + days(i);
                if (day < m_first || !isOn(again, day))
                    continue;
                if (isAfterEnd(again, day) || (again.count && count >= *again.count))
                    return;
                ++count;
                addOne(day, from, until, shifts);
            }
        }
    }

private:
    static int weekdayOf(local_days day) { return static_cast<int>(weekday(day).iso_encoding()); }

    bool isOn(const Recurrence &again, local_days day) const
    {
        if (again.days == 0)
            return !again.isWeekly || weekdayOf(day) == weekdayOf(m_first);
        return ((again.days >> (weekdayOf(day) - 1)) & 1) != 0;
    }

    bool isAfterEnd(const Recurrence &again, local_days day) const
    {
        if (!again.until)
            return false;
        if (again.until->isDate)
            return day > floor<days>(again.until->local);
        const std::string &zone = again.until->zone.empty() ? m_zone : again.until->zone;
        return utcOf(day + m_time, m_zone) > utcOf(again.until->local, zone);
    }

    bool isLeftOut(local_days day) const
    {
        return std::any_of(m_event.except.begin(), m_event.except.end(), [&](const CalendarTime &except) {
            if (except.isDate)
                return floor<days>(except.local) == day;
            return utcOf(except.local, except.zone.empty() ? m_zone : except.zone) == utcOf(day + m_time, m_zone);
        });
    }

    void addOne(local_days day, sys_seconds from, sys_seconds until, std::vector<Shift> &shifts) const
    {
        const local_seconds begin = day + m_time;
        const Shift shift{utcOf(begin, m_zone), utcOf(begin + m_event.lasts, m_zone), m_event.person};
        if (shift.from < until && shift.until > from && !isLeftOut(day))
            shifts.push_back(shift);
    }

    const CalendarEvent &m_event;
    std::string m_zone;
    local_days m_first;
    seconds m_time;
};
} // namespace

std::vector<Shift> calendarShifts(const std::vector<CalendarEvent> &events, const std::string &zone, sys_seconds from,
                                  sys_seconds until)
{
    std::vector<Shift> shifts;
    for (const CalendarEvent &event : events)
        Occurrences(event, zone).add(from, until, shifts);
    return joined(std::move(shifts));
}
} // namespace signalbox
