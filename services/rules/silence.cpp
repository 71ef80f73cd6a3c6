// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <rules/rule.h>

#include <set>

namespace signalbox::rules::silence
{
namespace
{
constexpr std::size_t namedSeries = 3; // more would not be read

// Sources that answer for this subject, while something that they used to say is missing from the answer. Where the
// source itself is dead, source-dead says so once for all its targets, and nothing is said here.
Verdict judge(const SubjectView &view)
{
    Verdict verdict;
    for (const SubjectView::Value &up : view.values("up")) {
        const std::string &source = up.series.declared.key.source;
        const SourceStanding standing = view.standing(view.subjectOf(up.series), source);
        const bool answers = up.sample.freshness == Freshness::Fresh && up.sample.value == 1;
        if (!answers)
            continue;
        std::string names;
        std::size_t stale = 0;
        for (const SeriesId id : standing.silent) {
            if (view.sample(id).freshness != Freshness::Stale)
                continue;
            const SeriesKey &key = view.series(id).declared.key;
            if (++stale <= namedSeries)
                names += (stale == 1 ? "" : ", ") + key.metric + labelText(key.labels);
        }
        if (stale == 0)
            continue;
        if (stale > namedSeries)
            names += " and " + std::to_string(stale - namedSeries) + " more";
        std::string sentence = std::to_string(stale);
        sentence.append(" of ").append(std::to_string(standing.series)).append(" values from ").append(source);
        sentence.append(" have stopped, though it answers: ").append(names);
        verdict.findings.push_back({Severity::Unknown, {{"source", source}}, std::move(sentence)});
    }
    return verdict;
}
} // namespace

extern const Rule item;
const Rule item{
    .id = "silence",
    .version = 1,
    .title = "Silence",
    .kind = "",
    .metrics = {"up"},
    .limits = {},
    .readsFreshness = true,
    .holdFor = {},
    .guidance =
        "The source answers, but values that it used to give are missing for three intervals. Until they come "
        "nothing is known about it. Look whether a collector of the exporter has failed "
        "(node_scrape_collector_success, its log), or what was measured is gone. Mend the collector; of what is "
        "gone leave the metrics out with keep, or wait until it is said to be gone.",
    .judge = judge,
};
} // namespace signalbox::rules::silence
