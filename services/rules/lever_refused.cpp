// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <rules/rule.h>

#include <rules/words.h>

namespace signalbox::rules::lever_refused
{
namespace
{
constexpr std::string_view readyMetric = "signalbox_lever_ready";
constexpr std::string_view errorMetric = "signalbox_lever_error";
constexpr std::string_view leverLabel = "lever";
constexpr std::size_t namedLevers = 3; // more would not be read

std::string errorOf(const SubjectView &view, const SeriesKey &lever)
{
    const auto error = view.value(errorMetric, lever.labels, lever.source);
    return error ? view.text(error->sample) : std::string();
}

std::string counted(std::size_t count, const std::string &verb)
{
    return count == 1 ? "1 lever " + verb : std::to_string(count) + " levers " + verb;
}

// One finding a host: what is wrong with one lever is mostly wrong with all of them.
Verdict judge(const SubjectView &view)
{
    std::vector<std::string> refused;
    std::vector<std::string> unknown;
    for (const SubjectView::Value &ready : view.values(readyMetric)) {
        const SeriesKey &key = ready.series.declared.key;
        const std::string lever(labelValue(key.labels, leverLabel));
        const Freshness freshness = ready.sample.freshness;
        if (freshness == Freshness::Late || freshness == Freshness::Stale) {
            unknown.push_back(lever);
        } else if (freshness != Freshness::Never && ready.sample.value != 1) {
            const std::string why = errorOf(view, key);
            refused.push_back(why.empty() ? lever : lever + " (" + why + ')');
        }
    }
    Verdict verdict;
    if (!refused.empty())
        verdict.findings.push_back(
            {Severity::Warning, {}, counted(refused.size(), "would be refused: ") + someOf(refused, namedLevers)});
    if (!unknown.empty())
        verdict.findings.push_back(
            {Severity::Unknown,
             {{"untested", "true"}},
             counted(unknown.size(), "could not be tested for two days: ") + someOf(unknown, namedLevers)});
    return verdict;
}
} // namespace

extern const Rule item;
const Rule item{
    .id = "lever-refused",
    .version = 1,
    .title = "Lever refused",
    .kind = "host",
    .metrics = {readyMetric, errorMetric},
    .limits = {},
    .readsFreshness = true,
    .holdFor = {},
    .guidance =
        "Something that a person may have done on this host by Signalbox would be refused now. The watch asks the host "
        "once a day, without doing any of it. Look at what it says: signalboxctl reach HOST tells it anew, with what "
        "to "
        "do, and signalboxctl reach --setup HOST how the host is to be set up. Mend it before the night that needs it. "
        "The alert ends with the next test, daily or a minute after the watch is started.",
    .judge = judge,
};
} // namespace signalbox::rules::lever_refused
