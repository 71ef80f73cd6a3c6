// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include <estate/subject.h>
#include <journal/journal.h>

namespace signalbox
{
/// Something that actions change is other than it was, and no run changed it: somebody did so by hand, or it did so by
/// itself. A row of the journal.
struct OutsideChange {
    Subject subject;
    std::string words; ///< "nginx: active, then failed"; outside text
    WallTime wall{};   ///< when it was so, as far as is known
    std::uint64_t row = 0;
    bool operator==(const OutsideChange &) const = default;
};

/// The row, without number and hash.
JournalRow rowOf(const OutsideChange &change, const std::string &who);
/// Nothing where the row is about something else.
std::optional<OutsideChange> outsideChangeOf(const JournalRow &row);
} // namespace signalbox
