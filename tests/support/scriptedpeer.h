// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include <QByteArray>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

namespace signalbox
{
/// A web server that does exactly what a test tells it, faults included. Loopback, a free port, the test's own event
/// loop.
class ScriptedPeer
{
public:
    /// What to do with a request: `head` is its request line and headers. The socket is the peer's; it may be kept in a
    /// QPointer.
    using Script = std::function<void(QTcpSocket &socket, const QByteArray &head)>;

    explicit ScriptedPeer(Script script, const QHostAddress &address = QHostAddress(QHostAddress::LocalHost))
        : m_script(std::move(script))
    {
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] { accept(); });
        m_server.listen(address);
    }

    void setScript(Script script) { m_script = std::move(script); }
    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }
    [[nodiscard]] std::string url(const std::string &path = "/metrics", const std::string &host = "127.0.0.1") const
    {
        return "http://" + host + ':' + std::to_string(port()) + path;
    }
    /// Closes every connection and listens no more, as a process that was killed.
    void stop()
    {
        m_server.close();
        for (const QPointer<QTcpSocket> &socket : m_sockets) {
            if (socket)
                socket->abort();
        }
    }

    int connections = 0;
    std::vector<QByteArray> requests; ///< heads, in order
    int closedByClient = 0;

    /// A script that answers with these headers (each ended by \r\n; none is added but Content-Length) and body.
    static Script answering(const QByteArray &body,
                            const QByteArray &headers = "Content-Type: text/plain; version=0.0.4\r\n")
    {
        return [body, headers](QTcpSocket &socket, const QByteArray &) {
            socket.write("HTTP/1.1 200 OK\r\n" + headers + "Content-Length: " + QByteArray::number(body.size()) +
                         "\r\n\r\n" + body);
        };
    }
    /// A script that accepts and never answers.
    static Script silence()
    {
        return [](QTcpSocket &, const QByteArray &) {};
    }
    /// A script that sends these bytes as they are and closes.
    static Script sendingRaw(const QByteArray &bytes)
    {
        return [bytes](QTcpSocket &socket, const QByteArray &) {
            socket.write(bytes);
            socket.disconnectFromHost();
        };
    }

private:
    void accept()
    {
        while (QTcpSocket *socket = m_server.nextPendingConnection()) {
            ++connections;
            m_sockets.emplace_back(socket);
            const auto head = std::make_shared<QByteArray>();
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket, head] {
                *head += socket->readAll();
                for (auto end = head->indexOf("\r\n\r\n"); end >= 0; end = head->indexOf("\r\n\r\n")) {
                    requests.push_back(head->left(end));
                    head->remove(0, end + 4);
                    m_script(*socket, requests.back());
                }
            });
            QObject::connect(socket, &QTcpSocket::disconnected, socket, [this, socket] {
                ++closedByClient;
                socket->deleteLater();
            });
        }
    }

    Script m_script;
    std::vector<QPointer<QTcpSocket>> m_sockets;
    QTcpServer m_server; ///< last: its sockets go first
};
} // namespace signalbox
