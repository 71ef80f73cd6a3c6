// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <stores/storefacts.h>

#include <algorithm>
#include <cmath>

namespace signalbox
{
const std::vector<std::string_view> &storeMetrics()
{
    static const std::vector<std::string_view> all = {storemetric::probeRun,
                                                      storemetric::master,
                                                      storemetric::running,
                                                      storemetric::syncRunning,
                                                      storemetric::logging,
                                                      storemetric::chained,
                                                      storemetric::lag,
                                                      storemetric::waitingUsers,
                                                      storemetric::waitingUser,
                                                      storemetric::head,
                                                      storemetric::deferred,
                                                      storemetric::slotUsers,
                                                      storemetric::imapUp,
                                                      storemetric::canary,
                                                      storemetric::toCompare,
                                                      storemetric::compared,
                                                      storemetric::oldestComparison,
                                                      storemetric::incomplete,
                                                      storemetric::incompleteUser,
                                                      storemetric::mapMaster,
                                                      storemetric::mapSerial,
                                                      storemetric::mapReading,
                                                      storemetric::mapNewUsers};
    return all;
}

StoreFacts::StoreFacts(const Picture &picture, SubjectId store)
{
    const std::vector<std::string_view> &metrics = storeMetrics();
    for (const SeriesId id : picture.subject(store).series) {
        const Series &series = *picture.series[index(id)];
        const Sample &sample = picture.sample(id);
        const SeriesKey &key = series.declared.key;
        if (sample.kind == FactKind::Gone || sample.freshness == Freshness::Never ||
            std::find(metrics.begin(), metrics.end(), key.metric) == metrics.end())
            continue;
        StoreFact fact{key.metric, &key.labels, {}, sample.value, sample.at};
        if (sample.kind == FactKind::Text) {
            fact.text = picture.text(sample);
            fact.value = std::nan("");
        }
        m_facts.push_back(std::move(fact));
    }
}

const StoreFact *StoreFacts::find(std::string_view metric, std::string_view slot) const
{
    const StoreFact *newest = nullptr;
    for (const StoreFact &fact : m_facts) {
        if (fact.metric == metric && labelValue(*fact.labels, "slot") == slot && (!newest || fact.at > newest->at))
            newest = &fact;
    }
    return newest;
}

std::optional<double> StoreFacts::number(std::string_view metric, std::string_view slot) const
{
    const StoreFact *fact = find(metric, slot);
    return fact && std::isfinite(fact->value) ? std::optional(fact->value) : std::nullopt;
}

std::vector<const StoreFact *> StoreFacts::together(std::string_view metric, std::string_view slot,
                                                    std::string_view with) const
{
    std::vector<const StoreFact *> all;
    const StoreFact *other = find(with, slot);
    for (const StoreFact &fact : m_facts) {
        if (other && fact.metric == metric && labelValue(*fact.labels, "slot") == slot && fact.at >= other->at)
            all.push_back(&fact);
    }
    return all;
}
} // namespace signalbox
