// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include <watching/engine.h>
#include <watching/filltrend.h>

namespace signalbox
{
/// Derives node_filesystem_full_seconds, the seconds until a file system is full, from what a source says is available,
/// and says it in that source's name: rules have no memory, so a window is a series of its own, recorded like any
/// other. For sources that cannot tell it themselves: a monitoring server is asked for it. One thread.
class DiskForecast
{
public:
    /// `engine` outlives this.
    explicit DiskForecast(Engine &engine);
    /// Continues a recording: what it forecast last is said to be gone in the next frame, since the points are not
    /// recorded and the next forecast is half an hour away.
    void resume(const std::vector<DatedChange> &changes);
    /// That estate holds from the next frame on.
    void accept(const Estate &estate);
    /// Adds forecasts to a frame that has its changes and facts.
    void extend(Frame &frame);

private:
    struct Disk {
        SeriesKey key; ///< of what is available
        Milliseconds interval{};
        FillTrend trend;
        bool isSaid = false; ///< a forecast stands in the recording
    };
    void learn(const SeriesDeclared &declared);
    void look(Disk &disk, const Fact &available, std::vector<Fact> &said);
    [[nodiscard]] SeriesId forecastOf(const Disk &disk);

    Engine &m_engine;
    std::set<std::string, std::less<>> m_sources; ///< whose forecasts are made here
    std::unordered_map<SeriesId, Disk> m_disks;   ///< by the series of what is available
    std::vector<SeriesDeclared> m_earlier;        ///< forecasts of an earlier life, yet to be said gone
};
} // namespace signalbox
