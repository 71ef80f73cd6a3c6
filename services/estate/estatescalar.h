// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include <estate/estatefields.h>
#include <estate/paging.h>
#include <estate/yamltree.h>

namespace signalbox
{
/// What was found, in words for a complaint: `the number 42`, `"web1"`, `a list`; harmless and not too long.
std::string found(const YamlNode &node);

/// "found …, expected …" where node is no scalar as field wants it; otherwise empty.
std::string scalarFault(const Field &field, const YamlNode &node);

/// Whether text is a literal IP address, and of which family.
bool isIpv4(std::string_view text);
bool isIpv6(std::string_view text);

/// "15s", "2m", "1h" or "30d" in milliseconds; text matches the pattern of ScalarType::Duration.
std::chrono::milliseconds durationOf(std::string_view text);

/// The same the other way, in the largest unit that says it exactly; a single day is "24h".
std::string durationText(std::chrono::milliseconds duration);

/// "20GB" in bytes (units of 1,000); text matches the pattern of ScalarType::Size.
std::int64_t sizeOf(std::string_view text);

/// "85%" as 0.85; text matches the pattern of ScalarType::Share.
double shareOf(std::string_view text);

/// RFC 3339 as a time in UTC; nothing where there is no such day or hour. Text matches the pattern of
/// ScalarType::Instant.
std::optional<std::chrono::sys_seconds> instantOf(std::string_view text);

/// "Mon-Fri 09:00-17:00", "09:00-17:00" (every day) or "Sat 22:00-06:00" (into the next day); nothing where there is no
/// such hour, or the span is empty. Text matches the pattern of ScalarType::HoursOfWeek.
std::optional<WeekHours> weekHoursOf(std::string_view text);

/// "2026-11-23T09:00" by the clock of whatever zone; nothing where there is no such day or hour. Text matches the
/// pattern of ScalarType::LocalTime.
std::optional<std::chrono::local_seconds> localTimeOf(std::string_view text);

/// Why text is no URL that can be asked, or empty. It matches the pattern of ScalarType::Url.
std::string urlFault(const std::string &text);
} // namespace signalbox
