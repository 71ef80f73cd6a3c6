// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <watching/leverfacts.h>

#include <set>

#include <estate/plaintext.h>
#include <recording/mark.h>
#include <watching/derived.h>

namespace signalbox
{
namespace
{
constexpr Milliseconds testedEvery = std::chrono::hours(24);
constexpr std::size_t longestError = 500;
constexpr const char *readyMetric = "signalbox_lever_ready";
constexpr const char *errorMetric = "signalbox_lever_error";
constexpr const char *leverLabel = "lever";

std::string errorOf(const LeverStanding &standing)
{
    if (standing.readiness == Readiness::Ready)
        return {};
    const std::string why = harmless(standing.why.what, longestError);
    return standing.readiness == Readiness::Unknown ? "not known: " + why : why;
}

void endOthers(Engine &engine, const Frame &frame, const std::set<SeriesId> &said, std::vector<Fact> &facts)
{
    const Picture &picture = engine.fold().working();
    for (std::size_t i = 0; i < picture.series.size(); ++i) {
        const auto id = static_cast<SeriesId>(i);
        const SeriesKey &key = picture.series[i]->declared.key;
        const bool isOurs = key.source == journalSource && (key.metric == readyMetric || key.metric == errorMetric);
        if (isOurs && !said.contains(id) && picture.sample(id).freshness != Freshness::Gone)
            facts.push_back({id, FactKind::Gone, frame.tick.moment, 0});
    }
}
} // namespace

void addLeverFacts(Engine &engine, Frame &frame, const std::vector<HostStanding> &standings)
{
    std::vector<Fact> facts;
    std::set<SeriesId> said;
    for (const HostStanding &host : standings) {
        for (const LeverStanding &standing : host.levers) {
            const auto series = [&](const char *metric) {
                return engine.numbering().series({standing.lever.host,
                                                  metric,
                                                  {{leverLabel, leverText(standing.lever)}},
                                                  std::string(journalSource)},
                                                 "", testedEvery);
            };
            const SeriesId ready = series(readyMetric);
            const SeriesId error = series(errorMetric);
            said.insert({ready, error});
            const TextId words = engine.numbering().text(errorOf(standing));
            if (standing.readiness != Readiness::Unknown)
                facts.push_back(
                    {ready, FactKind::Number, frame.tick.moment, standing.readiness == Readiness::Ready ? 1.0 : 0.0});
            facts.push_back({error, FactKind::Text, frame.tick.moment, static_cast<double>(index(words))});
        }
    }
    endOthers(engine, frame, said, facts);
    addDerived(engine, frame, facts);
}
} // namespace signalbox
