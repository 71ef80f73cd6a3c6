// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <commands/ruleuse.h>

#include <map>
#include <set>

#include <estate/suggestion.h>

namespace signalbox
{
Expected<std::vector<RuleUse>> ruleUse(const Estate &estate, const Recording &recording, TickNumber upTo)
{
    const Expected<std::vector<DatedChange>> changes = recording.changesToFold(0, upTo);
    if (!changes)
        return tl::unexpected(changes.error());
    std::map<std::string, std::set<SeriesId>, std::less<>> recorded; // by metric
    std::map<SeriesId, const SeriesKey *> keys;
    for (const DatedChange &dated : *changes) {
        if (const auto *declared = std::get_if<SeriesDeclared>(&dated.change)) {
            recorded[declared->key.metric].insert(declared->id);
            keys[declared->id] = &declared->key;
        }
    }
    std::vector<std::string_view> metrics;
    for (const auto &[metric, series] : recorded)
        metrics.push_back(metric);
    std::vector<RuleUse> uses;
    for (const UserRule &rule : estate.userRules) {
        RuleUse &use = uses.emplace_back(RuleUse{rule.name, 0, {}, {}});
        for (const std::string *metric : {&rule.metric, &rule.per}) {
            if (metric->empty() || recorded.contains(*metric))
                continue;
            if (use.missing.empty())
                use.meant = nearest(*metric, metrics);
            use.missing.push_back(*metric);
        }
        for (const SeriesId id : use.missing.empty() ? recorded[rule.metric] : std::set<SeriesId>())
            use.series += rule.isAbout(keys[id]->subject) && rule.takes(keys[id]->labels) ? 1 : 0;
    }
    return uses;
}

std::string lineOf(const RuleUse &use)
{
    if (!use.missing.empty()) {
        std::string line = "rule " + use.rule + ": compares nothing, no " + use.missing.front();
        if (use.missing.size() > 1 && use.missing[1] != use.missing.front())
            line += " and no " + use.missing[1];
        return line + " was ever recorded" + (use.meant.empty() ? "" : "; did you mean \"" + use.meant + "\"?");
    }
    if (use.series == 0)
        return "rule " + use.rule + ": compares nothing, no series recorded has its labels, roles and kind";
    return "rule " + use.rule + ": compares " + std::to_string(use.series) + " series";
}
} // namespace signalbox
