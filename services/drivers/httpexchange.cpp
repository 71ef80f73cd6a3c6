// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <drivers/httpexchange.h>

#include <drivers/tlsconfiguration.h>
#include <estate/plaintext.h>
#include <sources/fetchwords.h>
#include <sources/secret.h>
#include <sources/webrequest.h>

namespace signalbox
{
namespace
{
constexpr qint64 mostRead = 64 * 1024; // nobody reads what a receiver has to say at length
} // namespace

HttpExchange::HttpExchange(const HttpQuestion &question, std::function<void(const PageOutcome &)> then)
    : m_then(std::move(then))
{
    m_deadline.setSingleShot(true);
    QObject::connect(&m_deadline, &QTimer::timeout, &m_deadline, [this, limit = question.deadline] {
        finish(m_isOut ? PageNote::Kind::Unknown : PageNote::Kind::Failed,
               m_peer + (m_isOut ? " took it and did not answer within " : " was not reached within ") +
                   fetchwords::seconds(limit));
    });
    m_deadline.start(question.deadline);
    ask(question);
}

HttpExchange::~HttpExchange()
{
    if (!m_reply)
        return;
    m_reply->disconnect(&m_deadline);
    m_reply->abort();
    m_reply->deleteLater();
}

void HttpExchange::ask(const HttpQuestion &question)
{
    std::string address = question.url;
    std::string token;
    for (const auto &[name, into] : {std::pair(&question.secretUrl, &address), std::pair(&question.secret, &token)}) {
        if (name->empty())
            continue;
        const Expected<std::string> secret = secretOf(*name);
        if (!secret)
            return failLater(secret.error().sentence());
        *into = *secret;
    }
    while (!question.path.empty() && address.ends_with('/'))
        address.pop_back();
    const QUrl url(QString::fromStdString(address + question.path), QUrl::StrictMode);
    if (!isWebAddress(url))
        return failLater("the secret " + question.secretUrl + " holds no http or https URL");
    const Expected<QSslConfiguration> tls = tlsConfiguration(question.authority);
    if (!tls)
        return failLater(tls.error().sentence());
    m_peer = fetchwords::address(hostOf(url), portOf(url));
    QNetworkRequest request = webRequest(url, hostOf(url), hostOf(url), *tls);
    if (!token.empty())
        request.setRawHeader("Authorization", "Bearer " + QByteArray::fromStdString(token));
    if (!question.key.empty())
        request.setRawHeader("Idempotency-Key", QByteArray::fromStdString(question.key));
    if (!question.body.isEmpty())
        request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    m_reply = question.deletes          ? m_network.deleteResource(request)
              : question.body.isEmpty() ? m_network.get(request)
                                        : m_network.post(request, question.body);
    m_reply->setReadBufferSize(mostRead);
    QObject::connect(m_reply, &QNetworkReply::requestSent, &m_deadline, [this] { m_isOut = true; });
    QObject::connect(m_reply, &QNetworkReply::finished, &m_deadline, [this] { replied(); });
    // What comes after the status changes nothing.
    QObject::connect(m_reply, &QNetworkReply::metaDataChanged, &m_deadline, [this] { replied(); });
}

void HttpExchange::failLater(std::string words)
{
    QTimer::singleShot(0, &m_deadline, [this, words = std::move(words)] { finish(PageNote::Kind::Failed, words); });
}

void HttpExchange::replied()
{
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status >= 200 && status <= 299)
        return finish(PageNote::Kind::Sent, {});
    if (status > 0) {
        const QString reason = m_reply->attribute(QNetworkRequest::HttpReasonPhraseAttribute).toString();
        return finish(PageNote::Kind::Failed, fetchwords::status(status, reason, m_peer));
    }
    if (!m_reply->isFinished())
        return;
    finish(m_isOut ? PageNote::Kind::Unknown : PageNote::Kind::Failed,
           fetchwords::network(m_reply->error(), m_reply->errorString(), m_peer));
}

void HttpExchange::finish(PageNote::Kind kind, std::string words)
{
    m_deadline.stop();
    if (const auto then = std::exchange(m_then, nullptr))
        then({kind, harmless(words, longestOutcome)}); // which may end this
}
} // namespace signalbox
