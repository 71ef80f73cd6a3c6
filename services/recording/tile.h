// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <recording/codedvalue.h>
#include <recording/compression.h>
#include <recording/recording.h>

namespace signalbox
{
/// A tile holds what up to 1,024 series said in one window: what was held when it began, and every fact since.
/// Series-major: all of one series, then all of the next, since neighbours in time differ little. It is three Zstandard
/// frames, each after its length; their checksums cover all else:
///   control  per tile: the timings (which ticks, which offsets of `at`), shared by the series of one scrape;
///            per series: form, timing, what was held, width of a difference, and a bit a fact: does it differ from the
///            one before
///   deltas   differences of decimal numbers and text ids, two's complement, of one width a series
///   wide     differences (exclusive or) of doubles that are no decimals; values of series that change their kind
constexpr std::size_t seriesPerTile = 1024;
/// No window has more ticks; a file that claims it is damaged.
constexpr std::size_t largestWindow = 4096;

/// What was held of a series when the window began.
struct HeldAtStart {
    bool held = false;
    std::int64_t atOffset = 0; ///< milliseconds from the moment of the window's first tick
    CodedValue value;
    bool operator==(const HeldAtStart &) const = default;
};

/// A fact of one series within a window.
struct TileFact {
    std::uint32_t tick = 0;    ///< counted from the window's first, 0
    std::int64_t atOffset = 0; ///< milliseconds from the tick's moment
    CodedValue value;
    bool operator==(const TileFact &) const = default;
};

/// The form in which all of a series' values in a tile lie.
enum class TileForm : std::uint8_t {
    Absent,  ///< nothing held, nothing said
    Decimal, ///< all numbers with one count of decimal places
    Text,    ///< all TextIds
    Raw,     ///< all numbers, some of them no decimals
    Mixed,   ///< anything: every value by itself
};

/// Makes tiles; keeps its work space from one to the next.
class TileEncoder
{
public:
    /// facts: of the first series, in order of tick, then of the second …; ends[i]: where those of series i end.
    std::string encode(std::span<const HeldAtStart> bases, std::span<const TileFact> facts,
                       std::span<const std::uint32_t> ends);

private:
    struct Timing {
        std::uint32_t begin = 0; ///< the series that showed it first, as a range of facts
        std::uint32_t end = 0;
    };
    void encodeSeries(const HeldAtStart &base, std::span<const TileFact> all, std::uint32_t begin, std::uint32_t end);
    std::uint32_t timingOf(std::span<const TileFact> all, std::uint32_t begin, std::uint32_t end);
    void writeTiming(std::span<const TileFact> facts);
    void writeUniform(TileForm form, unsigned places, const HeldAtStart &base, std::span<const TileFact> facts);
    void writeDifferences(TileForm form);
    void writeMixed(const HeldAtStart &base, std::span<const TileFact> facts);

    Compressor m_compressor;
    std::vector<Timing> m_timings;
    std::unordered_multimap<std::uint64_t, std::uint32_t> m_timingByHash;
    std::uint32_t m_lastTiming = 0;
    std::int64_t m_lastBaseAt = 0;
    std::vector<std::uint64_t> m_differences; ///< of the series at hand
    ByteWriter m_timingBytes;
    ByteWriter m_forms;
    ByteWriter m_timingIds;
    ByteWriter m_baseAts;
    ByteWriter m_bases;
    ByteWriter m_widths;
    ByteWriter m_masks;
    ByteWriter m_deltas;
    ByteWriter m_wide;
};

/// Reads tiles that nobody vouches for; keeps its work space from one to the next.
class TileDecoder
{
public:
    /// Unpacks a tile of a window with these moments of ticks (for a window still open, none but the first: its start).
    /// False where it is damaged, and then nothing else may be called.
    bool load(std::string_view blob, std::span<const Moment> ticks, Moment start);
    [[nodiscard]] std::size_t seriesCount() const { return m_seriesCount; }

    /// What is held after the first `ticks` ticks; into has seriesCount() places. False where the tile is damaged.
    bool state(std::size_t ticks, std::span<RecordedState::Held> into);
    /// What was held when the window began.
    bool bases(std::span<HeldAtStart> into);
    /// Appends the facts of series number `wanted` of the tile.
    bool facts(std::size_t wanted, std::vector<TileFact> &into);
    /// Appends all facts, series by series; ends[i]: where those of series i end.
    bool content(std::vector<TileFact> &into, std::vector<std::uint32_t> &ends);

private:
    struct Timing {
        std::uint32_t begin = 0; ///< into m_timingTicks and m_timingAts
        std::uint32_t count = 0;
        std::uint32_t upTo = 0; ///< how many of them lie within the ticks asked for
        Moment firstAt{};       ///< `at` of the first one
        Moment lastAt{};        ///< `at` of the last one within the ticks asked for
        bool steady = true;     ///< no `at` lies before the one of the fact before
    };
    struct Series {
        TileForm form = TileForm::Absent;
        std::uint8_t places = 0;
        unsigned width = 0;
        HeldAtStart base;
        const Timing *timing = nullptr;
        std::string_view mask;
        std::string_view differences;
    };

    bool readTimings(ByteReader reader);
    void rewind();
    bool next(Series &series);
    bool nextUniform(Series &series);
    bool nextMixed(Series &series);
    void expand(const Series &series);
    [[nodiscard]] Moment atOf(const Timing &timing, std::uint32_t k) const;
    bool heldOf(const Series &series, RecordedState::Held &held);
    bool foldedOf(const Series &series, RecordedState::Held &held);

    Decompressor m_decompressor;
    std::string m_control;
    std::string m_deltaBytes;
    std::string m_wideBytes;
    std::span<const Moment> m_ticks;
    Moment m_start{};
    std::size_t m_seriesCount = 0;
    std::vector<Timing> m_timings;
    std::vector<std::uint32_t> m_timingTicks;
    std::vector<std::int64_t> m_timingOffsets;
    std::vector<CodedValue> m_values; ///< of the series at hand, from expand() or a mixed series
    struct Columns {
        ByteReader forms, timingIds, baseAts, bases, widths, masks, deltas, wide;
    };
    Columns m_whole; ///< as loaded
    Columns m_at;    ///< where the walk is
    std::uint32_t m_lastTiming = 0;
    std::int64_t m_lastBaseAt = 0;
};
} // namespace signalbox
