// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <functional>
#include <optional>
#include <string>

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSslConfiguration>
#include <QTimer>
#include <QUrl>

#include <sources/gunzip.h>
#include <sources/names.h>
#include <tl/expected.hpp>

namespace signalbox
{
/// What the requests of one source share. The configuration is of TLS 1.2 at least, and verifies.
struct Reach {
    QNetworkAccessManager &network;
    Names &names;
    QSslConfiguration tls;
};

/// A complete answer with status 200.
struct Fetched {
    std::string body; ///< unpacked
    std::string contentType;
    std::optional<WallTime> date; ///< HTTP's Date, RFC 9110 §6.6.1
    Milliseconds age{};           ///< HTTP's Age, RFC 9111 §5.1
};

/// Why there is none.
struct FetchTrouble {
    std::string what;      ///< in words, see fetchwords
    bool costly = false;   ///< asking cost time or traffic for nothing, so that it should be asked more seldom
    std::string body = {}; ///< what came with a status other than 200, if it is no more than Fetch::largestComplaint
};

using FetchResult = tl::expected<Fetched, FetchTrouble>;

/// Asks one URL, one request at a time, under a total deadline: from the resolver to the last byte. The answer is
/// bounded. Where a host has several addresses, one that refuses is followed by the next. One thread, whose event loop
/// drives it.
class Fetch
{
public:
    /// Largest answer, in bytes, packed or unpacked.
    static constexpr std::size_t largestAnswer = 32 * 1024 * 1024;
    /// Largest answer with a status other than 200 that is kept, in bytes, unpacked.
    static constexpr std::size_t largestComplaint = 64 * 1024;

    /// `reach` outlives it. `accept` is HTTP's Accept.
    Fetch(Reach &reach, QUrl url, QByteArray accept);
    ~Fetch();
    Fetch(const Fetch &) = delete;
    Fetch &operator=(const Fetch &) = delete;

    /// Calls `then` once, later on this thread. A call during a request ends that one without its `then`.
    void start(Milliseconds deadline, std::function<void(FetchResult)> then);
    /// Another URL for the requests to come.
    void setUrl(QUrl url);
    [[nodiscard]] bool isUnderWay() const { return static_cast<bool>(m_then); }

private:
    void ask();
    [[nodiscard]] QNetworkRequest request() const;
    void read();
    void prepare(bool isWanted);
    void readPlain();
    void replied();
    void redirected();
    void readComplaint(std::string_view piece);
    void fail(std::string what, bool costly = false);
    void finish(FetchResult result);
    void dropReply();
    [[nodiscard]] std::string peer() const;

    Reach &m_reach;
    QUrl m_declared;
    QByteArray m_accept;

    // The request under way.
    std::function<void(FetchResult)> m_then;
    std::uint64_t m_number = 0;
    Milliseconds m_allowed{};
    QTimer m_deadline;
    QUrl m_url; ///< after redirections
    int m_redirections = 0;
    std::deque<std::string> m_addresses; ///< the one in use first
    QNetworkReply *m_reply = nullptr;    ///< owned
    std::string m_tlsTrouble;
    Fetched m_fetched;
    std::size_t m_received = 0; ///< bytes as they came
    std::optional<Gunzip> m_gunzip;
    Gunzip::State m_unpacking = Gunzip::State::Open;
};
} // namespace signalbox
