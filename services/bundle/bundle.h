// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include <recording/recording.h>

namespace signalbox
{
/// What is cut out of a recording.
struct BundleCut {
    Moment from{};
    Moment to{};                   ///< not before `from`
    std::vector<Subject> subjects; ///< their series and alerts; empty: all
};

/// What a person or the console did, as the journal has it (journal/journal.h).
struct BundledEntry {
    std::uint64_t number = 0;
    WallTime wall{};
    std::string who;
    std::string act;
    std::string what;
    std::string text;
    std::string hash;                   ///< 32 bytes
    std::optional<WallTime> until = {}; ///< when it ends by itself
    bool operator==(const BundledEntry &) const = default;
};

/// Writes a bundle: a recording of its own in one file without companions, which opens from read-only media. Its first
/// tick is the last one at or before `from` and says all that was held then; from there on it is the recording's, tick
/// by tick. An estate's text is in it whole, whatever the subjects: a replay needs it. The file appears whole or not at
/// all; one that exists is never overwritten. Answers the ticks that it reaches from and to.
Expected<Extent> writeBundle(const Recording &recording, const BundleCut &cut, std::span<const BundledEntry> entries,
                             const std::string &path);

/// The entries of a bundle; empty for any other recording.
Expected<std::vector<BundledEntry>> bundledEntries(const std::string &path);
} // namespace signalbox
