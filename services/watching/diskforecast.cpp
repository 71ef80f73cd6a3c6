// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <watching/diskforecast.h>

#include <cmath>

#include <watching/derived.h>

namespace signalbox
{
namespace
{
constexpr std::string_view availableMetric = "node_filesystem_avail_bytes";
constexpr std::string_view forecastMetric = "node_filesystem_full_seconds";
} // namespace

DiskForecast::DiskForecast(Engine &engine)
    : m_engine(engine)
{
}

void DiskForecast::resume(const std::vector<DatedChange> &changes)
{
    for (const DatedChange &dated : changes) {
        const auto *declared = std::get_if<SeriesDeclared>(&dated.change);
        if (!declared)
            continue;
        learn(*declared);
        if (declared->key.metric == forecastMetric)
            m_earlier.push_back(*declared);
    }
}

void DiskForecast::accept(const Estate &estate)
{
    m_sources.clear();
    for (const SourceDeclaration &source : estate.sources) {
        if (source.type == "exposition" || source.type == "this-machine")
            m_sources.insert(source.name);
    }
}

void DiskForecast::learn(const SeriesDeclared &declared)
{
    if (declared.key.metric != availableMetric)
        return;
    Disk &disk = m_disks[declared.id];
    disk.key = declared.key;
    disk.interval = declared.interval;
}

void DiskForecast::extend(Frame &frame)
{
    std::vector<Fact> said;
    const Picture &picture = m_engine.fold().working();
    for (const SeriesDeclared &earlier : std::exchange(m_earlier, {})) {
        const Freshness freshness = picture.sample(earlier.id).freshness;
        if (m_sources.count(earlier.key.source) > 0 && freshness != Freshness::Never && freshness != Freshness::Gone)
            said.push_back({earlier.id, FactKind::Gone, frame.tick.moment, 0});
    }
    for (const Change &change : frame.changes) {
        if (const auto *declared = std::get_if<SeriesDeclared>(&change))
            learn(*declared);
    }
    for (const Fact &fact : frame.facts) {
        const auto disk = m_disks.find(fact.series);
        if (disk != m_disks.end() && m_sources.count(disk->second.key.source) > 0)
            look(disk->second, fact, said);
    }
    addDerived(m_engine, frame, said);
}

void DiskForecast::look(Disk &disk, const Fact &available, std::vector<Fact> &said)
{
    std::optional<double> left;
    if (available.kind == FactKind::Gone) {
        disk.trend = {};
    } else {
        if (available.kind != FactKind::Number || !std::isfinite(available.value) ||
            !disk.trend.add(available.at, available.value))
            return;
        left = disk.trend.secondsLeft();
    }
    if (left)
        said.push_back({forecastOf(disk), FactKind::Number, available.at, std::round(*left)});
    else if (disk.isSaid)
        said.push_back({forecastOf(disk), FactKind::Gone, available.at, 0});
    disk.isSaid = left.has_value();
}

SeriesId DiskForecast::forecastOf(const Disk &disk)
{
    SeriesKey key = disk.key;
    key.metric = forecastMetric;
    return m_engine.numbering().series(key, "seconds", std::max(disk.interval, FillTrend::spacing));
}
} // namespace signalbox
