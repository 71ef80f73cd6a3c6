// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <optional>

#include <QByteArray>
#include <QTcpServer>
#include <QTcpSocket>

#include <sources/imapdata.h>

namespace signalbox
{
/// An IMAP server that answers as Cyrus does, with the mailboxes and the faults that a test gives it. Loopback, a free
/// port, the test's own event loop.
class ScriptedSlot
{
public:
    ScriptedSlot()
    {
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] { accept(); });
        m_server.listen(QHostAddress(QHostAddress::LocalHost));
    }
    [[nodiscard]] std::string peer() const { return "127.0.0.1:" + std::to_string(m_server.serverPort()); }
    void stop() { m_server.close(); }

    std::map<QByteArray, MailboxState> mailboxes; ///< "user/anna"
    std::optional<int> canary = 1'795'783'060;    ///< of the last message of the canary's mailbox; nothing: it is empty
    QByteArray subject = "signalbox-canary ";     ///< before it
    QByteArray capabilities = "IMAP4rev1 AUTH=PLAIN LIST-STATUS CONDSTORE";
    QByteArray password = "hunter2";
    QByteArray instead;  ///< of the whole answer to commands that begin with `to`
    QByteArray to = "-"; ///< none begins so
    int connections = 0;
    std::vector<QByteArray> commands; ///< without tags

private:
    struct Client {
        QByteArray bytes;
        QByteArray secretFor; ///< the tag of AUTHENTICATE
    };

    void accept()
    {
        while (QTcpSocket *socket = m_server.nextPendingConnection()) {
            ++connections;
            socket->write("* OK [CAPABILITY IMAP4rev1] slot ready\r\n");
            const auto client = std::make_shared<Client>();
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket, client] {
                client->bytes += socket->readAll();
                for (auto end = client->bytes.indexOf("\r\n"); end >= 0; end = client->bytes.indexOf("\r\n")) {
                    const QByteArray line = client->bytes.left(end);
                    client->bytes.remove(0, end + 2);
                    socket->write(answer(*client, line));
                }
            });
            QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        }
    }

    QByteArray answer(Client &client, const QByteArray &line)
    {
        if (!client.secretFor.isEmpty()) {
            const QByteArray tag = std::exchange(client.secretFor, {});
            return tag + (QByteArray::fromBase64(line).endsWith('\0' + password) ? " OK in\r\n" : " NO wrong\r\n");
        }
        const QByteArray tag = line.left(line.indexOf(' '));
        const QByteArray command = line.mid(tag.size() + 1);
        commands.push_back(command);
        if (command.startsWith(to))
            return QByteArray(instead).replace("TAG", tag);
        if (command == "AUTHENTICATE PLAIN") {
            client.secretFor = tag;
            return "+ \r\n";
        }
        return data(command) + tag + " OK Completed\r\n";
    }

    [[nodiscard]] QByteArray data(const QByteArray &command) const
    {
        if (command == "CAPABILITY")
            return "* CAPABILITY " + capabilities + "\r\n";
        if (command == "EXAMINE INBOX")
            return canary ? "* 3 EXISTS\r\n" : "* 0 EXISTS\r\n";
        if (command.startsWith("FETCH 3 ")) {
            const QByteArray header = "Subject: " + subject + QByteArray::number(*canary) + "\r\n\r\n";
            return "* 3 FETCH (BODY[HEADER.FIELDS (SUBJECT)] {" + QByteArray::number(header.size()) + "}\r\n" + header +
                   ")\r\n";
        }
        if (command == "LIST \"\" \"\"")
            return "* LIST (\\Noselect) \"/\" \"\"\r\n";
        QByteArray all;
        const bool isLook = command.contains("RETURN");
        const QByteArray wanted = command.mid(10, command.indexOf('"', 10) - 10); // of LIST "" ("user/anna" …
        for (const auto &[name, state] : mailboxes) {
            if (isLook && name != wanted && !name.startsWith(wanted + '/'))
                continue;
            all += "* LIST () \"/\" " + name + "\r\n";
            if (isLook)
                all += "* STATUS " + name + " (MESSAGES " + QByteArray::number(qulonglong(state.messages)) +
                       " UIDNEXT " + QByteArray::number(qulonglong(state.uidNext)) + " UIDVALIDITY " +
                       QByteArray::number(qulonglong(state.uidValidity)) + " HIGHESTMODSEQ " +
                       QByteArray::number(qulonglong(state.highestModseq)) + ")\r\n";
        }
        return all;
    }

    QTcpServer m_server; ///< last: its sockets go first
};
} // namespace signalbox
