// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <estate/limitfields.h>

namespace signalbox
{
/// The sections `recording`, `alerts` and `journal`.
inline constexpr Field recordingFields[] = {
    {.key = "keep",
     .type = ScalarType::Duration,
     .fallback = "400d",
     .doc = "How long what was seen is kept.",
     .least = day,
     .most = 36500 * day},
    {.key = "at_most",
     .type = ScalarType::Size,
     .fallback = "20GB",
     .doc = "The size of the recording's file beyond which its oldest part goes, however young.",
     .least = 100'000'000},
};

inline constexpr Field alertFields[] = {
    {.key = "escalate_after",
     .type = ScalarType::Duration,
     .fallback = "30m",
     .doc = "A warning that stands for so long and that nobody acknowledges or shelves becomes a page.",
     .least = 60'000},
};

inline constexpr Field journalFields[] = {
    {.key = "heads_to",
     .type = ScalarType::Path,
     .doc = "A file to which the number and the hash of the journal's newest row are appended, each hour and at the "
            "end: on another disk or machine, so that whoever changes the journal cannot change both. `signalboxctl "
            "journal verify` compares them."},
};
} // namespace signalbox
