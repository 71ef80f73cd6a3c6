// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sources/gunzip.h>

#include <algorithm>
#include <array>
#include <limits>

#include <zlib.h>

namespace signalbox
{
struct Gunzip::Stream {
    z_stream z = {};
};

Gunzip::Gunzip(std::size_t limit)
    : m_stream(std::make_unique<Stream>())
    , m_limit(limit)
{
    constexpr int gzipOnly = 15 + 16; // zlib.h: largest window, gzip header required
    if (inflateInit2(&m_stream->z, gzipOnly) != Z_OK)
        m_state = State::Damaged;
}

Gunzip::~Gunzip()
{
    inflateEnd(&m_stream->z);
}

Gunzip::State Gunzip::feed(std::string_view piece, std::string &into)
{
    z_stream &z = m_stream->z;
    std::array<unsigned char, 65536> buffer;
    while (!piece.empty() && m_state != State::TooLarge && m_state != State::Damaged) {
        if (m_state == State::Complete) {
            inflateReset(&z);
            m_state = State::Open;
        }
        const std::size_t taken = std::min<std::size_t>(piece.size(), std::numeric_limits<uInt>::max());
        // zlib's input is not const only where it is built without ZLIB_CONST; it is never written to.
        z.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(piece.data()));
        z.avail_in = static_cast<uInt>(taken);
        int result = Z_OK;
        do {
            z.next_out = buffer.data();
            z.avail_out = static_cast<uInt>(buffer.size());
            result = inflate(&z, Z_NO_FLUSH);
            const std::size_t unpacked = buffer.size() - z.avail_out;
            if (into.size() + unpacked > m_limit)
                return m_state = State::TooLarge;
            into.append(reinterpret_cast<const char *>(buffer.data()), unpacked);
        } while (result == Z_OK && (z.avail_in > 0 || z.avail_out == 0));
        if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR)
            return m_state = State::Damaged;
        if (result == Z_STREAM_END)
            m_state = State::Complete;
        piece.remove_prefix(taken - z.avail_in);
        if (result == Z_BUF_ERROR && z.avail_in > 0)
            return m_state = State::Damaged;
    }
    return m_state;
}
} // namespace signalbox
