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
constexpr std::uint64_t largestId = std::numeric_limits<std::uint32_t>::max();

// One value repeated: (value, how often) …
class RunWriter
{
public:
    void add(std::int64_t value)
    {
        if (m_length > 0 && value == m_value) {
            ++m_length;
            return;
        }
        flush();
        m_value = value;
        m_length = 1;
    }
    const std::string &finish()
    {
        flush();
        return m_bytes.bytes();
    }

private:
    void flush()
    {
        if (m_length == 0)
            return;
        m_bytes.signedNumber(m_value);
        m_bytes.number(m_length);
        m_length = 0;
    }

    ByteWriter m_bytes;
    std::int64_t m_value = 0;
    std::uint64_t m_length = 0;
};

// Numbers that follow each other: (distance from the end of the run before, length) …
void writeSeriesRuns(ByteWriter &bytes, std::span<const Fact> facts)
{
    std::uint64_t end = 0;
    for (std::size_t i = 0; i < facts.size();) {
        const std::uint64_t first = index(facts[i].series);
        std::uint64_t length = 1;
        while (i + length < facts.size() && index(facts[i + length].series) == first + length)
            ++length;
        bytes.number(first - end);
        bytes.number(length);
        end = first + length;
        i += length;
    }
}
} // namespace

std::optional<std::string> encodeFacts(std::span<const Fact> facts, Moment tick)
{
    ByteWriter runs;
    RunWriter offsets;
    ByteWriter tags;
    ByteWriter payload;
    for (std::size_t i = 0; i < facts.size(); ++i) {
        const auto coded = codeValue(facts[i].kind, facts[i].value);
        if (!coded || (i > 0 && facts[i].series <= facts[i - 1].series))
            return {};
        writeValue(tags, payload, *coded);
        offsets.add(offsetBetween(tick, facts[i].at));
    }
    writeSeriesRuns(runs, facts);
    ByteWriter blob;
    blob.number(facts.size());
    blob.text(runs.bytes());
    blob.text(offsets.finish());
    blob.raw(tags.bytes());
    blob.raw(payload.bytes());
    return blob.bytes();
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
        m_nextSeries += m_runs.numberUpTo(largestId);
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
        bytes.byte(static_cast<std::uint8_t>(static_cast<unsigned>(cell.state) |
                                             static_cast<unsigned>(cell.severity) << 2 |
                                             static_cast<unsigned>(cell.acknowledged) << 4));
        bytes.signedNumber(offsetBetween(reference, cell.since));
        bytes.number(index(cell.sentence));
        bytes.number(index(cell.acknowledgedBy));
        bytes.number(cell.raises);
    }
    return bytes.bytes();
}

std::optional<std::vector<Transition>> decodeTransitions(std::string_view blob, Moment reference)
{
    ByteReader bytes(blob);
    const std::uint64_t count = bytes.numberUpTo(blob.size()); // each takes more than a byte
    std::vector<Transition> transitions;
    for (std::uint64_t i = 0; i < count && bytes.ok(); ++i) {
        Transition transition;
        transition.alert = AlertId(bytes.numberUpTo(largestId));
        const unsigned packed = bytes.byte();
        if ((packed & 3) > static_cast<unsigned>(AlertState::Raised) || packed >= 32)
            return {};
        AlertCell &cell = transition.cell;
        cell.state = AlertState(packed & 3);
        cell.severity = Severity(packed >> 2 & 3);
        cell.acknowledged = (packed >> 4 & 1) != 0;
        cell.since = later(reference, bytes.signedNumber());
        cell.sentence = TextId(bytes.numberUpTo(largestId));
        cell.acknowledgedBy = TextId(bytes.numberUpTo(largestId));
        cell.raises = static_cast<std::uint32_t>(bytes.numberUpTo(largestId));
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
    return bytes.bytes();
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
