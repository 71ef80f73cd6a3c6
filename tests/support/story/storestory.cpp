// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <story/storestory.h>

namespace signalbox
{
namespace
{
Labels of(const char *slot)
{
    return {{"slot", slot}};
}
} // namespace

std::string StoreStory::estate()
{
    return "name: test\n"
           "hosts: {imap21: {address: 192.0.2.21}, imap22: {address: 192.0.2.22}}\n"
           "stores: {store07: {slots: [imap21, imap22], new_users: false}}\n"
           "cyrus: {map: {file: /var/lib/config.db, serial: serial}}\n"
           "reach: {user: signalbox-host}\n";
}

void StoreStory::tell(Story &story, Milliseconds at, std::optional<Milliseconds> runOf) const
{
    story.at(at);
    const double now =
        static_cast<double>(
            story.engine().fold().working().timeline->wallAt(Story::begin() + at).time_since_epoch().count()) /
        1000;
    const double run = now - static_cast<double>((at - runOf.value_or(at)).count()) / 1000;
    const auto seconds = [](Milliseconds span) { return static_cast<double>(span.count()) / 1000; };
    story.from("node");
    for (const auto &[host, slot] : {std::pair("imap21", &imap21), std::pair("imap22", &imap22)}) {
        if (!slot->isProbed)
            continue;
        story.says(store, "cyrus_probe_run_time_seconds", run, of(host));
        if (slot->master)
            story.says(store, "cyrus_slot_master", *slot->master, of(host));
        story.says(store, "cyrus_slot_users", slot->users, of(host));
        if (slot->master != 1.0)
            continue;
        story.says(store, "cyrus_replication_lag_seconds", lag, of(host));
        story.says(store, "cyrus_replication_logging", logging, of(host));
        story.says(store, "cyrus_sync_client_running", syncRuns ? 1 : 0, of(host));
        story.says(store, "cyrus_replication_waiting_users", static_cast<double>(waiting.size()), of(host));
        for (const std::string &user : waiting)
            story.says(store, "cyrus_replication_waiting_user", 1, {{"slot", host}, {"user", user}});
        if (!head.empty())
            story.says(store, "cyrus_replication_head", headAge, {{"slot", host}, {"event", head}});
    }
    story.from("imap");
    for (const auto &[host, slot] : {std::pair("imap21", &imap21), std::pair("imap22", &imap22)}) {
        story.says(store, "cyrus_imap_up", slot->answers ? 1 : 0, of(host));
        if (!slot->answers)
            continue;
        story.says(store, "cyrus_canary_time_seconds", now - seconds(canaryAge), of(host));
        story.says(store, "cyrus_users_to_compare", toCompare, of(host));
        story.says(store, "cyrus_users_compared", compared, of(host));
        story.says(store, "cyrus_users_incomplete", incomplete, of(host));
        story.says(store, "cyrus_comparison_oldest_time_seconds", now - seconds(comparisonAge), of(host));
    }
    story.from("map").says(store, "store_map_master", mapMaster).says(store, "store_map_serial", 7);
    if (reading)
        story.says(store, "store_map_reading", *reading);
    if (newUsers)
        story.says(store, "store_map_new_users", *newUsers);
    story.tick();
}
} // namespace signalbox
