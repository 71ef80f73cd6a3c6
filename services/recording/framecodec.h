// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <recording/codedvalue.h>

namespace signalbox
{
/// Makes blobs of a frame's facts. A blob stands by itself: series as runs of numbers that follow each other, `at` as
/// runs of equal offsets from the tick's moment, then a tag for each value, then their bytes.
class FactEncoder
{
public:
    /// Valid until the next call. Nothing where a text's value is no TextId or the series do not ascend.
    std::optional<std::string_view> encode(std::span<const Fact> facts, Moment tick);

private:
    // Kept from call to call: fresh memory costs more than what is written into it.
    ByteWriter m_runs;
    ByteWriter m_offsets;
    ByteWriter m_tags;
    ByteWriter m_payload;
    ByteWriter m_blob;
};

/// A fact still in the form of the file.
struct CodedFact {
    std::uint32_t series = 0;
    std::int64_t atOffset = 0; ///< milliseconds from the tick's moment; mostly 0 or below
    CodedValue value;
};

/// Walks through such a blob, which nobody vouches for. The blob must outlive it.
class FactCursor
{
public:
    explicit FactCursor(std::string_view blob);
    /// Moves to the next fact; false at the end or where the blob is damaged.
    bool next()
    {
        if (m_left == 0)
            return false;
        --m_left;
        const bool whole = (m_runLeft > 0 && m_offsetLeft > 0) || nextRuns();
        --m_runLeft;
        --m_offsetLeft;
        m_fact.series = static_cast<std::uint32_t>(m_nextSeries);
        m_fact.value = readValue(m_tags, m_payload);
        if (whole && m_nextSeries++ <= largestId && m_payload.ok())
            return true;
        m_damaged = true;
        m_left = 0;
        return false;
    }
    [[nodiscard]] const CodedFact &fact() const { return m_fact; }
    [[nodiscard]] bool damaged() const { return m_damaged; }

private:
    static constexpr std::uint64_t largestId = 0xffffffff;
    bool nextRuns();

    ByteReader m_runs;
    ByteReader m_offsets;
    ByteReader m_tags;
    ByteReader m_payload;
    CodedFact m_fact;
    std::uint64_t m_left = 0;
    std::uint64_t m_runLeft = 0;
    std::uint64_t m_offsetLeft = 0;
    std::uint64_t m_nextSeries = 0;
    bool m_damaged = false;
};

/// Transitions in their order; `since` relative to `reference`.
std::string encodeTransitions(std::span<const Transition> transitions, Moment reference);
std::optional<std::vector<Transition>> decodeTransitions(std::string_view blob, Moment reference);

/// A tick and what a step may stop there for.
struct MarkedTick {
    static constexpr std::uint8_t hasFacts = 1;
    static constexpr std::uint8_t hasEvent = 2; ///< what StepTo::Event names
    static constexpr std::uint8_t afterGap = 4; ///< the tick before it was more than 5 s earlier
    Tick tick;
    std::uint8_t marks = 0;
    bool operator==(const MarkedTick &) const = default;
};

/// The ticks of a window. Numbers and moments ascend.
std::string encodeTicks(std::span<const MarkedTick> ticks);
std::optional<std::vector<MarkedTick>> decodeTicks(std::string_view blob);
} // namespace signalbox
