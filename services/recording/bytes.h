// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace signalbox
{
static_assert(std::endian::native == std::endian::little,
              "files are little-endian, and are read and written as they lie");

/// Signed numbers near 0 as small unsigned ones: 0, -1, 1, -2 … as 0, 1, 2, 3 … (as in Protocol Buffers).
constexpr std::uint64_t zigzag(std::int64_t value)
{
    return (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
}
constexpr std::int64_t unzigzag(std::uint64_t value)
{
    return static_cast<std::int64_t>((value >> 1) ^ (~(value & 1) + 1));
}

/// Differences that may wrap around: any two int64 have one, and adding it back gives the first again.
constexpr std::int64_t wrappingDifference(std::int64_t a, std::int64_t b)
{
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) - static_cast<std::uint64_t>(b));
}
constexpr std::int64_t wrappingSum(std::int64_t a, std::int64_t b)
{
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b));
}

/// Writes the parts of our blobs. Integers: LEB128 (7 bits a byte, low ones first), or a given number of bytes, low
/// ones first.
class ByteWriter
{
public:
    void byte(std::uint8_t value)
    {
        makeRoom(1);
        m_room[m_size++] = static_cast<char>(value);
    }
    void number(std::uint64_t value)
    {
        while (value >= 0x80) {
            byte(static_cast<std::uint8_t>(value | 0x80));
            value >>= 7;
        }
        byte(static_cast<std::uint8_t>(value));
    }
    void signedNumber(std::int64_t value) { number(zigzag(value)); }
    /// Width 0 to 8.
    void fixed(std::uint64_t value, unsigned width)
    {
        makeRoom(8); // a copy of constant size is one instruction; what is beyond the width is written over
        std::memcpy(m_room.data() + m_size, &value, 8);
        m_size += width;
    }
    /// A length and that many bytes.
    void text(std::string_view text)
    {
        number(text.size());
        raw(text);
    }
    void raw(std::string_view bytes)
    {
        makeRoom(bytes.size());
        bytes.copy(m_room.data() + m_size, bytes.size());
        m_size += bytes.size();
    }
    void clear() { m_size = 0; }
    [[nodiscard]] std::string_view bytes() const { return {m_room.data(), m_size}; }
    [[nodiscard]] std::size_t size() const { return m_size; }

private:
    void makeRoom(std::size_t more)
    {
        if (m_size + more > m_room.size())
            m_room.resize(2 * (m_size + more) + 64);
    }

    std::string m_room;
    std::size_t m_size = 0;
};

/// Reads what a ByteWriter wrote, from bytes that nobody vouches for: reading past the end gives zeros and ok() =
/// false.
class ByteReader
{
public:
    ByteReader() = default;
    explicit ByteReader(std::string_view bytes)
        : m_at(bytes.data())
        , m_end(bytes.data() + bytes.size())
    {
    }

    [[nodiscard]] bool ok() const { return m_ok; }
    [[nodiscard]] std::size_t left() const { return static_cast<std::size_t>(m_end - m_at); }
    [[nodiscard]] bool atEnd() const { return m_at == m_end; }

    std::uint8_t byte()
    {
        if (m_at == m_end)
            return failed();
        return static_cast<std::uint8_t>(*m_at++);
    }
    std::uint64_t number()
    {
        if (m_at != m_end && static_cast<std::uint8_t>(*m_at) < 0x80)
            return static_cast<std::uint8_t>(*m_at++);
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            const std::uint8_t part = byte();
            value |= static_cast<std::uint64_t>(part & 0x7f) << shift;
            if (part < 0x80)
                return value;
        }
        return failed(); // more than ten bytes
    }
    std::int64_t signedNumber() { return unzigzag(number()); }
    /// At most `limit`, or a failure and 0.
    std::uint64_t numberUpTo(std::uint64_t limit)
    {
        const std::uint64_t value = number();
        return value <= limit ? value : failed();
    }
    /// Width 0 to 8.
    std::uint64_t fixed(unsigned width)
    {
        if (width > 8 || left() < width)
            return failed();
        std::uint64_t value = 0;
        if (left() >= 8) { // a copy of constant size is one instruction
            std::memcpy(&value, m_at, 8);
            value = width == 8 ? value : value & ((std::uint64_t{1} << (8 * width)) - 1);
        } else {
            std::memcpy(&value, m_at, width);
        }
        m_at += width;
        return value;
    }
    std::string_view raw(std::size_t size)
    {
        if (left() < size) {
            failed();
            return {};
        }
        const std::string_view bytes(m_at, size);
        m_at += size;
        return bytes;
    }
    std::string_view text() { return raw(number()); }
    /// What was read cannot be: from here on there is nothing.
    std::uint8_t failed()
    {
        m_ok = false;
        m_at = m_end;
        return 0;
    }

private:
    const char *m_at = nullptr;
    const char *m_end = nullptr;
    bool m_ok = true;
};
} // namespace signalbox
