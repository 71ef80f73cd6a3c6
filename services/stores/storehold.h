// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stores/storestanding.h>

namespace signalbox
{
/// For so long senders keep trying: RFC 5321, 4.5.4.1 has them give up after four to five days at the earliest.
inline constexpr Milliseconds sendersKeepTrying = std::chrono::hours(4 * 24);
/// A day before that a held store is critical.
inline constexpr Milliseconds sendersAreImpatient = std::chrono::hours(3 * 24);

/// Users of whom something is on one host alone, which is lost. Nobody is to create them again before it is back.
struct MissingUsers {
    std::string host;               ///< that alone has it
    std::vector<std::string> names; ///< as far as they are known by name; sorted
    std::uint64_t count = 0;        ///< of them in all, known by name or not
    std::vector<std::string> gaps;  ///< why there may be more; empty: that is all
    [[nodiscard]] bool isWhole() const { return gaps.empty() && names.size() == count; }
};

/// Of a store that is held, or whose master is lost, or was and has not been returned; nothing: of no such store.
std::optional<MissingUsers> missingUsersOf(const StoreStanding &store);

/// Nobody may write to it, and it is read on StoreStanding::reading.
bool isHeld(const StoreStanding &store);
/// When the first senders give up what they have for a held store; nothing: nobody knows since when its master is
/// lost.
std::optional<WallTime> sendersGiveUpAt(const StoreStanding &store);
/// A former master has what the present one lacks, or nobody can tell what, and has not been returned.
bool isNotRecovered(const StoreStanding &store);
/// Of missingUsersOf: "212 users are not wholly there; 98 accounts exist only on imap21".
std::string missingText(const StoreStanding &store);
} // namespace signalbox
