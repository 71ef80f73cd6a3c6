// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <recording/framecodec.h>

#include <limits>
#include <utility>

#include <recording/offset.h>

namespace signalbox
{
namespace
{
constexpr std::uint64_t largestNumber = std::numeric_limits<std::uint32_t>::max();

// The first byte of a cell: state 2 bits, severity 2 bits, acknowledged, and whether there is more than format 2 knew.
constexpr unsigned hasMore = 1U << 5;
constexpr unsigned hasAcknowledgedUntil = 1U << 6; // of the first byte as well
constexpr unsigned hasStirred = 1U << 7;

bool needsMore(const AlertCell &cell)
{
    return cell.worst != Severity::Ok || cell.latched || cell.flapping || cell.held || cell.escalated ||
           cell.flaps != 0;
}

void encodeMore(const AlertCell &cell, Moment reference, ByteWriter &bytes)
{
    if (needsMore(cell)) {
        bytes.byte(static_cast<std::uint8_t>(
            static_cast<unsigned>(cell.worst) | static_cast<unsigned>(cell.latched) << 2 |
            static_cast<unsigned>(cell.flapping) << 3 | static_cast<unsigned>(cell.held) << 4 |
            static_cast<unsigned>(cell.escalated) << 5));
        bytes.byte(cell.flaps);
    }
    if (cell.acknowledgedUntil != Moment{})
        bytes.signedNumber(offsetBetween(reference, cell.acknowledgedUntil));
    if (cell.stirred != Moment{})
        bytes.signedNumber(offsetBetween(reference, cell.stirred));
}

// False where no encoder writes such bits.
bool decodeMore(unsigned packed, Moment reference, ByteReader &bytes, AlertCell &cell)
{
    if ((packed & hasMore) != 0) {
        const unsigned more = bytes.byte();
        if (more >= 64)
            return false;
        cell.worst = Severity(more & 3);
        cell.latched = (more >> 2 & 1) != 0;
        cell.flapping = (more >> 3 & 1) != 0;
        cell.held = (more >> 4 & 1) != 0;
        cell.escalated = (more >> 5 & 1) != 0;
        cell.flaps = bytes.byte();
    }
    if ((packed & hasAcknowledgedUntil) != 0)
        cell.acknowledgedUntil = later(reference, bytes.signedNumber());
    if ((packed & hasStirred) != 0)
        cell.stirred = later(reference, bytes.signedNumber());
    return true;
}
} // namespace

std::optional<std::string_view> FactEncoder::encode(std::span<const Fact> facts, Moment tick)
{
    for (ByteWriter *part : {&m_runs, &m_offsets, &m_tags, &m_payload, &m_blob})
        part->clear();
    // One pass, since a large frame does not fit into the processor's caches.
    std::uint64_t end = 0;  // of the run of series before the one at hand
    std::size_t run = 0;    // where that began: numbers that follow each other
    std::size_t offset = 0; // where the run of equal `at` began
    for (std::size_t i = 0; i < facts.size(); ++i) {
        const Fact &fact = facts[i];
        if (i > 0 && fact.series <= facts[i - 1].series)
            return {};
        const auto coded = fact.kind == FactKind::Number ? codeNumber(fact.value) : codeValue(fact.kind, fact.value);
        if (!coded)
            return {};
        writeValue(m_tags, m_payload, *coded);
        const bool isLast = i + 1 == facts.size();
        if (isLast || index(facts[i + 1].series) != index(fact.series) + 1) {
            m_runs.number(index(facts[run].series) - end);
            m_runs.number(i + 1 - run);
            end = index(fact.series) + 1;
            run = i + 1;
        }
        if (isLast || facts[i + 1].at != fact.at) {
            m_offsets.signedNumber(offsetBetween(tick, fact.at));
            m_offsets.number(i + 1 - offset);
            offset = i + 1;
        }
    }
    m_blob.number(facts.size());
    m_blob.text(m_runs.bytes());
    m_blob.text(m_offsets.bytes());
    m_blob.raw(m_tags.bytes());
    m_blob.raw(m_payload.bytes());
    return m_blob.bytes();
}

FactCursor::FactCursor(std::string_view blob)
{
    ByteReader reader(blob);
    m_left = reader.number();
    m_runs = ByteReader(reader.text());
    m_offsets = ByteReader(reader.text());
    m_tags = ByteReader(reader.raw(m_left)); // a tag a fact: more facts than bytes cannot be
    m_payload = ByteReader(reader.raw(reader.left()));
    m_damaged = !reader.ok();
    if (m_damaged)
        m_left = 0;
}

bool FactCursor::nextRuns()
{
    if (m_runLeft == 0) {
        m_nextSeries += m_runs.numberUpTo(largestNumber);
        m_runLeft = m_runs.number();
    }
    if (m_offsetLeft == 0) {
        m_fact.atOffset = m_offsets.signedNumber();
        m_offsetLeft = m_offsets.number();
    }
    return m_runLeft > 0 && m_offsetLeft > 0 && m_runs.ok() && m_offsets.ok();
}

std::string encodeTransitions(std::span<const Transition> transitions, Moment reference)
{
    ByteWriter bytes;
    bytes.number(transitions.size());
    for (const Transition &transition : transitions) {
        const AlertCell &cell = transition.cell;
        bytes.number(index(transition.alert));
        bytes.byte(
            static_cast<std::uint8_t>(static_cast<unsigned>(cell.state) | static_cast<unsigned>(cell.severity) << 2 |
                                      static_cast<unsigned>(cell.acknowledged) << 4 | (needsMore(cell) ? hasMore : 0) |
                                      (cell.acknowledgedUntil != Moment{} ? hasAcknowledgedUntil : 0) |
                                      (cell.stirred != Moment{} ? hasStirred : 0)));
        bytes.signedNumber(offsetBetween(reference, cell.since));
        bytes.number(index(cell.sentence));
        bytes.number(index(cell.acknowledgedBy));
        bytes.number(cell.raises);
        encodeMore(cell, reference, bytes);
    }
    return std::string(bytes.bytes());
}

std::optional<std::vector<Transition>> decodeTransitions(std::string_view blob, Moment reference)
{
    ByteReader bytes(blob);
    const std::uint64_t count = bytes.numberUpTo(blob.size()); // each takes more than a byte
    std::vector<Transition> transitions;
    for (std::uint64_t i = 0; i < count && bytes.ok(); ++i) {
        Transition transition;
        transition.alert = AlertId(bytes.numberUpTo(largestNumber));
        const unsigned packed = bytes.byte();
        if ((packed & 3) > static_cast<unsigned>(AlertState::Raised))
            return {};
        AlertCell &cell = transition.cell;
        cell.state = AlertState(packed & 3);
        cell.severity = Severity(packed >> 2 & 3);
        cell.acknowledged = (packed >> 4 & 1) != 0;
        cell.since = later(reference, bytes.signedNumber());
        cell.sentence = TextId(bytes.numberUpTo(largestNumber));
        cell.acknowledgedBy = TextId(bytes.numberUpTo(largestNumber));
        cell.raises = static_cast<std::uint32_t>(bytes.numberUpTo(largestNumber));
        if (!decodeMore(packed, reference, bytes, cell))
            return {};
        transitions.push_back(transition);
    }
    if (!bytes.ok() || !bytes.atEnd())
        return {};
    return transitions;
}

std::string encodeTicks(std::span<const MarkedTick> ticks)
{
    ByteWriter bytes;
    bytes.number(ticks.size());
    // Column by column, since that is what compresses.
    TickNumber number = 0;
    for (const MarkedTick &each : ticks)
        bytes.number(each.tick.number - std::exchange(number, each.tick.number));
    std::int64_t moment = 0;
    for (const MarkedTick &each : ticks) {
        const std::int64_t now = each.tick.moment.time_since_epoch().count();
        bytes.signedNumber(wrappingDifference(now, std::exchange(moment, now)));
    }
    std::int64_t journal = 0;
    for (const MarkedTick &each : ticks) {
        const auto row = static_cast<std::int64_t>(each.tick.journal);
        bytes.signedNumber(wrappingDifference(row, std::exchange(journal, row)));
    }
    for (const MarkedTick &each : ticks)
        bytes.byte(each.marks);
    return std::string(bytes.bytes());
}

std::optional<std::vector<MarkedTick>> decodeTicks(std::string_view blob)
{
    ByteReader bytes(blob);
    const std::uint64_t count = bytes.numberUpTo(blob.size() / 4); // a byte a column at least
    std::vector<MarkedTick> ticks(count);
    TickNumber number = 0;
    for (MarkedTick &each : ticks) {
        const std::uint64_t step = bytes.number();
        if (step == 0 || number + step < number)
            return {};
        each.tick.number = number += step;
    }
    std::int64_t moment = 0;
    for (MarkedTick &each : ticks)
        each.tick.moment = Moment(Milliseconds(moment = wrappingSum(moment, bytes.signedNumber())));
    for (std::size_t i = 1; i < ticks.size(); ++i) {
        if (ticks[i].tick.moment <= ticks[i - 1].tick.moment)
            return {};
    }
    std::int64_t journal = 0;
    for (MarkedTick &each : ticks)
        each.tick.journal = static_cast<std::uint64_t>(journal = wrappingSum(journal, bytes.signedNumber()));
    for (MarkedTick &each : ticks)
        each.marks = bytes.byte();
    if (!bytes.ok() || !bytes.atEnd())
        return {};
    return ticks;
}
} // namespace signalbox
