// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <drivers/smtpreply.h>

namespace signalbox
{
/// A mail, and how it is handed over.
struct SmtpMail {
    std::string from;
    std::vector<std::string> to; ///< never empty
    std::string text;            ///< headers and body, lines ended by CRLF; not yet dot-stuffed
    std::string user;            ///< empty: no authentication
    std::string password;
    std::string greeting;     ///< this machine's name, for EHLO
    bool needsTls = true;     ///< STARTTLS before anything else is said
    bool isEncrypted = false; ///< from the first byte on
};

/// The client's side of RFC 5321 (with RFC 3207 STARTTLS, RFC 4954 AUTH PLAIN and LOGIN), a reply at a time. Pure: no
/// socket, no clock.
class SmtpDialogue
{
public:
    explicit SmtpDialogue(SmtpMail mail);

    /// What to do next.
    struct Move {
        enum class Kind : std::uint8_t {
            Send,     ///< these bytes, then wait for a reply
            StartTls, ///< begin with TLS, then say `began()`
            Done,     ///< the server has the mail
            Failed,   ///< it does not
        };
        Kind kind = Kind::Send;
        std::string bytes = {};
        std::string words = {}; ///< of Failed: why
    };
    /// Takes the server's reply.
    Move take(const SmtpReply &reply);
    /// TLS has begun.
    Move began();
    /// The mail's last byte has been given out: from here on a lost reply means that nobody knows.
    [[nodiscard]] bool isOut() const { return m_state == State::Body; }

private:
    enum class State : std::uint8_t {
        Greeting,
        Hello,
        StartTls,
        Plain,
        LoginUser,
        LoginName,
        LoginPassword,
        From,
        To,
        Data,
        Body
    };

    Move send(State state, const std::string &line);
    Move hello();
    Move afterHello(const SmtpReply &reply);
    Move authenticate(const SmtpReply &reply);
    Move nextRecipient();
    static Move fail(const std::string &what, const SmtpReply &reply);

    SmtpMail m_mail;
    State m_state = State::Greeting;
    std::size_t m_recipient = 0;
};

/// A text with its lines ended by CRLF, every line that begins with a dot with one more (RFC 5321, 4.5.2), and the dot
/// that ends it.
std::string dotStuffed(std::string_view text);
} // namespace signalbox
