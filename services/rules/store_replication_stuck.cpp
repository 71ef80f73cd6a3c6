// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <rules/storeview.h>

namespace signalbox::rules::store_replication_stuck
{
namespace
{
std::vector<Finding> findingsOf(const StoreStanding &store, const Estate &, WallTime)
{
    std::vector<Finding> findings;
    for (const SlotStanding &slot : store.slots) {
        if (slot.verdict.viability == Viability::Stuck)
            findings.push_back({Severity::Critical, {{"slot", slot.host}}, slot.host + " is " + slot.verdict.reason});
    }
    return findings;
}
} // namespace

extern const Rule item;
const Rule item{
    .id = "store-replication-stuck",
    .title = "Replication stuck",
    .kind = "store",
    .metrics = storeMetrics(),
    .guidance =
        "An event has waited for more than a minute and will not go through by itself: everything after it waits "
        "as well. Each mail for that user makes it stick again. See the page Stores for who waits. Mend it now, in "
        "daylight (store-heal): the log is set aside and its users are sent one by one. Whoever still fails is to "
        "be dropped on the replica, and then comes anew.",
    .judge = [](const SubjectView &view) { return judgeStore(view, findingsOf); },
};
} // namespace signalbox::rules::store_replication_stuck
