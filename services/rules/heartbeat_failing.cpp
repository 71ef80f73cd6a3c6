// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <rules/pageoutcome.h>

namespace signalbox::rules::heartbeat_failing
{
namespace
{
// Whoever is to notice that this watch is dead does not hear from it, and calls somebody, or has given it up.
Verdict judge(const SubjectView &view)
{
    if (const auto why = lastFailure(view))
        return {{{Severity::Warning, {}, "the dead-man's service is not reached: " + *why}}, {}};
    return {};
}
} // namespace

extern const Rule item;
const Rule item{
    .id = "heartbeat-failing",
    .version = 1,
    .title = "Heartbeat failing",
    .kind = "heartbeat",
    .metrics = {pageUp, pageError},
    .limits = {},
    .readsFreshness = false,
    .holdFor = std::chrono::minutes(2),
    .guidance =
        "The service outside that is to call somebody when this watch dies is not reached: it may be calling already, "
        "and if this watch dies now the call may come for another reason, or not at all. Look at what it said. Mend "
        "the network or the URL; the alert ends with the next heartbeat that gets through.",
    .judge = judge,
};
} // namespace signalbox::rules::heartbeat_failing
