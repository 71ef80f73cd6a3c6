// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <drivers/smtpreply.h>

namespace signalbox
{
namespace
{
constexpr std::size_t longestReply = 64 * 1024;

bool isDigit(char c, char first, char last)
{
    return c >= first && c <= last;
}

// "250-text", "250 text" or "250".
bool isReplyLine(std::string_view line)
{
    return line.size() >= 3 && isDigit(line[0], '2', '5') && isDigit(line[1], '0', '9') && isDigit(line[2], '0', '9') &&
           (line.size() == 3 || line[3] == ' ' || line[3] == '-');
}
} // namespace

void SmtpReplies::feed(std::string_view bytes)
{
    m_bytes += bytes;
    if (m_bytes.size() > longestReply)
        m_isBroken = true;
}

std::optional<SmtpReply> SmtpReplies::next()
{
    while (!m_isBroken) {
        const std::size_t end = m_bytes.find('\n');
        if (end == std::string::npos)
            return {};
        std::string line = m_bytes.substr(0, end);
        m_bytes.erase(0, end + 1);
        if (line.ends_with('\r'))
            line.pop_back();
        const int code = isReplyLine(line) ? (line[0] - '0') * 100 + (line[1] - '0') * 10 + line[2] - '0' : 0;
        m_size += line.size() + 1;
        if (code == 0 || m_size > longestReply || (!m_begun.lines.empty() && code != m_begun.code)) {
            m_isBroken = true;
            return {};
        }
        m_begun.code = code;
        const bool isLast = line.size() == 3 || line[3] == ' ';
        m_begun.lines.push_back(line.size() > 4 ? line.substr(4) : std::string());
        if (isLast) {
            m_size = 0;
            return std::exchange(m_begun, {});
        }
    }
    return {};
}
} // namespace signalbox
