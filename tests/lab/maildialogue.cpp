// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <laboratory/maildialogue.h>

namespace signalbox::lab
{
namespace
{
constexpr int answerWithin = 30'000; // milliseconds; reached only when something is wrong

Problem saidBy(const MailAddress &server, const QByteArray &answer)
{
    return {server.address.toStdString() + ':' + std::to_string(server.port),
            answer.isEmpty() ? "it said nothing" : answer.trimmed().toStdString(),
            {}};
}

bool isOk(const QByteArray &imapAnswer)
{
    return imapAnswer.mid(imapAnswer.lastIndexOf('\n', -2) + 1).startsWith("OK");
}
} // namespace

MailDialogue::MailDialogue(const MailAddress &server)
{
    m_socket.connectToHost(server.address, server.port);
    if (m_socket.waitForConnected(answerWithin))
        m_greeting = readLine();
}

QByteArray MailDialogue::readLine()
{
    while (!m_socket.canReadLine()) {
        if (!m_socket.waitForReadyRead(answerWithin))
            return {};
    }
    return m_socket.readLine();
}

QByteArray MailDialogue::lmtp(const QByteArray &line)
{
    m_socket.write(line + "\r\n");
    QByteArray answer = readLine();
    while (answer.size() > 3 && answer[3] == '-')
        answer = readLine();
    return answer;
}

QByteArray MailDialogue::imap(const QByteArray &command)
{
    m_socket.write("t " + command + "\r\n");
    QByteArray answer;
    for (QByteArray line = readLine(); !line.isEmpty(); line = readLine()) {
        if (line.startsWith("t "))
            return answer + line.mid(2);
        answer += line;
    }
    return {};
}

Expected<void> deliverOverLmtp(const MailAddress &server, const QString &user, const QString &subject)
{
    MailDialogue dialogue(server);
    QByteArray answer = dialogue.greeting();
    for (const QByteArray &line :
         {QByteArray("LHLO test"), QByteArray("MAIL FROM:<>"), "RCPT TO:<" + user.toUtf8() + '>', QByteArray("DATA"),
          "Subject: " + subject.toUtf8() + "\r\n\r\nOne line.\r\n."}) {
        if (!answer.startsWith('2'))
            break;
        answer = dialogue.lmtp(line);
        if (answer.startsWith("354"))
            answer = "2";
    }
    if (!answer.startsWith("25"))
        return tl::unexpected(saidBy(server, answer));
    return {};
}

Expected<QStringList> subjectsInInbox(const MailAddress &server, const QString &user)
{
    MailDialogue dialogue(server);
    QByteArray answer = dialogue.imap("LOGIN " + imapQuoted(user) + " x");
    if (isOk(answer))
        answer = dialogue.imap("EXAMINE INBOX");
    if (isOk(answer) && answer.contains("* 0 EXISTS"))
        return QStringList{};
    if (isOk(answer))
        answer = dialogue.imap("FETCH 1:* (BODY.PEEK[HEADER.FIELDS (SUBJECT)])");
    if (!isOk(answer))
        return tl::unexpected(saidBy(server, answer));
    QStringList subjects;
    for (const QByteArray &line : answer.split('\n')) {
        if (line.startsWith("Subject: "))
            subjects += QString::fromUtf8(line.mid(9).trimmed());
    }
    return subjects;
}

Expected<void> administerOverImap(const MailAddress &server, const QByteArray &command)
{
    MailDialogue dialogue(server);
    QByteArray answer = dialogue.imap("LOGIN cyrus x");
    if (isOk(answer))
        answer = dialogue.imap(command);
    if (!isOk(answer))
        return tl::unexpected(saidBy(server, answer));
    return {};
}

QByteArray imapQuoted(const QString &name)
{
    QString quoted = name;
    quoted.replace(QLatin1Char('\\'), QStringLiteral("\\\\")).replace(QLatin1Char('"'), QStringLiteral("\\\""));
    return '"' + quoted.toUtf8() + '"';
}
} // namespace signalbox::lab
