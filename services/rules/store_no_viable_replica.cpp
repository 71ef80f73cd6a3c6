// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <rules/storeview.h>

namespace signalbox::rules::store_no_viable_replica
{
namespace
{
std::vector<Finding> findingsOf(const StoreStanding &store, const Estate &, WallTime)
{
    if (store.slots.size() < 2 || store.best)
        return {};
    Finding finding;
    finding.severity = Severity::Unknown;
    std::string words;
    for (const SlotStanding &slot : store.slots) {
        if (!store.master || slot.host == store.masterSlot()->host)
            continue;
        if (slot.verdict.viability != Viability::Unknown)
            finding.severity = Severity::Critical;
        words.append(words.empty() ? "" : "; ").append(slot.host).append(": ").append(slot.verdict.reason);
    }
    if (!store.master)
        words = store.hasTwoMasters ? "several copies say that they are the master"
                                    : "nobody says which copy is the master";
    finding.sentence = "no replica could take over: " + words;
    if (store.takesNewUsers)
        finding.sentence += "; new users are created here";
    if (finding.severity == Severity::Unknown)
        finding.holdFor = std::chrono::minutes(2); // whoever looks may just have been started anew
    return {finding};
}
} // namespace

extern const Rule item;
const Rule item{
    .id = "store-no-viable-replica",
    .title = "No viable replica",
    .kind = "store",
    .metrics = storeMetrics(),
    .guidance =
        "Were the master lost now, something would be lost with it, or nobody could say what. A replica is viable "
        "that is recent (by the age of what has not been sent, by a canary, with no event that it is stuck on) and "
        "complete (every user compared). See the page Stores for the proof. Stop moving users and mend the replica "
        "first (store-heal). Shelving this does not make the store safe.",
    .judge = [](const SubjectView &view) { return judgeStore(view, findingsOf); },
};
} // namespace signalbox::rules::store_no_viable_replica
