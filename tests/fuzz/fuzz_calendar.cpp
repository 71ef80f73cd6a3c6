// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include <paging/calendar.h>

using namespace signalbox;

/// Whatever a calendar says, its shifts are in order, end after they begin and lie where they were asked for.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const CalendarReading reading = readCalendar({reinterpret_cast<const char *>(data), size});
    const std::chrono::sys_seconds from{std::chrono::seconds(1'792'000'000)};
    const std::chrono::sys_seconds until = from + std::chrono::days(28);
    std::chrono::sys_seconds last{};
    for (const Shift &shift : calendarShifts(reading.events, "Europe/London", from, until)) {
        if (shift.from >= shift.until || shift.from >= until || shift.until <= from || shift.from < last)
            std::abort();
        if (shift.person.empty())
            std::abort();
        last = shift.from;
    }
    return 0;
}
