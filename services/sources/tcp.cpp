// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <deque>

#include <QNetworkProxy>
#include <QSslSocket>

#include <sources/fetchwords.h>
#include <sources/metric.h>
#include <sources/probe.h>

namespace signalbox::sources::tcp
{
namespace
{
constexpr qsizetype shownGreeting = 80;

/// One port: connects, begins TLS where that is declared, and reads how it greets where that is expected.
class TcpProbe final : public Probe
{
public:
    explicit TcpProbe(const ProbeSetting &setting)
        : m_reach(setting.reach)
        , m_url(QString::fromStdString(setting.target.url))
        , m_expect(QByteArray::fromStdString(setting.declaration.expect))
        , m_host(m_url.host(QUrl::FullyEncoded).toStdString())
        , m_certificateName(setting.declaration.serverName.empty() ? m_host : setting.declaration.serverName)
    {
        m_deadline.setSingleShot(true);
        QObject::connect(&m_deadline, &QTimer::timeout, &m_deadline, [this] { late(); });
    }
    ~TcpProbe() override { dropSocket(); }
    TcpProbe(const TcpProbe &) = delete;
    TcpProbe &operator=(const TcpProbe &) = delete;

    void start(Milliseconds deadline, std::function<void(const ProbeResult &)> then) override
    {
        m_then = std::move(then);
        m_allowed = deadline;
        m_result = {};
        m_addresses.clear();
        ++m_number;
        m_deadline.start(deadline);
        m_reach.names.addressesOf(m_host, &m_deadline, [this, number = m_number](const auto &found) {
            if (number != m_number || !m_then || !m_addresses.empty())
                return;
            if (!found) {
                finish(found.error().what);
                return;
            }
            m_addresses.assign(found->begin(), found->end());
            connectToFirst();
        });
    }

private:
    void connectToFirst()
    {
        dropSocket();
        m_greeting.clear();
        m_socket = new QSslSocket;
        m_socket->setProxy(QNetworkProxy::NoProxy);
        m_socket->setSslConfiguration(m_reach.tls);
        m_socket->setPeerVerifyName(QString::fromStdString(m_certificateName));
        QObject::connect(m_socket, &QSslSocket::connected, &m_deadline, [this] { connected(); });
        QObject::connect(m_socket, &QSslSocket::encrypted, &m_deadline, [this] {
            sawCertificates();
            ready();
        });
        QObject::connect(m_socket, &QSslSocket::sslErrors, &m_deadline, [this](const QList<QSslError> &errors) {
            sawCertificates();
            m_tlsTrouble = fetchwords::tls(errors, m_certificateName);
        });
        QObject::connect(m_socket, &QSslSocket::readyRead, &m_deadline, [this] { read(); });
        QObject::connect(m_socket, &QSslSocket::errorOccurred, &m_deadline, [this] { failed(); });
        m_tlsTrouble.clear();
        m_socket->connectToHost(QString::fromStdString(m_addresses.front()), static_cast<quint16>(m_url.port()));
    }

    [[nodiscard]] bool isTls() const { return m_url.scheme() == QLatin1String("tls"); }
    [[nodiscard]] std::string peer() const { return fetchwords::address(m_addresses.front(), m_url.port()); }

    void connected()
    {
        m_result.answered = true;
        m_reach.names.answered(m_host, m_addresses.front());
        if (isTls())
            m_socket->startClientEncryption();
        else
            ready();
    }

    void ready()
    {
        if (m_expect.isEmpty())
            finish({});
    }

    void sawCertificates()
    {
        if (const QList<QSslCertificate> sent = m_socket->peerCertificateChain(); !sent.isEmpty())
            m_result.certificates = readCertificates(sent);
    }

    void read()
    {
        if (isTls() && !m_socket->isEncrypted())
            return;
        m_greeting += m_socket->read(m_expect.size() + shownGreeting - m_greeting.size());
        if (m_expect.isEmpty())
            return;
        if (m_greeting.startsWith(m_expect))
            finish({});
        else if (!m_expect.startsWith(m_greeting))
            finish(peer() + " greets otherwise: " + greeting());
    }

    [[nodiscard]] std::string greeting() const
    {
        const QByteArray line = m_greeting.split('\n').constFirst().trimmed();
        return wellFormed(line.left(shownGreeting).toStdString());
    }

    void failed()
    {
        const QAbstractSocket::SocketError error = m_socket->error();
        const std::string detail = wellFormed(m_socket->errorString().toStdString(), 120);
        if (!m_result.answered && m_addresses.size() > 1) {
            m_reach.names.silent(m_host, m_addresses.front());
            m_addresses.pop_front();
            connectToFirst();
            return;
        }
        if (!m_tlsTrouble.empty())
            finish(m_tlsTrouble);
        else if (error == QAbstractSocket::ConnectionRefusedError)
            finish("connection refused by " + peer());
        else if (!m_result.answered)
            finish("no connection to " + peer() + ": " + detail);
        else if (isTls() && !m_socket->isEncrypted())
            finish("no TLS with " + peer() + " (" + detail + ')');
        else
            finish(peer() + " closed the connection before it greeted as expected");
    }

    void late()
    {
        const std::string limit = fetchwords::seconds(m_allowed);
        if (m_addresses.empty()) {
            finish("the name " + wellFormed(m_host, 255) + " was not resolved within " + limit);
            return;
        }
        if (!m_result.answered) {
            m_reach.names.silent(m_host, m_addresses.front());
            finish("no connection to " + peer() + " within " + limit);
        } else if (isTls() && !m_socket->isEncrypted()) {
            finish("no TLS with " + peer() + " within " + limit);
        } else {
            finish("no greeting as expected from " + peer() + " within " + limit);
        }
    }

    void finish(std::string error)
    {
        m_deadline.stop();
        dropSocket();
        m_result.error = std::move(error);
        if (const auto then = std::exchange(m_then, nullptr))
            then(m_result);
    }

    void dropSocket()
    {
        if (QSslSocket *socket = std::exchange(m_socket, nullptr)) {
            socket->disconnect(&m_deadline);
            socket->abort();
            socket->deleteLater();
        }
    }

    Reach &m_reach;
    QUrl m_url;
    QByteArray m_expect;
    std::string m_host;
    std::string m_certificateName;
    std::function<void(const ProbeResult &)> m_then;
    Milliseconds m_allowed{};
    QTimer m_deadline;
    std::uint64_t m_number = 0;
    std::deque<std::string> m_addresses; ///< the one in use first
    QSslSocket *m_socket = nullptr;      ///< owned
    QByteArray m_greeting;
    std::string m_tlsTrouble;
    ProbeResult m_result;
};
} // namespace

extern const SourceType item = {"tcp", "TCP ports", startProbesOf<TcpProbe>};
} // namespace signalbox::sources::tcp
