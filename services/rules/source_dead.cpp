// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <rules/rule.h>

#include <rules/words.h>

namespace signalbox::rules::source_dead
{
namespace
{
constexpr std::size_t namedTargets = 3; // more would not be read

/// A target that does not answer, and what is not known because of it.
struct Dead {
    std::string subject;
    std::string reason;
    std::size_t unknown = 0;
};

// One missed answer is not death: nothing is stated before the values it should have brought are late (two intervals
// old). A target that never said a value has nothing that could grow late, and is dead at once.
std::optional<Dead> deadTarget(const SubjectView &view, const SubjectView::Value &up)
{
    const bool answers = up.sample.freshness == Freshness::Fresh && up.sample.value == 1;
    if (up.sample.freshness == Freshness::Never || answers)
        return {};
    const SubjectState &subject = view.subjectOf(up.series);
    const SourceStanding standing = view.standing(subject, up.series.declared.key.source);
    const bool isServer = subject.subject.kind == "source";
    const bool isLate =
        isServer ? standing.series == 0 || !standing.silent.empty() : standing.silent.size() == standing.series;
    if (!isLate)
        return {};
    Dead dead{subject.subject.name, "was not asked any more", standing.silent.size()};
    // A server that speaks of a whole fleet is its source's only target: what it said of all of them is unknown.
    if (isServer)
        dead.unknown = view.standing(up.series.declared.key.source).silent.size();
    if (up.sample.freshness == Freshness::Fresh) {
        for (const SeriesId id : subject.series) {
            const SeriesKey &key = view.series(id).declared.key;
            if (key.metric == "scrape_error" && key.source == up.series.declared.key.source)
                dead.reason = view.text(view.sample(id));
        }
    }
    return dead;
}

std::string sentenceFor(const std::vector<Dead> &dead, std::size_t targets)
{
    std::size_t unknown = 0;
    for (const Dead &each : dead)
        unknown += each.unknown;
    const std::string what = unknown == 0   ? "nothing was ever known"
                             : unknown == 1 ? "1 value unknown"
                                            : std::to_string(unknown) + " values unknown";
    if (dead.size() == 1)
        return dead.front().subject + " does not answer: " + dead.front().reason + "; " + what;
    std::vector<std::string> names;
    names.reserve(dead.size());
    for (const Dead &each : dead)
        names.push_back(each.subject);
    return std::to_string(dead.size()) + " of " + std::to_string(targets) + " targets do not answer (" +
           someOf(names, namedTargets) + "): " + dead.front().reason + "; " + what;
}

Verdict judge(const SubjectView &view)
{
    std::size_t targets = 0;
    std::vector<Dead> dead;
    for (const SubjectView::Value &up : view.members("up")) {
        if (up.sample.freshness == Freshness::Gone)
            continue;
        ++targets;
        if (auto found = deadTarget(view, up))
            dead.push_back(std::move(*found));
    }
    if (dead.empty())
        return {};
    return {{{Severity::Unknown, {}, sentenceFor(dead, targets)}}, {}};
}
} // namespace

extern const Rule item;
const Rule item{
    .id = "source-dead",
    .version = 3,
    .title = "Source dead",
    .kind = "source",
    .metrics = {"up", "scrape_error"},
    .limits = {},
    .readsFreshness = true,
    .holdFor = {},
    .guidance =
        "Targets of this source have not answered for two intervals: what they would have said is unknown, not "
        "well. Look at the sources page for what each said last; then at the host, the exporter and the path to "
        "it. Many targets at once mean the path, or this machine. Mend that or start the exporter again; the "
        "values come back by themselves.",
    .judge = judge,
};
} // namespace signalbox::rules::source_dead
