// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <attaching/linkmessage.h>

#include <algorithm>

namespace signalbox::link
{
namespace
{
constexpr std::size_t mostQuoted = 100;

/// `said` is where it begins not to be understood. What speaks to people there says why it does, in its first line.
Problem garbled(std::string_view said)
{
    const std::string_view line = said.substr(0, std::min(said.find_first_of("\r\n"), mostQuoted));
    const bool isText = !line.empty() && std::all_of(line.begin(), line.end(),
                                                     [](char c) { return c == '\t' || (c >= ' ' && c != '\x7f'); });
    return {
        {},
        "the other end of the line says what this program does not understand" +
            (isText ? ": " + std::string(line) : std::string()),
        "See that nothing there prints at login (ssh HOST true must print nothing), and that both ends have the same "
        "version"};
}
} // namespace

void Reader::feed(std::string_view bytes)
{
    if (m_read > 0 && m_read == m_bytes.size()) {
        m_bytes.clear();
        m_read = 0;
    }
    m_bytes += bytes;
}

std::optional<std::size_t> Reader::length() const
{
    if (m_bytes.size() - m_read < lengthBytes)
        return {};
    std::size_t length = 0;
    for (std::size_t i = 0; i < lengthBytes; ++i)
        length |= static_cast<std::size_t>(static_cast<unsigned char>(m_bytes[m_read + i])) << (8 * i);
    return length;
}

Expected<std::optional<Message>> Reader::next()
{
    const auto size = length();
    if (!size)
        return std::optional<Message>{};
    if (*size > largest)
        return tl::unexpected(garbled(std::string_view(m_bytes).substr(m_read)));
    if (m_bytes.size() - m_read - lengthBytes < *size)
        return std::optional<Message>{};
    const std::string_view packed = std::string_view(m_bytes).substr(m_read + lengthBytes, *size);
    const bool isWhole = m_decompressor.decompress(packed, m_body);
    m_read += lengthBytes + *size;
    if (m_read > largest / 64) { // what was read is let go of now and then
        m_bytes.erase(0, m_read);
        m_read = 0;
    }
    auto message = isWhole ? decode(m_body) : std::nullopt;
    if (!message)
        return tl::unexpected(garbled({}));
    return message;
}
} // namespace signalbox::link
