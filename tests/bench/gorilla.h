// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace signalbox::bench
{
/// The compression that row 5 is measured against: T. Pelkonen et al., "Gorilla: A Fast, Scalable, In-Memory Time
/// Series Database", VLDB 2015, section 4.1: exclusive or with the value before, differences of differences of times.
/// Bits are packed from the low end, so that both sides work on 64 of them at once.
class BitWriter
{
public:
    void add(std::uint64_t bits, unsigned count)
    {
        m_buffer |= bits << m_used;
        if (m_used + count >= 64) {
            flush();
            m_buffer = m_used == 0 ? 0 : bits >> (64 - m_used);
            m_used = m_used + count - 64;
        } else {
            m_used += count;
        }
    }
    /// Padded so that a reader may load eight bytes anywhere.
    std::string finish();

private:
    void flush();

    std::string m_bytes;
    std::uint64_t m_buffer = 0;
    unsigned m_used = 0;
};

class BitReader
{
public:
    explicit BitReader(const char *bytes)
        : m_bytes(bytes)
    {
    }
    std::uint64_t take(unsigned count)
    {
        const std::uint64_t bits = peek();
        m_at += count;
        return count == 64 ? bits : bits & ((std::uint64_t{1} << count) - 1);
    }

private:
    [[nodiscard]] std::uint64_t peek() const;

    const char *m_bytes;
    std::uint64_t m_at = 0;
};

/// Values of one series.
class ValueWriter
{
public:
    void add(BitWriter &bits, double value);

private:
    std::uint64_t m_last = 0;
    unsigned m_leading = 65; ///< no window yet
    unsigned m_trailing = 0;
    bool m_started = false;
};

class ValueReader
{
public:
    double next(BitReader &bits);

private:
    std::uint64_t m_last = 0;
    unsigned m_leading = 0;
    unsigned m_width = 0;
    bool m_started = false;
};

/// Times of one series, in milliseconds.
class TimeWriter
{
public:
    void add(BitWriter &bits, std::int64_t time);

private:
    std::int64_t m_last = 0;
    std::int64_t m_step = 0;
    unsigned m_count = 0;
};

class TimeReader
{
public:
    std::int64_t next(BitReader &bits);

private:
    std::int64_t m_last = 0;
    std::int64_t m_step = 0;
    unsigned m_count = 0;
};
} // namespace signalbox::bench
