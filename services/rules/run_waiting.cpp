// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <rules/rule.h>

namespace signalbox::rules::run_waiting
{
namespace
{
constexpr std::string_view waitingMetric = "signalbox_run_waiting";
constexpr std::string_view stateMetric = "signalbox_run_state";

// Half done is worse than not begun, and whoever began it may have gone to bed.
Verdict judge(const SubjectView &view)
{
    Verdict verdict;
    for (const SubjectView::Value &waiting : view.values(waitingMetric)) {
        if (waiting.sample.value != 1)
            continue;
        const SeriesKey &key = waiting.series.declared.key;
        const auto state = view.value(stateMetric, key.labels, key.source);
        verdict.findings.push_back(
            {Severity::Critical, key.labels, state ? view.text(state->sample) : std::string("a run waits")});
    }
    return verdict;
}
} // namespace

extern const Rule item;
const Rule item{
    .id = "run-waiting",
    .version = 1,
    .title = "Run waits for a decision",
    .kind = {},
    .metrics = {waitingMetric, stateMetric},
    .limits = {},
    .holdFor = {},
    .guidance = "Something that was done to this by Signalbox did not go through: a step is not done, or nobody can "
                "tell whether "
                "it is, or the watch died in the middle, or an undo failed. Nothing further is sent before a person "
                "says how it "
                "goes on. Look at what the run says, and at the host itself. Do it by hand, resume, undo or leave it: "
                "signalboxctl runs RUN tells what can be said, and so does the window. The alert ends with the run.",
    .judge = judge,
};
} // namespace signalbox::rules::run_waiting
