// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <rules/storeview.h>

#include <stores/storehold.h>

namespace signalbox::rules::store_not_recovered
{
namespace
{
std::vector<Finding> findingsOf(const StoreStanding &store, const Estate &, WallTime)
{
    if (!isNotRecovered(store))
        return {};
    return {{Severity::Warning,
             {},
             "what only " + store.slots[*store.old].host + " has is not recovered: " + missingText(store)}};
}
} // namespace

extern const Rule item;
const Rule item{
    .id = "store-not-recovered",
    .title = "Old master not recovered",
    .kind = "store",
    .metrics = storeMetrics(),
    .guidance =
        "It was failed over with a loss: its former master has what the present one lacks, as far as its last words "
        "go. Mail for users who are missing is refused for good, so this has no deadline but now. Keep what is on the "
        "old host, and bring it back: store-return sends what only it has. See the page Stores for these users "
        "(signalboxctl missing). Do not have them created again before that: two mailboxes of one name do not merge.",
    .judge = [](const SubjectView &view) { return judgeStore(view, findingsOf); },
};
} // namespace signalbox::rules::store_not_recovered
