// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <estate/estatefields.h>

namespace signalbox
{
inline constexpr std::int64_t second = 1000; ///< in the unit of a Duration's bounds
inline constexpr std::int64_t day = 24 * 3600 * second;

/// The keys below `limits`: of each kind a warning and a critical.
inline constexpr Field limitFields[] = {
    {.key = "disk_full_warning",
     .type = ScalarType::Share,
     .fallback = "85%",
     .doc = "A file system filled to this share is a warning."},
    {.key = "disk_full_critical",
     .type = ScalarType::Share,
     .fallback = "95%",
     .doc = "A file system filled to this share is critical; not below the warning."},
    {.key = "disk_filling_warning",
     .type = ScalarType::Duration,
     .fallback = "24h",
     .doc = "A file system that will be full within this time at its present rate is a warning.",
     .least = second,
     .most = 365 * day},
    {.key = "disk_filling_critical",
     .type = ScalarType::Duration,
     .fallback = "4h",
     .doc = "A file system that will be full within this time is critical; not above the warning.",
     .least = second,
     .most = 365 * day},
    {.key = "memory_available_warning",
     .type = ScalarType::Share,
     .fallback = "10%",
     .doc = "Less memory available than this share is a warning."},
    {.key = "memory_available_critical",
     .type = ScalarType::Share,
     .fallback = "5%",
     .doc = "Less memory available than this share is critical; not above the warning."},
    {.key = "load_warning",
     .type = ScalarType::Count,
     .fallback = "2",
     .doc = "This load of five minutes for each processor is a warning.",
     .least = 1,
     .most = 1000},
    {.key = "load_critical",
     .type = ScalarType::Count,
     .fallback = "4",
     .doc = "This load of five minutes for each processor is critical; not below the warning.",
     .least = 1,
     .most = 1000},
    {.key = "clock_skew_warning",
     .type = ScalarType::Duration,
     .fallback = "100ms",
     .doc = "A clock off by this much is a warning.",
     .least = 1,
     .most = day},
    {.key = "clock_skew_critical",
     .type = ScalarType::Duration,
     .fallback = "1s",
     .doc = "A clock off by this much is critical; not below the warning.",
     .least = 1,
     .most = day},
    {.key = "certificate_warning",
     .type = ScalarType::Duration,
     .fallback = "14d",
     .doc = "A certificate that expires within this time is a warning.",
     .least = second,
     .most = 3650 * day},
    {.key = "certificate_critical",
     .type = ScalarType::Duration,
     .fallback = "3d",
     .doc = "A certificate that expires within this time is critical; not above the warning.",
     .least = second,
     .most = 3650 * day},
};
} // namespace signalbox
