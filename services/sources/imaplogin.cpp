// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sources/imaplogin.h>

#include <algorithm>

#include <QByteArray>

#include <sources/imapdata.h>
#include <sources/metric.h>

namespace signalbox
{
namespace
{
// Tags of the login; those of what comes after it begin otherwise.
std::string loginTag(int number)
{
    return 'l' + std::to_string(number);
}

std::string serverWords(const ImapReply &reply)
{
    return wellFormed(reply.text, 120);
}
} // namespace

ImapLogin::ImapLogin(ImapAccess access)
    : m_access(std::move(access))
{
}

ImapLogin::Move ImapLogin::send(State state, const std::string &command)
{
    m_state = state;
    std::string line = loginTag(++m_number);
    line.append(1, ' ').append(command).append("\r\n");
    return {Move::Kind::Send, std::move(line)};
}

ImapLogin::Move ImapLogin::greeted(const ImapReply &reply)
{
    if (reply.word == "OK")
        return send(State::Capability, "CAPABILITY");
    // Whoever is logged in already cannot begin with TLS any more, and is nobody that we know.
    if (reply.word == "PREAUTH")
        return {Move::Kind::Failed, {}, "the server takes us for somebody before we said who we are"};
    return {Move::Kind::Failed, {}, "the server greets otherwise than with OK: " + serverWords(reply)};
}

ImapLogin::Move ImapLogin::began()
{
    m_access.isEncrypted = true;
    return send(State::Capability, "CAPABILITY"); // what was said before counts no more (RFC 3501, 6.2.1)
}

bool ImapLogin::can(std::string_view capability) const
{
    return std::find(m_capabilities.begin(), m_capabilities.end(), capability) != m_capabilities.end();
}

ImapLogin::Move ImapLogin::take(const ImapReply &reply)
{
    if (reply.kind == ImapReply::Kind::Continuation) {
        if (m_state != State::Plain)
            return {Move::Kind::Failed, {}, "the server asked for more where there is no more"};
        m_state = State::Password;
        QByteArray secret = QByteArray::fromStdString(m_access.actsFor) + '\0';
        secret += QByteArray::fromStdString(m_access.user) + '\0' + QByteArray::fromStdString(m_access.password);
        return {Move::Kind::Send, secret.toBase64().toStdString() + "\r\n"};
    }
    if (reply.kind == ImapReply::Kind::Untagged) {
        if (m_state == State::Greeting)
            return greeted(reply);
        if (reply.word == "BYE")
            return {Move::Kind::Failed, {}, "the server ended the session: " + serverWords(reply)};
        if (const auto capabilities = capabilitiesIn(reply))
            m_capabilities = *capabilities;
        return {};
    }
    if (m_state == State::Greeting || reply.tag != loginTag(m_number))
        return {Move::Kind::Failed, {}, "the server answered what it was not asked"};
    const bool isOk = reply.word == "OK";
    switch (m_state) {
    case State::Greeting:
    case State::Capability:
        return isOk ? offered() : Move{Move::Kind::Failed, {}, "the server does not say what it can"};
    case State::StartTls:
        return isOk ? Move{Move::Kind::StartTls}
                    : Move{Move::Kind::Failed, {}, "the server refused STARTTLS: " + serverWords(reply)};
    case State::Plain:
        return refused();
    case State::Password:
    case State::Login:
        return isOk ? send(State::CapabilityAfter, "CAPABILITY") : refused(); // a server can more for whom it knows
    case State::CapabilityAfter:
        break;
    }
    return isOk ? Move{Move::Kind::Done} : Move{Move::Kind::Failed, {}, "the server does not say what it can"};
}

ImapLogin::Move ImapLogin::offered()
{
    if (m_access.needsTls && !m_access.isEncrypted) {
        if (!can("STARTTLS"))
            return {Move::Kind::Failed, {}, "the server offers no STARTTLS, and nothing is sent in clear"};
        return send(State::StartTls, "STARTTLS");
    }
    if (can("AUTH=PLAIN"))
        return send(State::Plain, "AUTHENTICATE PLAIN");
    if (!m_access.actsFor.empty())
        return {Move::Kind::Failed, {}, "the server offers no AUTHENTICATE PLAIN"};
    if (can("LOGINDISABLED"))
        return {Move::Kind::Failed, {}, "the server offers neither AUTHENTICATE PLAIN nor LOGIN"};
    return send(State::Login, "LOGIN " + imapQuoted(m_access.user) + ' ' + imapQuoted(m_access.password));
}

// Without the server's words: it might repeat what it was given.
ImapLogin::Move ImapLogin::refused() const
{
    std::string who = wellFormed(m_access.user, 100);
    if (!m_access.actsFor.empty())
        who.append(" for ").append(wellFormed(m_access.actsFor, 100));
    return {Move::Kind::Failed, {}, "the server refused the login of " + who};
}
} // namespace signalbox
