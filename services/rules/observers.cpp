// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <rules/observers.h>

#include <algorithm>

namespace signalbox::rules
{
namespace
{
std::string reasonOf(const SubjectView &view, const SeriesKey &key)
{
    if (key.metric == "probe_success")
        return "the probe failed";
    const auto error = view.value(key.metric == "up" ? "scrape_error" : "target_error", key.labels, key.source);
    const bool isKnown = error && error->sample.kind == FactKind::Text && error->sample.freshness == Freshness::Fresh;
    const std::string text = isKnown ? view.text(error->sample) : std::string();
    return text.empty() ? "no reason given" : text;
}

std::vector<std::string> sourcesOf(const SubjectView &view, std::string_view metric)
{
    std::vector<std::string> sources;
    for (const SubjectView::Value &said : view.values(metric))
        sources.push_back(said.series.declared.key.source);
    return sources;
}

bool has(const std::vector<std::string> &sources, const std::string &source)
{
    return std::find(sources.begin(), sources.end(), source) != sources.end();
}
} // namespace

std::vector<Evidence> evidenceOf(const SubjectView &view)
{
    // A probe of ours says up where something answered it, right or wrong. Of a prober that is asked for its results,
    // and of a plugin, up tells of the prober and the plugin.
    const std::vector<std::string> ours = sourcesOf(view, "probe_error");
    const std::vector<std::string> probers = sourcesOf(view, "probe_success");
    const std::vector<std::string> plugins = sourcesOf(view, "plugin_status");
    std::vector<Evidence> all;
    for (const std::string_view metric : {"up", "target_up", "probe_success"}) {
        for (const SubjectView::Value &said : view.values(metric)) {
            const SeriesKey &key = said.series.declared.key;
            const bool isUp = said.sample.value == 1;
            const bool isWord = said.sample.freshness == Freshness::Fresh && (isUp || said.sample.value == 0);
            const bool isService = has(ours, key.source);
            const bool isOfOther =
                metric == "up" && ((has(probers, key.source) && !isService) || has(plugins, key.source));
            if (!isWord || isOfOther || (metric == "probe_success" && isService))
                continue;
            const std::string_view job = labelValue(key.labels, "job");
            const std::string name = job.empty() ? key.source : key.source + '/' + std::string(job);
            all.push_back({key.source, name, isUp, metric == "up" && !isService, isService,
                           isUp ? std::string() : reasonOf(view, key), said.series.declared.interval});
        }
    }
    return all;
}

bool isSeenAlive(const std::vector<Evidence> &all)
{
    return std::any_of(all.begin(), all.end(), [](const Evidence &one) { return one.isUp; });
}
} // namespace signalbox::rules
