// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gorilla.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace signalbox::bench
{
namespace
{
// Differences of differences: how many bits follow which mark. Marks are unary: 0, 10, 110, 1110, 1111.
constexpr unsigned widths[] = {0, 7, 9, 12, 64};
} // namespace

void BitWriter::flush()
{
    char raw[8];
    std::memcpy(raw, &m_buffer, sizeof raw);
    m_bytes.append(raw, sizeof raw);
}

std::string BitWriter::finish()
{
    if (m_used > 0) {
        char raw[8];
        std::memcpy(raw, &m_buffer, sizeof raw);
        m_bytes.append(raw, (m_used + 7) / 8);
    }
    return std::move(m_bytes);
}

std::uint64_t BitReader::peek() const
{
    std::uint64_t low = 0;
    std::memcpy(&low, m_bytes + m_at / 8, sizeof low);
    const unsigned shift = m_at % 8;
    if (shift == 0)
        return low;
    const auto high = static_cast<std::uint64_t>(static_cast<unsigned char>(m_bytes[m_at / 8 + 8]));
    return low >> shift | high << (64 - shift);
}

void ValueWriter::add(BitWriter &bits, double value)
{
    const auto now = std::bit_cast<std::uint64_t>(value);
    if (!m_started) {
        bits.add(now, 64);
        m_started = true;
        m_last = now;
        return;
    }
    const std::uint64_t difference = now ^ m_last;
    m_last = now;
    if (difference == 0) {
        bits.add(0, 1);
        return;
    }
    const unsigned leading = std::min(31u, static_cast<unsigned>(std::countl_zero(difference)));
    const auto trailing = static_cast<unsigned>(std::countr_zero(difference));
    if (m_leading <= 64 && leading >= m_leading && trailing >= m_trailing) {
        bits.add(1, 2); // a one, then a zero: as wide as the one before
        bits.add(difference >> m_trailing, 64 - m_leading - m_trailing);
        return;
    }
    m_leading = leading;
    m_trailing = trailing;
    const unsigned width = 64 - leading - trailing;
    bits.add(3 | leading << 2 | (width - 1) << 7, 13);
    bits.add(difference >> trailing, width);
}

double ValueReader::next(BitReader &bits)
{
    if (!m_started) {
        m_started = true;
        m_last = bits.take(64);
    } else if (bits.take(1) != 0) {
        if (bits.take(1) != 0) {
            const std::uint64_t head = bits.take(11);
            m_leading = head & 31;
            m_width = static_cast<unsigned>(head >> 5) + 1;
        }
        m_last ^= bits.take(m_width) << (64 - m_leading - m_width);
    }
    return std::bit_cast<double>(m_last);
}

void TimeWriter::add(BitWriter &bits, std::int64_t time)
{
    const std::int64_t step = time - m_last;
    if (m_count < 2) {
        bits.add(static_cast<std::uint64_t>(m_count == 0 ? time : step), 64);
    } else {
        const std::int64_t change = step - m_step;
        unsigned mark = change == 0 ? 0 : 1;
        while (mark > 0 && mark < 4 && (change < -(1 << (widths[mark] - 1)) || change >= 1 << (widths[mark] - 1)))
            ++mark;
        bits.add((1u << mark) - 1, mark < 4 ? mark + 1 : 4);
        if (mark > 0)
            bits.add(mark == 4 ? static_cast<std::uint64_t>(change)
                               : static_cast<std::uint64_t>(change) & ((1u << widths[mark]) - 1),
                     widths[mark]);
    }
    m_step = m_count == 0 ? 0 : step;
    m_last = time;
    ++m_count;
}

std::int64_t TimeReader::next(BitReader &bits)
{
    if (m_count == 0) {
        m_last = static_cast<std::int64_t>(bits.take(64));
    } else {
        if (m_count == 1) {
            m_step = static_cast<std::int64_t>(bits.take(64));
        } else if (bits.take(1) != 0) {
            unsigned mark = 1;
            while (mark < 4 && bits.take(1) != 0)
                ++mark;
            const unsigned shift = 64 - widths[mark];
            m_step += static_cast<std::int64_t>(bits.take(widths[mark]) << shift) >> shift;
        }
        m_last += m_step;
    }
    ++m_count;
    return m_last;
}
} // namespace signalbox::bench
