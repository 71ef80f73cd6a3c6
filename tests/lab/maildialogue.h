// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QTcpSocket>

#include <estate/problem.h>

namespace signalbox::lab
{
/// Where a mail server listens.
struct MailAddress {
    QString address;
    quint16 port = 0;
};

/// A conversation with a mail server, line by line, for tests. It waits for each answer, up to half a minute.
class MailDialogue
{
public:
    /// Connects and reads the greeting.
    explicit MailDialogue(const MailAddress &server);
    /// The greeting; empty where nobody greeted.
    [[nodiscard]] QByteArray greeting() const { return m_greeting; }
    /// Says a line over LMTP and returns the answer's last line.
    QByteArray lmtp(const QByteArray &line);
    /// Says a command over IMAP and returns the whole answer, with its last line ("OK …", "NO …").
    QByteArray imap(const QByteArray &command);

private:
    QByteArray readLine();

    QTcpSocket m_socket;
    QByteArray m_greeting;
};

/// Delivers a message with that subject over LMTP. A Problem has what the server said.
Expected<void> deliverOverLmtp(const MailAddress &server, const QString &user, const QString &subject);
/// The subjects in a user's INBOX, the oldest first. A Problem has what the server said.
Expected<QStringList> subjectsInInbox(const MailAddress &server, const QString &user);
/// As Cyrus' administrator, over IMAP. A Problem has what the server said.
Expected<void> administerOverImap(const MailAddress &server, const QByteArray &command);
/// A name as IMAP quotes it.
QByteArray imapQuoted(const QString &name);
} // namespace signalbox::lab
