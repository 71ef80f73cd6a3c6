// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <string>

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTimer>

#include <drivers/driver.h>

namespace signalbox
{
/// What is asked of a web server.
struct HttpQuestion {
    std::string url;
    std::string secretUrl; ///< instead of url: the name of a secret
    std::string path;      ///< added to the URL's
    std::string authority; ///< path of a PEM file; empty: the system's
    std::string secret;    ///< the name of a bearer token; may be empty
    std::string key;       ///< Idempotency-Key; may be empty
    QByteArray body;       ///< JSON to POST; empty: GET
    Milliseconds deadline{};
    bool deletes = false; ///< DELETE
};

/// One question to a web server, under a total deadline. A status from 200 to 299 is Sent; what went out and was not
/// answered is Unknown; all else is Failed. Redirections are not followed: a page goes where the estate says.
class HttpExchange final : public Sending
{
public:
    /// `then` is called once, later on this thread.
    HttpExchange(const HttpQuestion &question, std::function<void(const PageOutcome &)> then);
    ~HttpExchange() override;

private:
    void ask(const HttpQuestion &question);
    void failLater(std::string words);
    void replied();
    void finish(PageNote::Kind kind, std::string words);

    std::function<void(const PageOutcome &)> m_then;
    QNetworkAccessManager m_network;
    QTimer m_deadline;
    QNetworkReply *m_reply = nullptr; ///< owned
    std::string m_peer;               ///< host and port, which may be told
    bool m_isOut = false;             ///< the question went out as a whole
};
} // namespace signalbox
