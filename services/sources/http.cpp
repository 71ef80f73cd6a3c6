// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <deque>

#include <sources/fetchwords.h>
#include <sources/metric.h>
#include <sources/probe.h>
#include <sources/webrequest.h>

namespace signalbox::sources::http
{
namespace
{
constexpr int mostRedirects = 10;
constexpr qint64 mostSearched = 1024 * 1024;
constexpr qint64 largestPage = 32 * 1024 * 1024;

/// One web page, read to its end, since a server that dies in the middle has sent its status long before.
class HttpProbe final : public Probe
{
public:
    explicit HttpProbe(const ProbeSetting &setting)
        : m_reach(setting.reach)
        , m_declared(QString::fromStdString(setting.target.url))
        , m_expect(QByteArray::fromStdString(setting.declaration.expect))
        , m_status(static_cast<int>(setting.declaration.status))
        , m_serverName(setting.declaration.serverName)
    {
        m_declared.setFragment({});
        m_deadline.setSingleShot(true);
        QObject::connect(&m_deadline, &QTimer::timeout, &m_deadline, [this] { late(); });
    }
    ~HttpProbe() override { dropReply(); }
    HttpProbe(const HttpProbe &) = delete;
    HttpProbe &operator=(const HttpProbe &) = delete;

    void start(Milliseconds deadline, std::function<void(const ProbeResult &)> then) override
    {
        m_then = std::move(then);
        m_allowed = deadline;
        m_url = m_declared;
        m_result = {};
        m_result.status = 0;
        m_result.redirects = 0;
        m_deadline.start(deadline);
        resolve();
    }

private:
    [[nodiscard]] std::string host() const { return hostOf(m_url); }
    [[nodiscard]] std::string peer() const { return fetchwords::address(m_addresses.front(), portOf(m_url)); }
    /// Who is meant, whatever address is asked; a redirection to another host means that one.
    [[nodiscard]] std::string meant() const
    {
        return m_serverName.empty() || m_url.host() != m_declared.host() ? host() : m_serverName;
    }

    void resolve()
    {
        m_addresses.clear();
        ++m_number;
        m_reach.names.addressesOf(host(), &m_deadline, [this, number = m_number](const auto &found) {
            if (number != m_number || !m_then || !m_addresses.empty())
                return;
            if (!found) {
                finish(found.error().what);
                return;
            }
            m_addresses.assign(found->begin(), found->end());
            ask();
        });
    }

    [[nodiscard]] QNetworkRequest request() const
    {
        QNetworkRequest request = webRequest(m_url, m_addresses.front(), meant(), m_reach.tls);
        request.setRawHeader("Accept-Encoding", "identity"); // the text that is looked for must be seen as it is
        // A connection that is kept goes on showing the certificate of the day when it was made.
        request.setRawHeader("Connection", "close");
        request.setAttribute(QNetworkRequest::ConnectionCacheExpiryTimeoutSecondsAttribute, 0);
        return request;
    }

    void ask()
    {
        dropReply();
        m_tlsTrouble.clear();
        m_page.clear();
        m_received = 0;
        m_result.certificates.reset();
        m_reply = m_reach.network.get(request());
        QObject::connect(m_reply, &QNetworkReply::readyRead, &m_deadline, [this] { read(); });
        QObject::connect(m_reply, &QNetworkReply::finished, &m_deadline, [this] { replied(); });
        QObject::connect(m_reply, &QNetworkReply::encrypted, &m_deadline, [this] { sawCertificates(); });
        QObject::connect(m_reply, &QNetworkReply::sslErrors, &m_deadline, [this](const QList<QSslError> &errors) {
            sawCertificates();
            m_tlsTrouble = fetchwords::tls(errors, meant());
        });
    }

    void sawCertificates()
    {
        m_result.answered = true;
        if (const auto sent = m_reply->sslConfiguration().peerCertificateChain(); !sent.isEmpty())
            m_result.certificates = readCertificates(sent);
    }

    void read()
    {
        std::array<char, 65536> buffer;
        for (;;) {
            const qint64 got = m_reply->read(buffer.data(), buffer.size());
            if (got <= 0)
                return;
            m_received += got;
            if (m_received > largestPage) {
                m_result.answered = true;
                finish("the page is larger than 32 MB");
                return;
            }
            if (m_page.size() < mostSearched && !m_expect.isEmpty())
                m_page.append(buffer.data(), std::min(got, mostSearched - m_page.size()));
        }
    }

