// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <picture/picture.h>

namespace signalbox
{
/// One value that is said of a store.
struct StoreFact {
    std::string_view metric;
    const Labels *labels = nullptr;
    std::string text; ///< of a text
    double value = 0; ///< of a number
    Moment at{};      ///< when it was true
};

/// What the probe on the hosts, the slots over IMAP and the map of stores say; see docs/stores.md. A rule about stores
/// reads these.
namespace storemetric
{
inline constexpr std::string_view probeRun = "cyrus_probe_run_time_seconds";
inline constexpr std::string_view master = "cyrus_slot_master";
inline constexpr std::string_view running = "cyrus_slot_running";
inline constexpr std::string_view syncRunning = "cyrus_sync_client_running";
inline constexpr std::string_view logging = "cyrus_replication_logging";
inline constexpr std::string_view chained = "cyrus_replication_chained";
inline constexpr std::string_view lag = "cyrus_replication_lag_seconds";
inline constexpr std::string_view waitingUsers = "cyrus_replication_waiting_users";
inline constexpr std::string_view waitingUser = "cyrus_replication_waiting_user";
inline constexpr std::string_view head = "cyrus_replication_head";
inline constexpr std::string_view deferred = "cyrus_deferred_users";
inline constexpr std::string_view slotUsers = "cyrus_slot_users";
inline constexpr std::string_view imapUp = "cyrus_imap_up";
inline constexpr std::string_view canary = "cyrus_canary_time_seconds";
inline constexpr std::string_view toCompare = "cyrus_users_to_compare";
inline constexpr std::string_view compared = "cyrus_users_compared";
inline constexpr std::string_view oldestComparison = "cyrus_comparison_oldest_time_seconds";
inline constexpr std::string_view incomplete = "cyrus_users_incomplete";
inline constexpr std::string_view incompleteUser = "cyrus_user_incomplete";
inline constexpr std::string_view mapMaster = "store_map_master"; ///< text: a host's name
inline constexpr std::string_view mapSerial = "store_map_serial";
inline constexpr std::string_view mapReading = "store_map_reading";    ///< text: a host's name; empty: it is not held
inline constexpr std::string_view mapNewUsers = "store_map_new_users"; ///< 1: new users are created there
} // namespace storemetric

/// All of them, in the order above.
const std::vector<std::string_view> &storeMetrics();

/// The facts of one store, as the picture has them; those that are gone left out. Valid as long as the picture is.
class StoreFacts
{
public:
    StoreFacts(const Picture &picture, SubjectId store);
    explicit StoreFacts(std::vector<StoreFact> facts)
        : m_facts(std::move(facts))
    {
    }

    /// The newest of that metric for that slot (empty: of the store itself), or null.
    [[nodiscard]] const StoreFact *find(std::string_view metric, std::string_view slot) const;
    /// Its number; nothing where there is none, or it is no number.
    [[nodiscard]] std::optional<double> number(std::string_view metric, std::string_view slot) const;
    /// All of that metric for that slot that were said together with the newest `with`: a series that an answer no
    /// longer has is not believed any more, although nobody says that it is gone.
    [[nodiscard]] std::vector<const StoreFact *> together(std::string_view metric, std::string_view slot,
                                                          std::string_view with) const;

private:
    std::vector<StoreFact> m_facts;
};
} // namespace signalbox
