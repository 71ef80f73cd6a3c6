// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <rules/storeview.h>

#include <time/spantext.h>

namespace signalbox::rules::store_replication_behind
{
namespace
{
std::vector<Finding> findingsOf(const StoreStanding &store, const Estate &estate, WallTime)
{
    const Milliseconds warning = estate.cyrus.value_or(CyrusStores{}).behind / 5;
    std::vector<Finding> findings;
    for (const SlotStanding &slot : store.slots) {
        const bool isLate = slot.verdict.behind && *slot.verdict.behind >= warning;
        if (isLate && slot.verdict.viability != Viability::Stuck)
            findings.push_back({Severity::Warning,
                                {{"slot", slot.host}},
                                slot.host + " is more than " + spanText(warning) + " behind"});
    }
    return findings;
}
} // namespace

extern const Rule item;
const Rule item{
    .id = "store-replication-behind",
    .title = "Replication behind",
    .kind = "store",
    .metrics = storeMetrics(),
    .holdFor = std::chrono::seconds(30),
    .guidance =
        "The oldest event that has not been sent has waited for a fifth of what a viable replica may lack. See "
        "whether many users are being moved: then say so by shelving this for as long as that takes. It can hide "
        "neither a stuck event nor that no replica is viable. Otherwise look at disks and network of both hosts, "
        "and mend what is slow. Left alone it becomes a page, at the time that is shown.",
    .judge = [](const SubjectView &view) { return judgeStore(view, findingsOf); },
};
} // namespace signalbox::rules::store_replication_behind