    void replied()
    {
        read();
        if (!m_reply)
            return; // what was left to read was too much
        const QNetworkReply::NetworkError error = m_reply->error();
        const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        if (!m_tlsTrouble.empty()) {
            finish(m_tlsTrouble);
            return;
        }
        if (status == 0) {
            unanswered(error);
            return;
        }
        m_result.answered = true;
        m_result.status = status;
        m_reach.names.answered(host(), m_addresses.front());
        if (isRedirection(status) && status != m_status)
            redirected();
        else if (const bool isRight = m_status == 0 ? status >= 200 && status < 300 : status == m_status; !isRight)
            finish(fetchwords::status(status, m_reply->attribute(QNetworkRequest::HttpReasonPhraseAttribute).toString(),
                                      peer()));
        else if (status < 400 && error != QNetworkReply::NoError)
            finish(fetchwords::network(error, m_reply->errorString(), peer()));
        else if (!m_expect.isEmpty() && !m_page.contains(m_expect))
            finish("the page does not contain \"" + wellFormed(m_expect.toStdString(), 100) + '"');
        else
            finish({});
    }

    void unanswered(QNetworkReply::NetworkError error)
    {
        if (m_addresses.size() > 1 && error != QNetworkReply::SslHandshakeFailedError) {
            m_reach.names.silent(host(), m_addresses.front());
            m_addresses.pop_front();
            ask();
            return;
        }
        // Whoever ends a connection or fails at TLS was there to do so.
        m_result.answered = m_result.answered || error == QNetworkReply::RemoteHostClosedError ||
                            error == QNetworkReply::SslHandshakeFailedError || error == QNetworkReply::ProtocolFailure;
        finish(fetchwords::network(error, m_reply->errorString(), peer()));
    }

    void redirected()
    {
        const QUrl target = m_url.resolved(QUrl::fromEncoded(m_reply->rawHeader("Location")));
        const std::string shown = wellFormed(target.toDisplayString(QUrl::RemoveUserInfo).toStdString(), 200);
        if (!isWebAddress(target)) {
            finish("redirected to " + shown + ", which is no web address");
        } else if (m_url.scheme() == QLatin1String("https") && target.scheme() == QLatin1String("http")) {
            finish("redirected from https to " + shown + ", which is not encrypted");
        } else if (*m_result.redirects >= mostRedirects) {
            finish("redirected more than ten times, the last time to " + shown);
        } else {
            ++*m_result.redirects;
            m_url = target;
            m_url.setFragment({});
            dropReply();
            resolve();
        }
    }

    void late()
    {
        const std::string limit = fetchwords::seconds(m_allowed);
        if (m_addresses.empty()) {
            finish("the name " + wellFormed(host(), 255) + " was not resolved within " + limit);
            return;
        }
        m_reach.names.silent(host(), m_addresses.front());
        m_result.answered = m_result.answered || m_received > 0;
        finish(m_received > 0 ? "the answer of " + peer() + " was not complete within " + limit
                              : "no answer from " + peer() + " within " + limit);
    }

    void finish(std::string error)
    {
        m_deadline.stop();
        dropReply();
        m_page.clear();
        m_result.error = std::move(error);
        if (const auto then = std::exchange(m_then, nullptr))
            then(m_result);
    }

    void dropReply()
    {
        if (QNetworkReply *reply = std::exchange(m_reply, nullptr)) {
            reply->disconnect(&m_deadline);
            if (reply->isRunning())
                reply->abort();
            reply->deleteLater();
        }
    }

    Reach &m_reach;
    QUrl m_declared;
    QByteArray m_expect;
    int m_status; ///< the right one; 0: any that means success
    std::string m_serverName;
    std::function<void(const ProbeResult &)> m_then;
    Milliseconds m_allowed{};
    QTimer m_deadline;
    std::uint64_t m_number = 0;
    QUrl m_url;                          ///< after redirections
    std::deque<std::string> m_addresses; ///< the one in use first
    QNetworkReply *m_reply = nullptr;    ///< owned
    std::string m_tlsTrouble;
    QByteArray m_page;
    qint64 m_received = 0;
    ProbeResult m_result;
};
} // namespace

extern const SourceType item = {"http", "Web pages", startProbesOf<HttpProbe>};
} // namespace signalbox::sources::http
