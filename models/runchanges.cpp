// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <models/runchanges.h>

#include <algorithm>

namespace signalbox
{
std::vector<WhatChange> runChanges(const RunLedger &runs, const Timeline &timeline, Moment since, Moment until)
{
    std::vector<WhatChange> changes;
    for (const auto &[number, run] : runs.runs()) {
        const bool hasSent =
            std::any_of(run.steps.begin(), run.steps.end(), [](const StepRun &step) { return step.attempts > 0; });
        const Moment when = timeline.momentAt(run.confirmed);
        if (!hasSent || when < since || when > until)
            continue;
        std::string text = run.who;
        text.append(": ").append(run.plan.title).append(": ").append(word(run.state));
        for (const Subject &target : run.plan.request.targets)
            changes.push_back({ChangeKind::Mark, target, "run", {}, text, when});
    }
    for (const OutsideChange &change : runs.outside()) {
        if (const Moment when = timeline.momentAt(change.wall); when >= since && when <= until)
            changes.push_back(
                {ChangeKind::Mark, change.subject, "outside", {}, "changed outside: " + change.words, when});
    }
    return changes;
}

Expected<ChangesSince> changesSince(const Recording &recording, const Picture &now, Moment since, const RunLedger &runs)
{
    auto found = changesSince(recording, now, since);
    if (found) {
        for (WhatChange &change : runChanges(runs, *now.timeline, found->since, now.now))
            found->changes.push_back(std::move(change));
    }
    return found;
}
} // namespace signalbox
