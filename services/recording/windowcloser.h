// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <recording/layout.h>
#include <recording/tile.h>

namespace signalbox
{
/// Rewrites the open window's frames as tiles and opens the next window. Keeps its work space from window to window;
/// needs no memory of what the series hold, since that lies in the file.
class WindowCloser
{
public:
    /// Closes `window`, which is open, and opens the next one, whose first tick is `next`; `series` were declared
    /// before it. Within the caller's transaction.
    Expected<void> close(Database &database, const WindowRow &window, const Tick &next, std::uint64_t series);
    /// Opens a window. `cells`: encoded transitions relative to the first tick's moment.
    static Expected<void> open(Database &database, const Tick &first, std::string_view cells);

private:
    Expected<void> readFrames(const Database &database, const WindowRow &window);
    Expected<void> rewriteGroup(Database &database, const WindowRow &window, Moment nextStart, std::uint64_t group,
                                std::size_t series);
    Expected<void> readBases(const Database &database, const WindowRow &window, std::uint64_t group);
    Expected<void> gatherFacts(const Database &database, std::uint64_t group);
    void holdFacts(Moment start, Moment nextStart);
    Expected<std::string> foldCells(const Database &database, const WindowRow &window, Moment nextStart);
    Expected<void> finish(Database &database, const WindowRow &window, const Tick &next);

    TileEncoder m_encoder;
    TileDecoder m_decoder;
    Compressor m_compressor;
    Decompressor m_decompressor;
    // The window at hand:
    std::vector<MarkedTick> m_ticks;
    std::vector<std::string> m_frames;      ///< facts as encoded
    std::vector<std::string> m_transitions; ///< as encoded
    std::vector<FactCursor> m_cursors;      ///< each at a fact that no group has taken yet
    std::vector<bool> m_cursorDone;
    // The group at hand:
    std::vector<HeldAtStart> m_bases;
    std::vector<std::uint32_t> m_series; ///< of each gathered fact, within the group, in order of tick
    std::vector<TileFact> m_gathered;
    std::vector<TileFact> m_facts; ///< the same by series
    std::vector<std::uint32_t> m_ends;
    std::vector<std::uint32_t> m_noFacts = std::vector<std::uint32_t>(seriesPerTile, 0);
};

/// The transitions of a window's ticks, as one blob: (ticks since the one before, length, transitions) …
std::string encodeWindowTransitions(const std::vector<std::string> &transitions);
/// One blob a tick, empty where there was none; nothing where it is damaged.
std::optional<std::vector<std::string>> decodeWindowTransitions(std::string_view blob, std::size_t ticks);
} // namespace signalbox
