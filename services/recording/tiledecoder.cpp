// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <recording/tile.h>

#include <algorithm>
#include <bit>
#include <cstring>

#include <recording/offset.h>

namespace signalbox
{
namespace
{
constexpr std::size_t padding = 8; // so that eight bytes can be loaded wherever one may

std::uint64_t load(const char *at)
{
    std::uint64_t value = 0;
    std::memcpy(&value, at, sizeof value);
    return value;
}

// std::popcount is a call into a library where the processor need not have the instruction (as on plain x86-64).
std::size_t bitsIn(std::uint64_t word)
{
    word -= word >> 1 & 0x5555555555555555u;
    word = (word & 0x3333333333333333u) + (word >> 2 & 0x3333333333333333u);
    word = (word + (word >> 4)) & 0x0f0f0f0f0f0f0f0fu;
    return word * 0x0101010101010101u >> 56;
}

std::size_t bitsAmong(std::string_view mask, std::size_t count)
{
    std::size_t bits = 0;
    const char *at = mask.data();
    for (; count >= 64; count -= 64, at += 8)
        bits += bitsIn(load(at));
    if (count > 0)
        bits += bitsIn(load(at) & ((std::uint64_t{1} << count) - 1));
    return bits;
}

bool bitAt(std::string_view mask, std::size_t i)
{
    return (static_cast<unsigned char>(mask[i / 8]) >> (i % 8) & 1) != 0;
}

// One difference of `width` bytes, with its sign (decimals) or without (bits).
std::int64_t signedAt(const char *at, unsigned width)
{
    const unsigned shift = 64 - 8 * width;
    return static_cast<std::int64_t>(load(at) << shift) >> shift;
}

std::uint64_t bitsAt(const char *at, unsigned width)
{
    const unsigned shift = 64 - 8 * width;
    return load(at) << shift >> shift;
}

std::int64_t applied(TileForm form, std::int64_t number, const char *difference, unsigned width)
{
    if (form == TileForm::Raw)
        return static_cast<std::int64_t>(static_cast<std::uint64_t>(number) ^ bitsAt(difference, width));
    return wrappingSum(number, signedAt(difference, width));
}

std::int64_t summed(TileForm form, std::int64_t number, const char *differences, unsigned width, std::size_t count)
{
    if (form != TileForm::Raw && width == 1) { // most of them
        for (std::size_t i = 0; i < count; ++i)
            number = wrappingSum(number, static_cast<signed char>(differences[i]));
        return number;
    }
    for (std::size_t i = 0; i < count; ++i)
        number = applied(form, number, differences + i * width, width);
    return number;
}

std::uint8_t codedForm(TileForm form, std::uint8_t places)
{
    if (form == TileForm::Decimal)
        return places;
    return form == TileForm::Raw ? CodedValue::raw : CodedValue::text;
}
} // namespace

bool TileDecoder::load(std::string_view blob, std::span<const Moment> ticks, Moment start)
{
    m_ticks = ticks;
    m_start = start;
    ByteReader header(blob);
    for (std::string *section : {&m_control, &m_deltaBytes, &m_wideBytes}) {
        const std::string_view packed = header.text();
        section->clear();
        if (!packed.empty() && !m_decompressor.decompress(packed, *section))
            return false;
        section->append(padding, '\0');
    }
    if (!header.ok() || !header.atEnd())
        return false;

    const auto content = [](const std::string &section) {
        return std::string_view(section).substr(0, section.size() - padding);
    };
    ByteReader control(content(m_control));
    m_seriesCount = control.numberUpTo(seriesPerTile);
    m_timings.resize(control.numberUpTo(seriesPerTile + 1));
    std::size_t sizes[5] = {};
    for (std::size_t &size : sizes)
        size = control.number();
    m_whole.forms = ByteReader(control.raw(m_seriesCount));
    const ByteReader timings(control.raw(sizes[0]));
    m_whole.timingIds = ByteReader(control.raw(sizes[1]));
    m_whole.baseAts = ByteReader(control.raw(sizes[2]));
    m_whole.bases = ByteReader(control.raw(sizes[3]));
    m_whole.widths = ByteReader(control.raw(sizes[4]));
    m_whole.masks = ByteReader(control.raw(control.left()));
    m_whole.deltas = ByteReader(content(m_deltaBytes));
    m_whole.wide = ByteReader(content(m_wideBytes));
    return control.ok() && readTimings(timings);
}

bool TileDecoder::readTimings(ByteReader reader)
{
    m_timingTicks.clear();
    m_timingOffsets.clear();
    if (m_timings.empty())
        return false;
    m_timings[0] = {};
    for (std::size_t i = 1; i < m_timings.size(); ++i) {
        Timing timing;
        timing.begin = static_cast<std::uint32_t>(m_timingTicks.size());
        timing.count = static_cast<std::uint32_t>(reader.numberUpTo(m_ticks.size()));
        std::uint64_t next = 0;
        for (std::uint32_t k = 0; k < timing.count; ++k) {
            const std::uint64_t tick = next + reader.numberUpTo(m_ticks.size());
            if (tick >= m_ticks.size())
                return false;
            m_timingTicks.push_back(static_cast<std::uint32_t>(tick));
            next = tick + 1;
        }
        std::int64_t offset = 0;
        Moment last = Moment::min();
        for (std::uint32_t k = 0; k < timing.count; ++k) {
            offset = wrappingSum(offset, reader.signedNumber());
            m_timingOffsets.push_back(offset);
            const Moment at = later(m_ticks[m_timingTicks[timing.begin + k]], offset);
            timing.steady = timing.steady && at >= last;
            last = at;
        }
        if (!reader.ok())
            return false;
        m_timings[i] = timing;
    }
    return reader.atEnd();
}

void TileDecoder::rewind()
{
    m_at = m_whole;
    m_lastTiming = 0;
    m_lastBaseAt = 0;
}

bool TileDecoder::next(Series &series)
{
    const unsigned form = m_at.forms.byte();
    series = {};
    if (form == 0)
        return m_at.forms.ok();
    series.form = TileForm(form & 7);
    series.base.held = (form & 8) != 0;
    series.places = static_cast<std::uint8_t>(form >> 4);
    m_lastTiming += static_cast<std::uint32_t>(m_at.timingIds.signedNumber());
    if (series.form == TileForm::Absent || series.form > TileForm::Mixed || series.places > CodedValue::maximumPlaces ||
        m_lastTiming >= m_timings.size() || !m_at.timingIds.ok())
        return false;
    series.timing = &m_timings[m_lastTiming];
    if (series.base.held)
        series.base.atOffset = m_lastBaseAt = wrappingSum(m_lastBaseAt, m_at.baseAts.signedNumber());
    return series.form == TileForm::Mixed ? nextMixed(series) : nextUniform(series);
}

bool TileDecoder::nextUniform(Series &series)
{
    const bool isRaw = series.form == TileForm::Raw;
    if (series.base.held) {
        series.base.value = {codedForm(series.form, series.places),
                             isRaw ? static_cast<std::int64_t>(m_at.bases.fixed(8)) : m_at.bases.signedNumber()};
        if (!isSound(series.base.value) || !m_at.bases.ok() || !m_at.baseAts.ok())
            return false;
    }
    if (series.timing->count == 0)
        return true;
    series.width = m_at.widths.byte();
    if (series.width == 0)
        return m_at.widths.ok();
    if (series.width > 8)
        return false;
    series.mask = m_at.masks.raw((series.timing->count + 7) / 8);
    if (series.mask.empty())
        return false;
    ByteReader &differences = isRaw ? m_at.wide : m_at.deltas;
    series.differences = differences.raw(bitsAmong(series.mask, series.timing->count) * series.width);
    return differences.ok();
}

bool TileDecoder::nextMixed(Series &series)
{
    if (series.base.held)
        series.base.value = readValue(m_at.wide, m_at.wide);
    m_values.clear();
    for (std::uint32_t i = 0; i < series.timing->count && m_at.wide.ok(); ++i)
        m_values.push_back(readValue(m_at.wide, m_at.wide));
    return m_at.wide.ok();
}

// Fills m_values with the series' facts.
void TileDecoder::expand(const Series &series)
{
    if (series.form == TileForm::Mixed)
        return; // already there
    m_values.clear();
    if (!series.timing)
        return;
    CodedValue value{codedForm(series.form, series.places), series.base.held ? series.base.value.number : 0};
    const char *difference = series.differences.data();
    for (std::size_t i = 0; i < series.timing->count; ++i) {
        if (series.width > 0 && bitAt(series.mask, i)) {
            value.number = applied(series.form, value.number, difference, series.width);
            difference += series.width;
        }
        m_values.push_back(value);
    }
}

Moment TileDecoder::atOf(const Timing &timing, std::uint32_t k) const
{
    return later(m_ticks[m_timingTicks[timing.begin + k]], m_timingOffsets[timing.begin + k]);
}

bool TileDecoder::heldOf(const Series &series, RecordedState::Held &held)
{
    const Moment before = later(m_start, series.base.atOffset);
    if (!series.timing || series.timing->upTo == 0) {
        held = {};
        if (series.base.held)
            held = {valueOf(series.base.value), before, kindOf(series.base.value), true};
        return true;
    }
    const Timing &timing = *series.timing;
    if (!timing.steady || series.form == TileForm::Mixed || (series.base.held && timing.firstAt < before))
        return foldedOf(series, held);
    // The common case: no `at` ever went back, so that the last fact is what is held.
    CodedValue value{codedForm(series.form, series.places), series.base.held ? series.base.value.number : 0};
    if (series.width > 0) {
        const std::size_t count = bitsAmong(series.mask, timing.upTo);
        value.number = summed(series.form, value.number, series.differences.data(), series.width, count);
    }
    held = {valueOf(value), timing.lastAt, kindOf(value), true};
    return isSound(value);
}

bool TileDecoder::foldedOf(const Series &series, RecordedState::Held &held)
{
    CodedValue value = series.base.value;
    Moment at = later(m_start, series.base.atOffset);
    bool isHeld = series.base.held;
    expand(series);
    for (std::uint32_t k = 0; k < series.timing->upTo; ++k) {
        const Moment said = atOf(*series.timing, k);
        if (isHeld && said < at)
            continue; // an older `at` never replaces a newer one
        value = m_values[k];
        at = said;
        isHeld = true;
    }
    held = {valueOf(value), at, kindOf(value), isHeld};
    return isSound(value);
}

bool TileDecoder::state(std::size_t ticks, std::span<RecordedState::Held> into)
{
    for (Timing &timing : m_timings) {
        const auto begin = m_timingTicks.begin() + timing.begin;
        timing.upTo = static_cast<std::uint32_t>(std::lower_bound(begin, begin + timing.count, ticks) - begin);
        if (timing.upTo > 0) {
            timing.firstAt = atOf(timing, 0);
            timing.lastAt = atOf(timing, timing.upTo - 1);
        }
    }
    rewind();
    Series series;
    for (std::size_t i = 0; i < m_seriesCount; ++i) {
        if (!next(series) || !heldOf(series, into[i]))
            return false;
    }
    return true;
}

bool TileDecoder::bases(std::span<HeldAtStart> into)
{
    rewind();
    Series series;
    for (std::size_t i = 0; i < m_seriesCount; ++i) {
        if (!next(series))
            return false;
        into[i] = series.base;
    }
    return true;
}

bool TileDecoder::facts(std::size_t wanted, std::vector<TileFact> &into)
{
    if (wanted >= m_seriesCount)
        return true;
    rewind();
    Series series;
    for (std::size_t i = 0; i <= wanted; ++i) {
        if (!next(series))
            return false;
    }
    expand(series);
    for (std::uint32_t k = 0; series.timing && k < series.timing->count; ++k) {
        if (!isSound(m_values[k]))
            return false;
        into.push_back(
            {m_timingTicks[series.timing->begin + k], m_timingOffsets[series.timing->begin + k], m_values[k]});
    }
    return true;
}

bool TileDecoder::content(std::vector<TileFact> &into, std::vector<std::uint32_t> &ends)
{
    rewind();
    Series series;
    for (std::size_t i = 0; i < m_seriesCount; ++i) {
        if (!next(series))
            return false;
        expand(series);
        for (std::uint32_t k = 0; series.timing && k < series.timing->count; ++k) {
            if (!isSound(m_values[k]))
                return false;
            into.push_back(
                {m_timingTicks[series.timing->begin + k], m_timingOffsets[series.timing->begin + k], m_values[k]});
        }
        ends.push_back(static_cast<std::uint32_t>(into.size()));
    }
    return true;
}
} // namespace signalbox
