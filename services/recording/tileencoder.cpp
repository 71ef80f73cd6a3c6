// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <recording/tile.h>

#include <algorithm>
#include <bit>

namespace signalbox
{
namespace
{
constexpr std::uint8_t heldBit = 8;
constexpr unsigned placesShift = 4;

struct Uniform {
    TileForm form = TileForm::Mixed;
    std::uint8_t places = 0;
};

// The form that suits every value, and for decimals the places that suit all of them.
class UniformForm
{
public:
    void add(const CodedValue &value) { m_forms |= 1u << value.form; }
    [[nodiscard]] Uniform found() const
    {
        constexpr unsigned raw = 1u << CodedValue::raw;
        if (m_forms == 0)
            return {TileForm::Absent, 0};
        if (m_forms < raw)
            return {TileForm::Decimal, static_cast<std::uint8_t>(std::bit_width(m_forms) - 1)};
        if (m_forms == 1u << CodedValue::text)
            return {TileForm::Text, 0};
        return {m_forms < 2 * raw ? TileForm::Raw : TileForm::Mixed, 0};
    }
    [[nodiscard]] bool hasOneForm() const { return (m_forms & (m_forms - 1)) == 0; }

private:
    unsigned m_forms = 0; ///< a bit a form
};

// The number of a value as it lies in a tile of that form; nothing where it does not fit.
std::optional<std::int64_t> numberIn(TileForm form, unsigned places, const CodedValue &value)
{
    if (form == TileForm::Decimal)
        return withPlaces(value, places);
    if (form == TileForm::Raw && value.isDecimal())
        return std::bit_cast<std::int64_t>(valueOf(value));
    return value.number;
}

Uniform uniformForm(const HeldAtStart &base, std::span<const TileFact> facts)
{
    UniformForm all;
    if (base.held)
        all.add(base.value);
    for (const TileFact &fact : facts)
        all.add(fact.value);
    Uniform form = all.found();
    const auto fits = [&](const CodedValue &value) { return withPlaces(value, form.places).has_value(); };
    if (form.form == TileForm::Decimal && !all.hasOneForm() &&
        !((!base.held || fits(base.value)) &&
          std::all_of(facts.begin(), facts.end(), [&](const TileFact &fact) { return fits(fact.value); })))
        form = {TileForm::Raw, 0};
    return form;
}

std::uint64_t mixed(std::uint64_t hash, std::uint64_t value)
{
    hash = (hash ^ value) * 0x9E3779B97F4A7C15u; // Knuth's multiplicative hash with 2^64 / golden ratio
    return hash ^ (hash >> 32);
}

bool sameTiming(std::span<const TileFact> a, std::span<const TileFact> b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const TileFact &x, const TileFact &y) {
        return x.tick == y.tick && x.atOffset == y.atOffset;
    });
}

unsigned widthOf(TileForm form, std::uint64_t difference)
{
    if (form == TileForm::Raw)
        return (static_cast<unsigned>(std::bit_width(difference)) + 7) / 8;
    const auto number = static_cast<std::int64_t>(difference);
    const auto magnitude = static_cast<std::uint64_t>(number < 0 ? ~number : number);
    return number == 0 ? 0 : static_cast<unsigned>(std::bit_width(magnitude)) / 8 + 1; // a bit more, for the sign
}
} // namespace

std::string TileEncoder::encode(std::span<const HeldAtStart> bases, std::span<const TileFact> facts,
                                std::span<const std::uint32_t> ends)
{
    for (ByteWriter *column :
         {&m_timingBytes, &m_forms, &m_timingIds, &m_baseAts, &m_bases, &m_widths, &m_masks, &m_deltas, &m_wide})
        column->clear();
    m_timings.assign(1, {}); // number 0: no fact at all
    m_timingByHash.clear();
    m_lastTiming = 0;
    m_lastBaseAt = 0;
    for (std::size_t i = 0; i < bases.size(); ++i)
        encodeSeries(bases[i], facts, i == 0 ? 0 : ends[i - 1], ends[i]);

    ByteWriter control;
    control.number(bases.size());
    control.number(m_timings.size());
    for (const ByteWriter *column : {&m_timingBytes, &m_timingIds, &m_baseAts, &m_bases, &m_widths})
        control.number(column->size());
    for (const ByteWriter *column : {&m_forms, &m_timingBytes, &m_timingIds, &m_baseAts, &m_bases, &m_widths, &m_masks})
        control.raw(column->bytes());

    ByteWriter blob;
    blob.text(m_compressor.compress(control.bytes()));
    blob.text(m_deltas.size() > 0 ? m_compressor.compress(m_deltas.bytes()) : std::string());
    blob.text(m_wide.size() > 0 ? m_compressor.compress(m_wide.bytes()) : std::string());
    return std::string(blob.bytes());
}

