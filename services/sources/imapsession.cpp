// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sources/imapsession.h>

#include <QNetworkProxy>

#include <sources/fetchwords.h>
#include <sources/metric.h>

namespace signalbox
{
namespace
{
constexpr qint64 mostBuffered = 256 * 1024; // bytes; what is beyond waits in the kernel, and so does the server
} // namespace

ImapSession::ImapSession(Reach &reach, QUrl url, std::string certificateName)
    : m_reach(reach)
    , m_url(std::move(url))
    , m_host(m_url.host(QUrl::FullyEncoded).toStdString())
    , m_certificateName(certificateName.empty() ? m_host : std::move(certificateName))
{
    m_deadline.setSingleShot(true);
    m_longest.setSingleShot(true);
    QObject::connect(&m_deadline, &QTimer::timeout, &m_deadline, [this] { late(); });
    QObject::connect(&m_longest, &QTimer::timeout, &m_longest, [this] { late(); });
}

ImapSession::~ImapSession()
{
    dropSocket();
}

std::string ImapSession::peer() const
{
    return fetchwords::address(m_addresses.empty() ? m_host : m_addresses.front(), m_url.port());
}

void ImapSession::open(ImapAccess access, Milliseconds limit, Then then)
{
    close();
    access.isEncrypted = isTlsAtOnce();
    m_login.emplace(std::move(access));
    m_then = std::move(then);
    m_limit = limit;
    m_hasAnswered = false;
    m_addresses.clear();
    m_deadline.start(limit);
    m_reach.names.addressesOf(m_host, &m_deadline, [this, number = ++m_number](const auto &found) {
        if (number != m_number || !m_then || !m_addresses.empty())
            return;
        if (!found) {
            lose(found.error().what);
            return;
        }
        m_addresses.assign(found->begin(), found->end());
        connectToFirst();
    });
}

void ImapSession::connectToFirst()
{
    dropSocket();
    m_replies = {};
    m_tlsTrouble.clear();
    m_socket = new QSslSocket;
    m_socket->setProxy(QNetworkProxy::NoProxy);
    m_socket->setReadBufferSize(mostBuffered);
    m_socket->setSslConfiguration(m_reach.tls);
    m_socket->setPeerVerifyName(QString::fromStdString(m_certificateName));
    QObject::connect(m_socket, &QSslSocket::connected, &m_deadline, [this] { connected(); });
    QObject::connect(m_socket, &QSslSocket::encrypted, &m_deadline, [this] {
        if (!isTlsAtOnce())
            carryOut(m_login->began());
    });
    QObject::connect(m_socket, &QSslSocket::sslErrors, &m_deadline, [this](const QList<QSslError> &errors) {
        m_tlsTrouble = fetchwords::tls(errors, m_certificateName);
    });
    QObject::connect(m_socket, &QSslSocket::readyRead, &m_deadline, [this] { read(); });
    QObject::connect(m_socket, &QSslSocket::errorOccurred, &m_deadline, [this] { failed(); });
    m_socket->connectToHost(QString::fromStdString(m_addresses.front()), static_cast<quint16>(m_url.port()));
}

void ImapSession::connected()
{
    m_hasAnswered = true;
    m_reach.names.answered(m_host, m_addresses.front());
    m_socket->setSocketOption(QAbstractSocket::KeepAliveOption, 1);
    if (isTlsAtOnce())
        m_socket->startClientEncryption();
}

void ImapSession::ask(const std::string &command, Milliseconds limit, Each each, Then then)
{
    m_tag = 'c' + std::to_string(++m_number);
    m_each = std::move(each);
    m_then = std::move(then);
    m_limit = limit;
    m_deadline.start(limit);
    m_longest.start(longestCommand);
    std::string line = m_tag;
    line.append(1, ' ').append(command).append("\r\n");
    m_socket->write(line.data(), static_cast<qint64>(line.size()));
}

void ImapSession::close()
{
    m_deadline.stop();
    m_longest.stop();
    m_then = nullptr;
    m_each = nullptr;
    m_isLoggedIn = false;
    dropSocket();
}

void ImapSession::read()
{
    if (isTlsAtOnce() && !m_socket->isEncrypted())
        return;
    const QByteArray bytes = m_socket->readAll();
    m_replies.feed(std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
    // What a reply leads to may end the connection, or begin another.
    const QSslSocket *const socket = m_socket;
    while (m_socket == socket) {
        const std::optional<ImapReply> reply = m_replies.next();
        if (!reply)
            break;
        take(*reply);
    }
    if (m_socket == socket && m_replies.isBroken())
        lose(peer() + " answered something that is no IMAP");
}

void ImapSession::take(const ImapReply &reply)
{
    if (!m_isLoggedIn) {
        carryOut(m_login->take(reply));
        return;
    }
    if (reply.kind == ImapReply::Kind::Untagged) {
        if (reply.word == "BYE") {
            lose(peer() + " ended the session: " + wellFormed(reply.text, 120));
            return;
        }
        if (m_then)
            m_deadline.start(m_limit);
        if (m_each)
            m_each(reply);
        return;
    }
    if (!m_then || reply.kind != ImapReply::Kind::Tagged || reply.tag != m_tag) {
        lose(peer() + " answered what it was not asked");
        return;
    }
    finish(reply.word == "OK" ? std::string() : peer() + " refused: " + wellFormed(reply.text, 120));
}

void ImapSession::carryOut(const ImapLogin::Move &move)
{
    switch (move.kind) {
    case ImapLogin::Move::Kind::Wait:
        return;
    case ImapLogin::Move::Kind::Send:
        m_socket->write(move.bytes.data(), static_cast<qint64>(move.bytes.size()));
        return;
    case ImapLogin::Move::Kind::StartTls:
        // What came in clear behind the reply could be anybody's.
        if (m_replies.hasMore() || m_socket->bytesAvailable() > 0)
            lose(peer() + " said something in clear after STARTTLS");
        else
            m_socket->startClientEncryption();
        return;
    case ImapLogin::Move::Kind::Done:
        m_isLoggedIn = true;
        finish({});
        return;
    case ImapLogin::Move::Kind::Failed:
        break;
    }
    lose(peer() + ": " + move.words);
}

void ImapSession::failed()
{
    const QSslSocket *const socket = m_socket;
    if (m_hasAnswered)
        read(); // the last reply may have come with the end
    if (m_socket != socket)
        return;
    const QAbstractSocket::SocketError error = m_socket->error();
    const std::string detail = wellFormed(m_socket->errorString().toStdString(), 120);
    if (!m_hasAnswered && m_addresses.size() > 1) {
        m_reach.names.silent(m_host, m_addresses.front());
        m_addresses.pop_front();
        connectToFirst();
        return;
    }
    if (!m_tlsTrouble.empty())
        lose(m_tlsTrouble);
    else if (error == QAbstractSocket::ConnectionRefusedError)
        lose("connection refused by " + peer());
    else if (!m_hasAnswered)
        lose("no connection to " + peer() + ": " + detail);
    else if (isTlsAtOnce() && !m_socket->isEncrypted())
        lose("no TLS with " + peer() + " (" + detail + ')');
    else
        lose(peer() + " closed the connection");
}

void ImapSession::late()
{
    const std::string limit = fetchwords::seconds(m_limit);
    if (m_addresses.empty()) {
        lose("the name " + wellFormed(m_host, 255) + " was not resolved within " + limit);
    } else if (!m_hasAnswered) {
        m_reach.names.silent(m_host, m_addresses.front());
        lose("no connection to " + peer() + " within " + limit);
    } else if (m_longest.isActive() || !m_isLoggedIn) {
        lose("no answer from " + peer() + " within " + limit);
    } else {
        lose("the answer of " + peer() + " did not end within " + fetchwords::seconds(longestCommand));
    }
}

// The connection is of no more use.
void ImapSession::lose(const std::string &trouble)
{
    m_isLoggedIn = false;
    dropSocket();
    finish(trouble);
}

void ImapSession::finish(const std::string &trouble)
{
    m_deadline.stop();
    m_longest.stop();
    m_each = nullptr;
    if (const auto then = std::exchange(m_then, nullptr))
        then(trouble);
}

void ImapSession::dropSocket()
{
    if (QSslSocket *socket = std::exchange(m_socket, nullptr)) {
        socket->disconnect(&m_deadline);
        socket->abort();
        socket->deleteLater();
    }
}
} // namespace signalbox
