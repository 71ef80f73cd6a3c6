// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <recording/layout.h>
#include <recording/recording.h>
#include <recording/tile.h>

namespace signalbox
{
/// Reads what was said, from frames and from tiles, in one snapshot of a recording at a time. Keeps its work space from
/// call to call.
class WindowReader
{
public:
    /// Touches the tiles of one window, or what was held when the open one began and its frames up to that tick.
    Expected<RecordedState> stateAt(const Database &database, TickNumber tick);
    Expected<std::vector<Frame>> frames(const Database &database, TickNumber after, TickNumber upTo,
                                        std::size_t maximum);
    /// `at` of the series' first fact that became known by that moment; nothing where there is none.
    Expected<std::optional<Moment>> firstFact(const Database &database, SeriesId series, Moment knownBy);
    /// Touches one tile a closed window.
    Expected<std::vector<HistoryPoint>> history(const Database &database, SeriesId series, Moment from, Moment to);

private:
    /// A window's ticks, decoded once a call.
    struct Ticks {
        std::vector<MarkedTick> marked;
        std::vector<Moment> moments;
    };
    Expected<Ticks> readTicks(const Database &database, const WindowRow &window);
    Expected<void> readTiles(const Database &database, const WindowRow &window, const Ticks &ticks, std::size_t count,
                             RecordedState &state);
    Expected<void> readCells(const Database &database, const WindowRow &window, const Ticks &ticks, std::size_t count,
                             RecordedState &state);
    Expected<std::vector<std::string>> transitionsOf(const Database &database, const WindowRow &window,
                                                     std::size_t ticks);
    Expected<void> applyFrames(const Database &database, const WindowRow &window, RecordedState &state);
    // Append frames of ticks in (after, upTo] to `into`, without their changes, until it holds `maximum`.
    Expected<void> closedFrames(const Database &database, const WindowRow &window, TickNumber after, TickNumber upTo,
                                std::size_t maximum, std::vector<Frame> &into);
    Expected<void> openFrames(const Database &database, TickNumber after, TickNumber upTo, std::size_t maximum,
                              std::vector<Frame> &into);
    /// Facts of the window's ticks from number `begin` (of the window's first, 0) on.
    Expected<void> closedFacts(const Database &database, const WindowRow &window, const Ticks &ticks, std::size_t begin,
                               std::span<Frame> into);
    static Expected<void> addChanges(const Database &database, std::vector<Frame> &frames);
    static Expected<void> addEarlier(const Database &database, std::vector<Frame> &frames);
    Expected<void> closedHistory(const Database &database, const WindowRow &window, SeriesId series, Moment from,
                                 Moment to, std::vector<HistoryPoint> &into);
    Expected<void> factsOf(const Database &database, SeriesId series, Moment from, Moment to,
                           std::vector<HistoryPoint> &into);
    Expected<void> openHistory(const Database &database, SeriesId series, Moment from, Moment to,
                               std::vector<HistoryPoint> &into);

    TileDecoder m_tile;
    Decompressor m_decompressor;
    std::vector<TileFact> m_facts;
    std::vector<std::uint32_t> m_ends;
};
} // namespace signalbox