void TileEncoder::encodeSeries(const HeldAtStart &base, std::span<const TileFact> all, std::uint32_t begin,
                               std::uint32_t end)
{
    const auto facts = all.subspan(begin, end - begin);
    const Uniform uniform = uniformForm(base, facts);
    if (uniform.form == TileForm::Absent) {
        m_forms.byte(0);
        return;
    }
    m_forms.byte(static_cast<std::uint8_t>(static_cast<unsigned>(uniform.form) | (base.held ? heldBit : 0u) |
                                           static_cast<unsigned>(uniform.places) << placesShift));
    const std::uint32_t timing = timingOf(all, begin, end);
    m_timingIds.signedNumber(static_cast<std::int64_t>(timing) - static_cast<std::int64_t>(m_lastTiming));
    m_lastTiming = timing;
    if (base.held) {
        m_baseAts.signedNumber(wrappingDifference(base.atOffset, m_lastBaseAt));
        m_lastBaseAt = base.atOffset;
    }
    if (uniform.form == TileForm::Mixed)
        writeMixed(base, facts);
    else
        writeUniform(uniform.form, uniform.places, base, facts);
}

// Series of one scrape share ticks and offsets, so each such pattern is written once.
std::uint32_t TileEncoder::timingOf(std::span<const TileFact> all, std::uint32_t begin, std::uint32_t end)
{
    if (begin == end)
        return 0;
    const auto facts = all.subspan(begin, end - begin);
    const auto factsOf = [&](std::uint32_t id) {
        return all.subspan(m_timings[id].begin, m_timings[id].end - m_timings[id].begin);
    };
    if (sameTiming(facts, factsOf(m_lastTiming)))
        return m_lastTiming;
    std::uint64_t hash = facts.size();
    for (const TileFact &fact : facts)
        hash = mixed(mixed(hash, fact.tick), static_cast<std::uint64_t>(fact.atOffset));
    const auto [first, last] = m_timingByHash.equal_range(hash);
    const auto known =
        std::find_if(first, last, [&](const auto &entry) { return sameTiming(facts, factsOf(entry.second)); });
    if (known != last)
        return known->second;
    const auto id = static_cast<std::uint32_t>(m_timings.size());
    m_timings.push_back({begin, end});
    m_timingByHash.emplace(hash, id);
    writeTiming(facts);
    return id;
}

void TileEncoder::writeTiming(std::span<const TileFact> facts)
{
    m_timingBytes.number(facts.size());
    std::uint32_t next = 0;
    for (const TileFact &fact : facts) {
        m_timingBytes.number(fact.tick - next);
        next = fact.tick + 1;
    }
    std::int64_t offset = 0;
    for (const TileFact &fact : facts) {
        m_timingBytes.signedNumber(wrappingDifference(fact.atOffset, offset));
        offset = fact.atOffset;
    }
}

void TileEncoder::writeUniform(TileForm form, unsigned places, const HeldAtStart &base, std::span<const TileFact> facts)
{
    std::int64_t last = 0;
    if (base.held) {
        last = *numberIn(form, places, base.value);
        if (form == TileForm::Raw)
            m_bases.fixed(static_cast<std::uint64_t>(last), 8);
        else
            m_bases.signedNumber(last);
    }
    if (facts.empty())
        return;
    m_differences.clear();
    for (const TileFact &fact : facts) {
        const std::int64_t number = *numberIn(form, places, fact.value);
        m_differences.push_back(form == TileForm::Raw
                                    ? static_cast<std::uint64_t>(number) ^ static_cast<std::uint64_t>(last)
                                    : static_cast<std::uint64_t>(wrappingDifference(number, last)));
        last = number;
    }
    writeDifferences(form);
}

void TileEncoder::writeDifferences(TileForm form)
{
    unsigned width = 0;
    for (const std::uint64_t difference : m_differences)
        width = std::max(width, widthOf(form, difference));
    m_widths.byte(static_cast<std::uint8_t>(width));
    if (width == 0)
        return;
    ByteWriter &into = form == TileForm::Raw ? m_wide : m_deltas;
    std::uint8_t bits = 0;
    for (std::size_t i = 0; i < m_differences.size(); ++i) {
        if (m_differences[i] != 0) {
            bits = static_cast<std::uint8_t>(bits | 1u << (i % 8));
            into.fixed(m_differences[i], width);
        }
        if (i % 8 == 7 || i + 1 == m_differences.size()) {
            m_masks.byte(bits);
            bits = 0;
        }
    }
}

void TileEncoder::writeMixed(const HeldAtStart &base, std::span<const TileFact> facts)
{
    if (base.held)
        writeValue(m_wide, m_wide, base.value);
    for (const TileFact &fact : facts)
        writeValue(m_wide, m_wide, fact.value);
}
} // namespace signalbox
