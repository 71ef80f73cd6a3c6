// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <functional>
#include <optional>
#include <string>

#include <QSslSocket>
#include <QTimer>
#include <QUrl>

#include <sources/fetch.h>
#include <sources/imaplogin.h>

namespace signalbox
{
/// A connection to an IMAP server on which one command after another is carried out. Every wait has a limit; a server
/// that breaks it, or says what is no IMAP, loses the connection. One thread, whose event loop drives it; never blocks.
class ImapSession
{
public:
    /// A command may take longer than its limit where replies keep coming, but never longer than this.
    static constexpr Milliseconds longestCommand = std::chrono::minutes(10);
    /// What went wrong, in words that stay the same; empty: nothing. May be called before open() or ask() returns.
    using Then = std::function<void(const std::string &trouble)>;
    using Each = std::function<void(const ImapReply &reply)>;

    /// `url` is imap://HOST:PORT, or imaps:// for TLS from the first byte on. `certificateName`: whose certificate is
    /// expected. `reach` outlives it.
    ImapSession(Reach &reach, QUrl url, std::string certificateName);
    ~ImapSession();
    ImapSession(const ImapSession &) = delete;
    ImapSession &operator=(const ImapSession &) = delete;

    /// Connects anew and logs in, within `limit` from the resolver to the last reply.
    void open(ImapAccess access, Milliseconds limit, Then then);
    /// A command without its tag and line end. `each` gets its untagged replies; `limit` is for each next one. Only
    /// while isOpen() and not isBusy(). Where the server says NO or BAD it stays open.
    void ask(const std::string &command, Milliseconds limit, Each each, Then then);
    /// Ends it, and what is under way without its `then`.
    void close();

    [[nodiscard]] bool isOpen() const { return m_isLoggedIn; }
    [[nodiscard]] bool isBusy() const { return static_cast<bool>(m_then); }
    /// Whether something has answered there since open() was last called.
    [[nodiscard]] bool hasAnswered() const { return m_hasAnswered; }
    [[nodiscard]] bool can(std::string_view capability) const { return m_login && m_login->can(capability); }
    /// "192.0.2.1:143".
    [[nodiscard]] std::string peer() const;

private:
    void connectToFirst();
    void connected();
    void read();
    void take(const ImapReply &reply);
    void carryOut(const ImapLogin::Move &move);
    void failed();
    void late();
    void lose(const std::string &trouble);
    void finish(const std::string &trouble);
    void dropSocket();
    [[nodiscard]] bool isTlsAtOnce() const { return m_url.scheme() == QLatin1String("imaps"); }

    Reach &m_reach;
    QUrl m_url;
    std::string m_host;
    std::string m_certificateName;
    std::uint64_t m_number = 0; ///< of the connection, and of the command: none is used twice
    std::string m_tag;
    Milliseconds m_limit{};
    Each m_each;
    Then m_then;
    QTimer m_deadline; ///< for the next reply
    QTimer m_longest;
    std::deque<std::string> m_addresses; ///< the one in use first
    QSslSocket *m_socket = nullptr;      ///< owned
    std::string m_tlsTrouble;
    ImapReplies m_replies;
    std::optional<ImapLogin> m_login;
    bool m_hasAnswered = false;
    bool m_isLoggedIn = false;
};
} // namespace signalbox
