// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <rules/storeview.h>

#include <estate/plaintext.h>

namespace signalbox::rules::store_map_differs
{
namespace
{
std::vector<Finding> findingsOf(const StoreStanding &store, const Estate &, WallTime)
{
    std::vector<Finding> findings;
    const SlotStanding *master = store.masterSlot();
    if (master && !store.mapMaster.empty() && master->isHeard && store.mapMaster != master->host)
        findings.push_back(
            {Severity::Critical,
             {},
             "the map of stores names " + harmless(store.mapMaster, 60) + ", but the master is " + master->host});
    return findings;
}
} // namespace

extern const Rule item;
const Rule item{
    .id = "store-map-differs",
    .title = "The map names another host",
    .kind = "store",
    .metrics = storeMetrics(),
    .holdFor = std::chrono::seconds(20),
    .guidance =
        "Front ends and delivery go to a host whose copy is not the master: nobody can write there, or what is "
        "written is about to be overwritten. A move that stopped half-way does this: see the runs. Mend the map by "
        "the step that is left there, or move the store back.",
    .judge = [](const SubjectView &view) { return judgeStore(view, findingsOf); },
};
} // namespace signalbox::rules::store_map_differs
