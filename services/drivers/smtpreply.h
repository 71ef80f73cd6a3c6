// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace signalbox
{
/// What an SMTP server answered to one command (RFC 5321, 4.2).
struct SmtpReply {
    int code = 0;
    std::vector<std::string> lines; ///< without code and line end; at least one
    bool operator==(const SmtpReply &) const = default;
};

/// Takes a server's bytes apart into replies, however they are cut. Bounded: a reply is at most 64 KiB.
class SmtpReplies
{
public:
    void feed(std::string_view bytes);
    /// The next whole reply; nothing where it has not come yet, or isBroken().
    std::optional<SmtpReply> next();
    /// Something came that is no reply: there is no telling what the server means from here on.
    [[nodiscard]] bool isBroken() const { return m_isBroken; }
    /// Bytes that no reply has taken. After STARTTLS there may be none (RFC 3207, 6: they came in clear).
    [[nodiscard]] bool hasMore() const { return !m_bytes.empty(); }

private:
    std::string m_bytes;
    SmtpReply m_begun;
    std::size_t m_size = 0; ///< of m_begun
    bool m_isBroken = false;
};
} // namespace signalbox
