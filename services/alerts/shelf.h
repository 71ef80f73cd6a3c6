// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include <picture/picture.h>

namespace signalbox
{
/// Something out of the way, and what it keeps there.
struct OnTheShelf {
    SuppressionSet set;
    std::size_t holding = 0; ///< alerts that are stated, or over and not seen yet; 0: it matches nothing any more
};

/// What is in force now.
struct Shelf {
    std::vector<OnTheShelf> sets;  ///< what ends first comes first
    std::size_t shelved = 0;       ///< of these, shelved; the others are out of service
    std::optional<Moment> nextEnd; ///< nothing where none ends by itself
    std::size_t idle = 0;          ///< those that match nothing any more
};
Shelf shelf(const Picture &picture);
} // namespace signalbox
