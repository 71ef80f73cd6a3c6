// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <rules/storeview.h>

#include <estate/plaintext.h>
#include <rules/words.h>
#include <stores/storehold.h>

namespace signalbox::rules::store_held
{
namespace
{
std::vector<Finding> findingsOf(const StoreStanding &store, const Estate &, WallTime wall)
{
    if (!isHeld(store))
        return {};
    const std::string read = "held, and read on " + harmless(store.reading, 60) + "; ";
    if (store.isMasterUp())
        return {{Severity::Warning,
                 {},
                 read + "mail waits, though " + store.masterSlot()->host + " is back: see store-release"}};
    Finding finding{Severity::Warning, {}, read + missingText(store) + "; "};
    const std::optional<WallTime> end = sendersGiveUpAt(store);
    if (!end) {
        finding.sentence += "mail waits, nobody knows since when, and senders give up after four days";
        return {finding};
    }
    if (*end - wall <= sendersKeepTrying - sendersAreImpatient)
        finding.severity = Severity::Critical;
    finding.sentence += (*end > wall ? "senders give up from " : "senders have given up since ") + dateText(*end);
    return {finding};
}
} // namespace

extern const Rule item;
const Rule item{
    .id = "store-held",
    .title = "Store held",
    .kind = "store",
    .metrics = storeMetrics(),
    .guidance =
        "Nobody may write to it: it is read on a replica, mail for it is deferred, and who sent it tries again. "
        "RFC 5321 (4.5.4.1) has senders give up after four to five days at the earliest, from when the master was "
        "lost; a day "
        "before that this is critical. See the page Stores for the users that only the lost host has (signalboxctl "
        "missing). Do not have them created again. Bring the old master back as the master, and take the store out of "
        "hold (store-release); or fail it over, with the loss accepted (store-failover).",
    .judge = [](const SubjectView &view) { return judgeStore(view, findingsOf); },
};
} // namespace signalbox::rules::store_held
