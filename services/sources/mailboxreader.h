// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sources/imapsession.h>
#include <sources/mailboxstates.h>

namespace signalbox
{
/// Reads which users a slot has, and where their mailboxes have got to, on a connection of its own as an administrator.
/// One question at a time. One thread, whose event loop drives it.
class MailboxReader
{
public:
    /// More mailboxes of one user are not taken.
    static constexpr std::size_t mostMailboxes = 20'000;
    using Then = ImapSession::Then;

    explicit MailboxReader(Reach &reach, const QUrl &url, const std::string &certificateName)
        : m_session(reach, url, certificateName)
    {
    }

    /// Connects and logs in, and learns how names are made up.
    void open(ImapAccess access, Milliseconds limit, Then then);
    [[nodiscard]] bool isReady() const { return m_session.isOpen() && m_delimiter != '\0' && !m_session.isBusy(); }
    [[nodiscard]] bool isBusy() const { return m_session.isBusy(); }
    /// Whether open() need not be called.
    [[nodiscard]] bool isOpen() const { return m_session.isOpen() && m_delimiter != '\0'; }

    /// Every mailbox of every user. `each` gets the owner, as often as there are mailboxes.
    void list(Milliseconds limit, std::function<void(const MailboxOwner &owner)> each, Then then);
    /// One user's mailboxes; nothing where that could not be found out, and then `trouble` says why.
    void look(const std::string &user, Milliseconds limit,
              std::function<void(std::optional<MailboxStates> states, const std::string &trouble)> then);

private:
    void askForDelimiter(Milliseconds limit, const Then &then);

    ImapSession m_session;
    char m_delimiter = '\0'; ///< not known: '\0'
    MailboxStates m_states;  ///< of the look under way
    bool m_isTooMany = false;
};
} // namespace signalbox
