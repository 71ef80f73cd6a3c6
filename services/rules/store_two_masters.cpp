// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <rules/storeview.h>

namespace signalbox::rules::store_two_masters
{
namespace
{
std::vector<Finding> findingsOf(const StoreStanding &store, const Estate &, WallTime)
{
    std::vector<Finding> findings;
    if (store.hasTwoMasters) {
        std::string hosts;
        for (const SlotStanding &slot : store.slots) {
            if (slot.role == SlotStanding::Role::Master)
                hosts.append(hosts.empty() ? "" : " and ").append(slot.host);
        }
        findings.push_back({Severity::Critical, {}, hosts + " both say that they are the master"});
    }
    return findings;
}
} // namespace

extern const Rule item;
const Rule item{
    .id = "store-two-masters",
    .title = "Two masters",
    .kind = "store",
    .metrics = storeMetrics(),
    .guidance =
        "Mail may be taken in on both, and each will lack what the other has. An old master that came back does "
        "this; see the runs for who moved it. Stop the slot that the map does not name, at once. What only it has "
        "is sent to the new one before it is started as a replica (store-return).",
    .judge = [](const SubjectView &view) { return judgeStore(view, findingsOf); },
};
} // namespace signalbox::rules::store_two_masters
