// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sources/imapsession.h>

namespace signalbox
{
/// What a slot showed of its canaries.
struct CanaryResult {
    std::string error;               ///< why there is none, in words that stay the same; empty: all is well
    bool answered = false;           ///< something answered, right or wrong
    bool isUp = false;               ///< it lets us in, and speaks of the mailbox
    std::optional<double> time = {}; ///< of the newest canary, seconds since 1970 by the clock of whoever sent it
};

/// Reads the newest canary of a slot, on a connection that is kept, as the user whose mailbox has them. One thread,
/// whose event loop drives it.
class CanaryReader
{
public:
    CanaryReader(Reach &reach, const QUrl &url, const std::string &certificateName)
        : m_session(reach, url, certificateName)
    {
    }

    /// Calls `then` once. `limit` is for the login, and for each of two answers. Not while one is under way.
    void start(const ImapAccess &access, Milliseconds limit, std::function<void(const CanaryResult &)> then);

private:
    void examine();
    void fetch();
    void finish(std::string error);

    ImapSession m_session;
    Milliseconds m_limit{};
    std::string m_user;
    bool m_isKept = false; ///< the connection is of an earlier look
    std::uint32_t m_messages = 0;
    std::optional<std::string> m_subject;
    CanaryResult m_result;
    std::function<void(const CanaryResult &)> m_then;
};
} // namespace signalbox
