// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <estate/cyrusstores.h>
#include <stores/storefacts.h>
#include <time/moment.h>

namespace signalbox
{
/// Whether a replica could take its master's place with nothing missing: recent and complete.
enum class Viability : std::uint8_t {
    Viable,
    Behind,     ///< what the master has is not there yet
    Stuck,      ///< replication stands still at one event, and will not go on by itself
    Incomplete, ///< users are missing, or their mailboxes are not as on the master
    Unknown,    ///< nobody can tell
};

/// What is known of a replica, with its proof.
struct ReplicaVerdict {
    Viability viability = Viability::Unknown;
    std::string reason;                  ///< the verdict in a few words that change rarely: "stuck on RENAME a b"
    std::vector<std::string> proof;      ///< what it rests on, value by value, the worst first
    std::optional<Milliseconds> behind;  ///< the oldest thing that it lacks; nothing: not known
    std::vector<std::string> missing;    ///< users who are not wholly there, those known by name; sorted
    std::uint64_t missingCount = 0;      ///< of these in all, known by name or not
    std::uint64_t absentCount = 0;       ///< of these whose accounts exist on the master alone, by the counts of both
    std::vector<std::string> gaps;       ///< why more may be missing than that
    bool isLogKnown = false;             ///< what waits on the master, or waited when it was lost
    std::optional<WallTime> mayChangeAt; ///< without any new fact
};

/// When two copies are told about: the wall at each moment is the picture's.
struct VerdictTimes {
    WallTime wall{}; ///< now
    Moment now{};
    [[nodiscard]] WallTime at(Moment moment) const { return wall - (now - moment); }
};

/// Judges the replica on `replica` of a store whose master is on `master`. While the master is heard of, everything is
/// measured against now; once it is lost, against its last words.
ReplicaVerdict judgeReplica(const StoreFacts &facts, const std::string &master, const std::string &replica,
                            const CyrusStores &limits, const VerdictTimes &times);

/// When that slot's probe last ran; nothing: never, or it says no time.
std::optional<WallTime> lookedAt(const StoreFacts &facts, const std::string &slot);
} // namespace signalbox
