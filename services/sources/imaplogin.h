// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <sources/imapreply.h>

namespace signalbox
{
/// Who logs in at an IMAP server, and what must be so before a password is said.
struct ImapAccess {
    std::string user;
    std::string password;
    std::string actsFor = {}; ///< another user, as whom the server is to see us (RFC 4616); empty: nobody else
    bool needsTls = true;     ///< STARTTLS before anything else is said
    bool isEncrypted = false; ///< from the first byte on
};

/// The client's side of RFC 3501 from the greeting until it is logged in, a reply at a time. Pure: no socket, no clock.
class ImapLogin
{
public:
    explicit ImapLogin(ImapAccess access);

    /// What to do next.
    struct Move {
        enum class Kind : std::uint8_t {
            Wait,     ///< for the next reply
            Send,     ///< these bytes, then wait for a reply
            StartTls, ///< begin with TLS, then say `began()`
            Done,     ///< logged in
            Failed,   ///< not
        };
        Kind kind = Kind::Wait;
        std::string bytes = {};
        std::string words = {}; ///< of Failed: why
    };
    /// Takes the server's reply.
    Move take(const ImapReply &reply);
    /// TLS has begun.
    Move began();
    /// Whether the server says that it can, such as "LIST-STATUS". Of the last time that it was asked.
    [[nodiscard]] bool can(std::string_view capability) const;

private:
    enum class State : std::uint8_t { Greeting, Capability, StartTls, Plain, Password, Login, CapabilityAfter };

    Move send(State state, const std::string &command);
    Move greeted(const ImapReply &reply);
    Move offered();
    [[nodiscard]] Move refused() const;

    ImapAccess m_access;
    State m_state = State::Greeting;
    int m_number = 0; ///< of the command under way
    std::vector<std::string> m_capabilities;
};
} // namespace signalbox
