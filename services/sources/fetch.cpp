// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sources/fetch.h>

#include <array>
#include <charconv>

#include <QDateTime>
#include <QLocale>

#include <sources/fetchwords.h>
#include <sources/metric.h>
#include <sources/webrequest.h>

namespace signalbox
{
namespace
{
constexpr int mostRedirections = 5;

std::string tooLarge()
{
    return "the answer is larger than " + std::to_string(Fetch::largestAnswer / (1024 * 1024)) + " MB";
}

/// "Sun, 06 Nov 1994 08:49:37 GMT", the one form that RFC 9110 §5.6.7 allows to send.
std::optional<WallTime> dateIn(const QByteArray &header)
{
    const QString text = QString::fromLatin1(header).trimmed();
    if (text.size() != 29 || !text.endsWith(QLatin1String(" GMT")))
        return {};
    const QDate day = QLocale::c().toDate(text.mid(5, 11), QStringLiteral("dd MMM yyyy"));
    const QTime time = QTime::fromString(text.mid(17, 8), QStringLiteral("hh:mm:ss"));
    if (!day.isValid() || !time.isValid())
        return {};
    return WallTime(Milliseconds(QDateTime(day, time, Qt::UTC).toMSecsSinceEpoch()));
}

Milliseconds ageIn(const QByteArray &header)
{
    std::uint32_t seconds = 0;
    std::from_chars(header.data(), header.data() + header.size(), seconds);
    return std::chrono::seconds(seconds);
}
} // namespace

Fetch::Fetch(Reach &reach, QUrl url, QByteArray accept)
    : m_reach(reach)
    , m_accept(std::move(accept))
{
    setUrl(std::move(url));
    m_deadline.setSingleShot(true);
    QObject::connect(&m_deadline, &QTimer::timeout, &m_deadline, [this] {
        const std::string limit = fetchwords::seconds(m_allowed);
        if (m_addresses.empty()) {
            fail("the name " + wellFormed(hostOf(m_url), 255) + " was not resolved within " + limit, true);
            return;
        }
        m_reach.names.silent(hostOf(m_url), m_addresses.front());
        if (m_received > 0)
            fail("the answer of " + peer() + " was not complete within " + limit, true);
        else
            fail("no answer from " + peer() + " within " + limit, true);
    });
}

void Fetch::setUrl(QUrl url)
{
    m_declared = std::move(url);
    m_declared.setFragment({});
}

Fetch::~Fetch()
{
    m_then = nullptr;
    dropReply();
}

void Fetch::start(Milliseconds deadline, std::function<void(FetchResult)> then)
{
    dropReply();
    ++m_number;
    m_then = std::move(then);
    m_allowed = deadline;
    m_url = m_declared;
    m_redirections = 0;
    m_addresses.clear();
    m_received = 0;
    m_deadline.start(deadline);
    const bool isWeb = isWebAddress(m_url);
    // Nothing is told before this returns, known address or not.
    QTimer::singleShot(0, &m_deadline, [this, number = m_number, isWeb] {
        if (number != m_number || !m_then)
            return;
        if (!isWeb) {
            fail("this is no http or https address: " + wellFormed(m_url.toDisplayString().toStdString(), 200));
            return;
        }
        m_reach.names.addressesOf(hostOf(m_url), &m_deadline, [this, number](const Expected<Names::Addresses> &found) {
            if (number != m_number || !m_then || !m_addresses.empty())
                return;
            if (!found) {
                fail(found.error().what);
                return;
            }
            m_addresses.assign(found->begin(), found->end());
            ask();
        });
    });
}

QNetworkRequest Fetch::request() const
{
    QNetworkRequest request = webRequest(m_url, m_addresses.front(), hostOf(m_url), m_reach.tls);
    request.setRawHeader("Accept", m_accept);
    request.setRawHeader("Accept-Encoding",
                         "gzip"); // asked for by ourselves, so that unpacking is ours too, and bounded
    request.setRawHeader("X-Prometheus-Scrape-Timeout-Seconds",
                         QByteArray::number(static_cast<double>(m_allowed.count()) / 1000));
    return request;
}

void Fetch::ask()
{
    dropReply();
    m_tlsTrouble.clear();
    m_fetched = {};
    m_received = 0;
    m_gunzip.reset();
    m_unpacking = Gunzip::State::Open;
    m_reply = m_reach.network.get(request());
    QObject::connect(m_reply, &QNetworkReply::readyRead, &m_deadline, [this] { read(); });
    QObject::connect(m_reply, &QNetworkReply::finished, &m_deadline, [this] { replied(); });
    QObject::connect(m_reply, &QNetworkReply::sslErrors, &m_deadline,
                     [this](const QList<QSslError> &errors) { m_tlsTrouble = fetchwords::tls(errors, hostOf(m_url)); });
}

void Fetch::read()
{
    const bool isWanted = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() == 200;
    if (m_received == 0)
        prepare(isWanted);
    if (isWanted && !m_gunzip) {
        readPlain();
        return;
    }
    std::array<char, 65536> buffer;
    for (;;) {
        const qint64 got = m_reply->read(buffer.data(), buffer.size());
        if (got <= 0)
            return;
        const std::string_view piece(buffer.data(), static_cast<std::size_t>(got));
        m_received += piece.size();
        if (m_received > largestAnswer) {
            fail(tooLarge(), true);
            return;
        }
        if (!isWanted) {
            readComplaint(piece);
            continue;
        }
        m_unpacking = m_gunzip->feed(piece, m_fetched.body);
        if (m_unpacking == Gunzip::State::TooLarge || m_unpacking == Gunzip::State::Damaged) {
            fail(m_unpacking == Gunzip::State::TooLarge ? tooLarge() : "the answer is said to be gzip and is not",
                 true);
            return;
        }
    }
}

/// What the head of an answer says of its body.
void Fetch::prepare(bool isWanted)
{
    if (m_reply->rawHeader("Content-Encoding").trimmed().toLower() == "gzip") {
        m_gunzip.emplace(largestAnswer);
        return;
    }
    // Growing would copy it again and again; a length that is only claimed must not take much. A parser of JSON wants
    // some bytes behind the end.
    constexpr qint64 mostBelieved = 8 * 1024 * 1024;
    constexpr std::size_t roomBehind = 64;
    const qint64 length = m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong();
    if (isWanted && length > 0)
        m_fetched.body.reserve(static_cast<std::size_t>(std::min(length, mostBelieved)) + roomBehind);
}

/// Straight to where it stays.
void Fetch::readPlain()
{
    std::string &body = m_fetched.body;
    for (qint64 waiting = m_reply->bytesAvailable(); waiting > 0; waiting = m_reply->bytesAvailable()) {
        const std::size_t before = body.size();
        if (static_cast<std::size_t>(waiting) > largestAnswer - before) {
            fail(tooLarge(), true);
            return;
        }
        body.resize(before + static_cast<std::size_t>(waiting));
        const qint64 got = m_reply->read(body.data() + before, waiting);
        body.resize(before + static_cast<std::size_t>(std::max<qint64>(got, 0)));
        m_received = body.size();
        if (got <= 0)
            return;
    }
}

/// Kept as far as it is small and right; the status alone is an answer already.
void Fetch::readComplaint(std::string_view piece)
{
    if (m_fetched.body.size() + piece.size() > largestComplaint || m_unpacking == Gunzip::State::Damaged)
        return;
    if (m_gunzip)
        m_unpacking = m_gunzip->feed(piece, m_fetched.body);
    else
        m_fetched.body.append(piece);
}

void Fetch::replied()
{
    read();
    if (!m_reply)
        return; // what was left to read was too much
    const QNetworkReply::NetworkError error = m_reply->error();
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (!m_tlsTrouble.empty()) {
        fail(m_tlsTrouble, true);
        return;
    }
    if (status == 0 || (status == 200 && error != QNetworkReply::NoError)) {
        const std::string what = fetchwords::network(error, m_reply->errorString(), peer());
        if (status == 0 && m_addresses.size() > 1 && error != QNetworkReply::SslHandshakeFailedError) {
            m_reach.names.silent(hostOf(m_url), m_addresses.front());
            m_addresses.pop_front();
            ask();
            return;
        }
        fail(what, error == QNetworkReply::SslHandshakeFailedError);
        return;
    }
    m_reach.names.answered(hostOf(m_url), m_addresses.front());
    if (isRedirection(status)) {
        redirected();
        return;
    }
    const QString reason = m_reply->attribute(QNetworkRequest::HttpReasonPhraseAttribute).toString();
    const QByteArray encoding = m_reply->rawHeader("Content-Encoding").trimmed().toLower();
    if (status != 200) {
        if (m_fetched.body.size() > largestComplaint)
            m_fetched.body.clear();
        finish(
            tl::unexpected(FetchTrouble{fetchwords::status(status, reason, peer()), false, std::move(m_fetched.body)}));
    } else if (!encoding.isEmpty() && encoding != "gzip" && encoding != "identity") {
        fail("the answer is packed as " + wellFormed(encoding.toStdString(), 40) + ", which was not asked for", true);
    } else if (m_gunzip && m_unpacking != Gunzip::State::Complete) {
        fail("the answer is cut off: its gzip does not end", true);
    } else {
        m_fetched.contentType = m_reply->rawHeader("Content-Type").toStdString();
        m_fetched.date = dateIn(m_reply->rawHeader("Date"));
        m_fetched.age = ageIn(m_reply->rawHeader("Age"));
        finish(std::move(m_fetched));
    }
}

void Fetch::redirected()
{
    const QUrl target = m_url.resolved(QUrl::fromEncoded(m_reply->rawHeader("Location")));
    const bool isSameOrigin = target.isValid() && target.scheme() == m_url.scheme() && target.host() == m_url.host() &&
                              portOf(target) == portOf(m_url);
    if (!isSameOrigin) {
        fail("redirected to " + wellFormed(target.toDisplayString(QUrl::RemoveUserInfo).toStdString(), 200) +
             ", which is another server; put it into the estate file if it is right");
        return;
    }
    if (++m_redirections > mostRedirections) {
        fail(peer() + " redirects in a circle");
        return;
    }
    m_url = target;
    m_url.setFragment({});
    ask();
}

void Fetch::fail(std::string what, bool costly)
{
    finish(tl::unexpected(FetchTrouble{std::move(what), costly}));
}

void Fetch::finish(FetchResult result)
{
    m_deadline.stop();
    dropReply();
    if (const auto then = std::exchange(m_then, nullptr))
        then(std::move(result));
}

void Fetch::dropReply()
{
    if (QNetworkReply *reply = std::exchange(m_reply, nullptr)) {
        reply->disconnect(&m_deadline);
        if (reply->isRunning())
            reply->abort();
        reply->deleteLater();
    }
}

std::string Fetch::peer() const
{
    return fetchwords::address(m_addresses.front(), portOf(m_url));
}
} // namespace signalbox
