// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <rules/storeview.h>

namespace signalbox::rules
{
namespace
{
Verdict judge(const SubjectView &view)
{
    const std::optional<StoreStanding> store = storeOf(view);
    if (!store)
        return {};
    std::vector<Finding> findings;
    if (store->hasTwoMasters) {
        std::string hosts;
        for (const SlotStanding &slot : store->slots) {
            if (slot.role == SlotStanding::Role::Master)
                hosts.append(hosts.empty() ? "" : " and ").append(slot.host);
        }
        findings.push_back({Severity::Critical, {}, hosts + " both say that they are the master"});
    }
    return withRecheck(view, *store, std::move(findings));
}
} // namespace

extern const Rule store_two_masters;
const Rule store_two_masters{
    .id = "store-two-masters",
    .title = "Two masters",
    .kind = "store",
    .metrics = storeMetrics(),
    .guidance =
        "Mail may be taken in on both, and each will lack what the other has. An old master that came back does "
        "this; see the runs for who moved it. Stop the slot that the map does not name, at once. What only it has "
        "is sent to the new one before it is started as a replica (store-return).",
    .judge = judge,
};
} // namespace signalbox::rules
