// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <rules/pageoutcome.h>

namespace signalbox::rules::pager_failing
{
namespace
{
// A way to reach people that failed, or that proved nothing for twice as long as it was to.
Verdict judge(const SubjectView &view)
{
    if (const auto why = lastFailure(view))
        return {{{Severity::Critical, {}, "nobody is reached this way: " + *why}}, {}};
    for (const SubjectView::Value &success : view.values("page_last_success_timestamp_seconds")) {
        if (success.sample.freshness == Freshness::Late || success.sample.freshness == Freshness::Stale)
            return {{{Severity::Warning, {}, "no page went this way for twice as long as the canary asks for"}}, {}};
    }
    return {};
}
} // namespace

extern const Rule item;
const Rule item{
    .id = "pager-failing",
    .version = 1,
    .title = "Pager failing",
    .kind = "pager",
    .metrics = {pageUp, pageError, "page_last_success_timestamp_seconds"},
    .limits = {},
    .readsFreshness = true,
    .holdFor = {},
    .guidance =
        "A page by this pager failed, so whoever relies on it would sleep on. Pages go to the person's next pager "
        "meanwhile. Look at what it said: the server, the credentials, the network between. Mend that, and try it "
        "with signalboxctl page --test; the alert ends with the first page that goes through.",
    .judge = judge,
};
} // namespace signalbox::rules::pager_failing
