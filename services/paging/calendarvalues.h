// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <paging/calendar.h>

namespace signalbox
{
/// Digits alone as a number.
std::optional<int> calendarNumber(std::string_view digits);

/// The parts between separators; of a text without one, the text.
std::vector<std::string_view> splitText(std::string_view text, char separator);

/// A TEXT value (RFC 5545, 3.3.11) as it is meant, in one line, without spaces at its ends.
std::string calendarText(std::string_view text);

/// "20261123", "20261123T090000" of that zone, or "20261123T090000Z"; nothing where there is no such day or hour, or
/// the year is not from 1970 to 2200.
std::optional<CalendarTime> calendarTimeOf(std::string_view text, const std::string &zone);

/// "PT12H", "P1W", "P1DT30M" (3.3.6); nothing where it is none, or no time at all.
std::optional<std::chrono::seconds> calendarSpanOf(std::string_view text);

/// 1 for "MO" … 7 for "SU".
std::optional<int> calendarWeekday(std::string_view name);
} // namespace signalbox
