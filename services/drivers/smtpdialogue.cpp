// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <drivers/smtpdialogue.h>

#include <algorithm>
#include <array>

#include <QByteArray>

#include <drivers/driver.h>
#include <estate/plaintext.h>

namespace signalbox
{
namespace
{

std::string base64(const std::string &text)
{
    return QByteArray::fromStdString(text).toBase64().toStdString();
}

std::string inCapitals(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    return text;
}

// The words behind an extension's name in the reply to EHLO; the name alone where there are none.
std::string extensionIn(const SmtpReply &reply, const std::string &name)
{
    for (const std::string &line : reply.lines) {
        const std::string words = inCapitals(line) + ' ';
        if (words.starts_with(name + ' ') || words.starts_with(name + '='))
            return ' ' + words;
    }
    return {};
}
} // namespace

SmtpDialogue::SmtpDialogue(SmtpMail mail)
    : m_mail(std::move(mail))
{
}

SmtpDialogue::Move SmtpDialogue::send(State state, const std::string &line)
{
    m_state = state;
    return {Move::Kind::Send, line + "\r\n"};
}

SmtpDialogue::Move SmtpDialogue::fail(const std::string &what, const SmtpReply &reply)
{
    return {Move::Kind::Failed,
            {},
            what + ": " + std::to_string(reply.code) + ' ' +
                harmless(reply.lines.empty() ? std::string() : reply.lines.back(), longestOutcome)};
}

SmtpDialogue::Move SmtpDialogue::hello()
{
    return send(State::Hello, "EHLO " + m_mail.greeting);
}

SmtpDialogue::Move SmtpDialogue::began()
{
    m_mail.isEncrypted = true;
    return hello(); // what was said before counts no more (RFC 3207, 4.2)
}

SmtpDialogue::Move SmtpDialogue::take(const SmtpReply &reply)
{
    const int kind = reply.code / 100;
    switch (m_state) {
    case State::Greeting:
        return reply.code == 220 ? hello() : fail("the mail server does not take mail", reply);
    case State::Hello:
        return kind == 2 ? afterHello(reply) : fail("the mail server refused the greeting", reply);
    case State::StartTls:
        return reply.code == 220 ? Move{Move::Kind::StartTls} : fail("the mail server refused STARTTLS", reply);
    case State::Plain:
    case State::LoginUser:
    case State::LoginName:
    case State::LoginPassword:
        return authenticate(reply);
    case State::From:
        return kind == 2 ? nextRecipient() : fail("the mail server refused the sender " + m_mail.from, reply);
    case State::To:
        // One who is left out would be one who sleeps: then another way must be tried.
        if (kind != 2)
            return fail("the mail server refused the recipient " + m_mail.to[m_recipient - 1], reply);
        return m_recipient < m_mail.to.size() ? nextRecipient() : send(State::Data, "DATA");
    case State::Data:
        if (reply.code != 354)
            return fail("the mail server refused the mail", reply);
        m_state = State::Body;
        return {Move::Kind::Send, dotStuffed(m_mail.text)};
    case State::Body:
        break;
    }
    return kind == 2 ? Move{Move::Kind::Done} : fail("the mail server refused the mail", reply);
}

SmtpDialogue::Move SmtpDialogue::afterHello(const SmtpReply &reply)
{
    if (m_mail.needsTls && !m_mail.isEncrypted) {
        if (extensionIn(reply, "STARTTLS").empty())
            return {Move::Kind::Failed, {}, "the mail server offers no STARTTLS, and nothing is sent in clear"};
        return send(State::StartTls, "STARTTLS");
    }
    if (m_mail.user.empty())
        return send(State::From, "MAIL FROM:<" + m_mail.from + '>');
    const std::string offered = extensionIn(reply, "AUTH");
    if (offered.find(" PLAIN ") != std::string::npos || offered.find("=PLAIN ") != std::string::npos) {
        std::string secret(1, '\0');
        secret.append(m_mail.user).append(1, '\0').append(m_mail.password);
        return send(State::Plain, "AUTH PLAIN " + base64(secret));
    }
    if (offered.find(" LOGIN ") != std::string::npos || offered.find("=LOGIN ") != std::string::npos)
        return send(State::LoginUser, "AUTH LOGIN");
    return {Move::Kind::Failed, {}, "the mail server offers neither AUTH PLAIN nor AUTH LOGIN"};
}

SmtpDialogue::Move SmtpDialogue::authenticate(const SmtpReply &reply)
{
    if (m_state == State::LoginUser && reply.code == 334)
        return send(State::LoginName, base64(m_mail.user));
    if (m_state == State::LoginName && reply.code == 334)
        return send(State::LoginPassword, base64(m_mail.password));
    const bool isEnd = m_state == State::Plain || m_state == State::LoginPassword;
    if (isEnd && reply.code == 235)
        return send(State::From, "MAIL FROM:<" + m_mail.from + '>');
    // A server might repeat what it was given.
    return {Move::Kind::Failed,
            {},
            "the mail server refused the login of " + harmless(m_mail.user, longestOutcome) + " (" +
                std::to_string(reply.code) + ')'};
}

SmtpDialogue::Move SmtpDialogue::nextRecipient()
{
    return send(State::To, "RCPT TO:<" + m_mail.to[m_recipient++] + '>');
}

std::string dotStuffed(std::string_view text)
{
    std::string all;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        std::string_view line = text.substr(begin, end - begin);
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        if (line.starts_with('.'))
            all += '.';
        all.append(line).append("\r\n");
        begin = end + 1;
    }
    return all.append(".\r\n");
}
} // namespace signalbox
