// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The blobs of a recording. The first byte says which kind the rest is: f(acts), c(hanges of alerts), k (ticks),
// l(abels), e(arlier points), w(indow's changes of alerts), t(ile: a count of ticks, then its three sections, each
// after its length, unpacked). What is taken for good must say the same when it is written and read again, and every
// way to read a tile must say the same of it.
#include <bit>
#include <cstdint>
#include <cstdlib>

#include <recording/changes.h>
#include <recording/earlier.h>
#include <recording/framecodec.h>
#include <recording/offset.h>
#include <recording/tile.h>
#include <recording/windowcloser.h>

using namespace signalbox;

namespace
{
const Moment start{Milliseconds(1'750'000'000'000)};

void require(bool holds)
{
    if (!holds)
        std::abort();
}

bool same(const RecordedState::Held &a, const RecordedState::Held &b)
{
    return a.held == b.held &&
           (!a.held || (a.kind == b.kind && a.at == b.at &&
                        std::bit_cast<std::uint64_t>(a.value) == std::bit_cast<std::uint64_t>(b.value)));
}

void readFacts(std::string_view blob)
{
    FactCursor cursor(blob);
    std::vector<Fact> facts;
    while (cursor.next())
        facts.push_back({SeriesId(cursor.fact().series), kindOf(cursor.fact().value),
                         later(start, cursor.fact().atOffset), valueOf(cursor.fact().value)});
    if (cursor.damaged())
        return;
    FactEncoder encoder;
    const auto again = encoder.encode(facts, start);
    require(again.has_value());
    FactCursor second(*again);
    for (const Fact &fact : facts) {
        require(second.next() && second.fact().series == index(fact.series));
        require(std::bit_cast<std::uint64_t>(valueOf(second.fact().value)) == std::bit_cast<std::uint64_t>(fact.value));
        require(later(start, second.fact().atOffset) == fact.at);
    }
    require(!second.next() && !second.damaged());
}

// What is held after `count` ticks, folded from the tile's content.
std::vector<RecordedState::Held> folded(std::span<const HeldAtStart> bases, std::span<const TileFact> facts,
                                        std::span<const std::uint32_t> ends, std::span<const Moment> ticks,
                                        std::size_t count)
{
    std::vector<RecordedState::Held> state(bases.size());
    std::size_t k = 0;
    for (std::size_t i = 0; i < bases.size(); ++i) {
        RecordedState::Held &held = state[i];
        if (bases[i].held)
            held = {valueOf(bases[i].value), later(start, bases[i].atOffset), kindOf(bases[i].value), true};
        for (; k < ends[i]; ++k) {
            const Moment at = later(ticks[facts[k].tick], facts[k].atOffset);
            if (facts[k].tick < count && (!held.held || at >= held.at))
                held = {valueOf(facts[k].value), at, kindOf(facts[k].value), true};
        }
    }
    return state;
}

void readTile(std::string_view bytes)
{
    ByteReader reader(bytes);
    std::vector<Moment> ticks;
    for (std::size_t i = reader.byte(); i > 0; --i)
        ticks.push_back(start + Milliseconds(1000 * ticks.size()));
    Compressor compressor;
    ByteWriter blob;
    for (int section = 0; section < 3; ++section) {
        const std::string_view unpacked = reader.text();
        blob.text(unpacked.empty() ? std::string() : compressor.compress(unpacked));
    }
    TileDecoder decoder;
    if (!reader.ok() || !decoder.load(blob.bytes(), ticks, start))
        return;
    std::vector<HeldAtStart> bases(decoder.seriesCount());
    std::vector<TileFact> facts;
    std::vector<std::uint32_t> ends;
    std::vector<RecordedState::Held> state(decoder.seriesCount());
    const bool whole = decoder.bases(bases) && decoder.content(facts, ends);
    for (std::size_t count = 0; count <= ticks.size(); count += 1 + ticks.size() / 4) {
        const bool read = decoder.state(count, state);
        require(!whole || read);
        const auto expected = whole ? folded(bases, facts, ends, ticks, count) : state;
        for (std::size_t i = 0; i < state.size(); ++i)
            require(same(state[i], expected[i]));
    }
    if (!whole)
        return;
    TileEncoder encoder;
    const std::string again = encoder.encode(bases, facts, ends);
    std::vector<RecordedState::Held> second(bases.size());
    require(decoder.load(again, ticks, start) && decoder.seriesCount() == bases.size());
    require(decoder.state(ticks.size(), second));
    const auto expected = folded(bases, facts, ends, ticks, ticks.size());
    for (std::size_t i = 0; i < second.size(); ++i)
        require(same(second[i], expected[i]));
}
} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const std::string_view bytes(reinterpret_cast<const char *>(data) + 1, size - 1);
    switch (data[0]) {
    case 'f':
        readFacts(bytes);
        break;
    case 'c':
        if (const auto transitions = decodeTransitions(bytes, start))
            require(decodeTransitions(encodeTransitions(*transitions, start), start) == transitions);
        break;
    case 'k':
        if (const auto ticks = decodeTicks(bytes))
            require(decodeTicks(encodeTicks(*ticks)) == ticks);
        break;
    case 'l':
        if (const auto labels = decodeLabels(bytes))
            require(decodeLabels(encodeLabels(*labels)) == labels);
        break;
    case 'w':
        if (const auto window = decodeWindowTransitions(bytes, 50))
            require(decodeWindowTransitions(encodeWindowTransitions(*window), 50) == window);
        break;
    case 'e':
        if (const auto points = decodeEarlier(bytes)) {
            const std::string again = encodeEarlier(*points);
            const auto second = decodeEarlier(again);
            require(second && encodeEarlier(*second) == again);
        }
        break;
    case 't':
        readTile(bytes);
        break;
    default:
        break;
    }
    return 0;
}
