// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <database/database.h>
#include <database/sqlitefile.h>
#include <recording/compression.h>
#include <recording/framecodec.h>

namespace signalbox
{
/// What a recording looks like as an SQLite file.
///
///   series, text, alert, estate, anchor   what there is, each row at key = tick << 24 | order within the tick;
///              count: how many series (alerts) there are from this row on
///   window     a row a stretch of ticks; the last one is open, the others are closed and never change again
///   frame      the open window's ticks, a row each
///   base       what was held when the open window began: a tile without ticks a group of 1,024 series
///   earlier    what became known late of a series' past, a row an answer, at a change's key
///   entry      in a bundle: what people and the console did meanwhile (journal/journal.h)
///   tile       the closed windows' facts, at key = window's first tick << 16 | group
extern const FileKind recordingKind;

/// Ticks and orders that fit into the keys above.
constexpr TickNumber largestTick = (TickNumber{1} << 38) - 1;
constexpr std::uint64_t largestOrder = (std::uint64_t{1} << 24) - 1;
/// Ids are below this; 16,384 groups of series.
constexpr std::uint64_t largestSeriesCount = std::uint64_t{1} << 24;

/// Key of the first change of a tick.
constexpr std::int64_t changeKey(TickNumber tick)
{
    return static_cast<std::int64_t>(tick << 24);
}
constexpr std::int64_t tileKey(TickNumber window, std::uint64_t group)
{
    return static_cast<std::int64_t>(window << 16 | group);
}
/// What the reader asks for may be any number.
constexpr TickNumber withinKeys(TickNumber tick)
{
    return tick < largestTick ? tick : largestTick;
}

/// Two ticks further apart than this have a gap between them.
constexpr Milliseconds longestSilence{5000};

/// A row of `window` without its blobs.
struct WindowRow {
    TickNumber first = 0;
    TickNumber last = 0;      ///< 0: still open
    Moment start{};           ///< of the first tick
    Moment end{};             ///< of the last tick; meaningless while open
    std::uint64_t facts = 0;  ///< while open: meaningless, like what follows
    std::uint64_t events = 0; ///< ticks marked hasEvent
    std::uint64_t gaps = 0;   ///< ticks marked afterGap
    [[nodiscard]] bool isOpen() const { return last == 0; }
};

/// Ways to a window: which rows, and which of them comes first.
enum class WindowOrder : std::uint8_t {
    AtOrBeforeTick,
    AfterTick,
    AtOrBeforeMoment,
    AfterMoment,
};
/// The nearest window in that direction, by its first tick or its start; only such with facts, events or gaps where
/// asked.
enum class WindowFilter : std::uint8_t { Any, WithFacts, WithEvents };
Expected<std::optional<WindowRow>> findWindow(const Database &database, WindowOrder order, std::int64_t from,
                                              WindowFilter filter = WindowFilter::Any);

/// How many series (or alerts) were declared by the end of that tick; their numbers are below it.
enum class Numbered : std::uint8_t { Series, Alerts };
Expected<std::uint64_t> countDeclared(const Database &database, Numbered kind, TickNumber upTo);

/// A blob of that window's row: "cells", "ticks" or "transitions".
Expected<std::string> windowBlob(const Database &database, const WindowRow &window, const char *column);

/// All ticks of a window, in order; for an open one those that are committed by now.
Expected<std::vector<MarkedTick>> ticksOf(const Database &database, const WindowRow &window,
                                          Decompressor &decompressor);

/// What is stored cannot have been written by a recorder.
Problem damaged(const Database &database, const std::string &part);
Problem damagedFacts(const Database &database, const WindowRow &window);
Problem damagedTick(const Database &database, TickNumber tick);
} // namespace signalbox
