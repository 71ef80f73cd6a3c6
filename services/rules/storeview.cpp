// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <rules/storeview.h>

#include <cmath>

namespace signalbox::rules
{
namespace
{
std::optional<StoreStanding> storeOf(const SubjectView &view)
{
    const Declared *declared = view.estate().find(view.subject());
    if (!declared)
        return {};
    std::vector<StoreFact> facts;
    for (const std::string_view metric : storeMetrics()) {
        for (const SubjectView::Value &value : view.values(metric)) {
            if (value.sample.freshness == Freshness::Never)
                continue;
            StoreFact fact{metric, &value.series.declared.key.labels, {}, value.sample.value, value.sample.at};
            if (value.sample.kind == FactKind::Text) {
                fact.text = view.text(value.sample);
                fact.value = std::nan("");
            }
            facts.push_back(std::move(fact));
        }
    }
    if (facts.empty())
        return {};
    return standingOf(view.estate(), *declared, StoreFacts(std::move(facts)), {view.wall(), view.now()});
}

} // namespace

Verdict judgeStore(const SubjectView &view, StoreJudge judge)
{
    const std::optional<StoreStanding> store = storeOf(view);
    if (!store)
        return {};
    Verdict verdict{judge(*store, view.estate(), view.wall()), {}};
    if (store->mayChangeAt)
        verdict.recheckAt = view.whenWallShows(*store->mayChangeAt);
    return verdict;
}
} // namespace signalbox::rules
