// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <models/runchanges.h>

#include <algorithm>

namespace signalbox
{
std::vector<WhatChange> runChanges(const RunLedger &runs, const Timeline &timeline, Moment since)
{
    std::vector<WhatChange> changes;
    for (const auto &[number, run] : runs.runs()) {
        const bool hasSent =
            std::any_of(run.steps.begin(), run.steps.end(), [](const StepRun &step) { return step.attempts > 0; });
        const Moment when = timeline.momentAt(run.confirmed);
        if (!hasSent || when < since)
            continue;
        std::string text = run.who;
        text.append(": ").append(run.plan.title).append(": ").append(word(run.state));
        for (const Subject &target : run.plan.request.targets)
            changes.push_back({ChangeKind::Mark, target, "run", {}, text, when});
    }
    for (const OutsideChange &change : runs.outside()) {
        if (const Moment when = timeline.momentAt(change.wall); when >= since)
            changes.push_back(
                {ChangeKind::Mark, change.subject, "outside", {}, "changed outside: " + change.words, when});
    }
    return changes;
}
} // namespace signalbox
