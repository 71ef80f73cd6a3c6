// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <paging/shift.h>

#include <algorithm>
#include <map>

#include <QDateTime>
#include <QTimeZone>

namespace signalbox
{
namespace
{
using namespace std::chrono;

constexpr days week{7};
constexpr minutes wholeDay{24 * 60};

QTimeZone zoneOf(const std::string &name)
{
    return QTimeZone(QByteArray::fromStdString(name));
}

// 1 Monday … 7 Sunday.
int weekdayOf(local_days day)
{
    return static_cast<int>(weekday(day).iso_encoding());
}

bool hasDay(const WeekHours &hours, int day)
{
    if (hours.firstDay <= hours.lastDay)
        return day >= hours.firstDay && day <= hours.lastDay;
    return day >= hours.firstDay || day <= hours.lastDay;
}

// Calls use(from, until) for each stretch of these hours that begins on that day, by the clock on the wall.
template <class Use>
void eachStretch(const std::vector<WeekHours> &hours, local_days day, Use use)
{
    static const std::vector<WeekHours> always{WeekHours{}};
    for (const WeekHours &each : hours.empty() ? always : hours) {
        if (!hasDay(each, weekdayOf(day)))
            continue;
        const auto until = each.until > each.from ? each.until : each.until + wholeDay;
        use(local_seconds(day + each.from), local_seconds(day + until));
    }
}
} // namespace

sys_seconds utcOf(local_seconds local, const std::string &zone)
{
    const QDateTime asUtc = QDateTime::fromSecsSinceEpoch(local.time_since_epoch().count(), Qt::UTC);
    const QDateTime there(asUtc.date(), asUtc.time(), zoneOf(zone));
    return sys_seconds(seconds(there.toSecsSinceEpoch()));
}

local_seconds localOf(sys_seconds utc, const std::string &zone)
{
    const QDateTime there = QDateTime::fromSecsSinceEpoch(utc.time_since_epoch().count(), zoneOf(zone));
    return local_seconds(seconds(utc.time_since_epoch().count() + there.offsetFromUtc()));
}

bool isWithin(const std::vector<WeekHours> &hours, const std::string &zone, sys_seconds now)
{
    const local_seconds local = localOf(now, zone);
    bool found = hours.empty();
    for (const local_days day : {floor<days>(local) - days(1), floor<days>(local)}) {
        eachStretch(hours, day, [&](local_seconds from, local_seconds until) {
            found = found || (from <= local && local < until);
        });
    }
    return found;
}

std::vector<Shift> weeklyShifts(const OnCallList &list, sys_seconds from, sys_seconds until)
{
    std::vector<Shift> shifts;
    if (list.people.empty() || from >= until)
        return shifts;
    const auto size = static_cast<std::int64_t>(list.people.size());
    const auto add = [&](local_seconds begin, local_seconds end) {
        while (begin < end) {
            const std::int64_t turn = floor<weeks>(begin - list.from).count();
            const local_seconds handOver = std::min(end, list.from + (turn + 1) * week);
            const auto person = static_cast<std::size_t>(((turn % size) + size) % size);
            const Shift shift{utcOf(begin, list.timeZone), utcOf(handOver, list.timeZone), list.people[person]};
            if (shift.from < until && shift.until > from && shift.from < shift.until)
                shifts.push_back(shift);
            begin = handOver;
        }
    };
    const local_days last = floor<days>(localOf(until, list.timeZone)) + days(1);
    for (local_days day = floor<days>(localOf(from, list.timeZone)) - days(2); day <= last; day += days(1))
        eachStretch(list.hours, day, add);
    return joined(std::move(shifts));
}

std::vector<Shift> joined(std::vector<Shift> shifts)
{
    std::stable_sort(shifts.begin(), shifts.end(), [](const Shift &a, const Shift &b) { return a.from < b.from; });
    std::vector<Shift> all;
    std::map<std::string, std::size_t> latest; // of each person, which of `all`
    for (Shift &shift : shifts) {
        const auto known = latest.find(shift.person);
        if (known != latest.end() && shift.from <= all[known->second].until) {
            all[known->second].until = std::max(all[known->second].until, shift.until);
            continue;
        }
        latest[shift.person] = all.size();
        all.push_back(std::move(shift));
    }
    return all;
}
} // namespace signalbox
