// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sources/mailboxreader.h>

namespace signalbox
{
void MailboxReader::open(ImapAccess access, Milliseconds limit, Then then)
{
    m_delimiter = '\0';
    m_session.open(std::move(access), limit, [this, limit, then = std::move(then)](const std::string &trouble) {
        if (!trouble.empty())
            then(trouble);
        else if (!m_session.can("LIST-STATUS") || !m_session.can("CONDSTORE"))
            then(m_session.peer() + " offers no LIST-STATUS or no CONDSTORE, so that users cannot be compared");
        else
            askForDelimiter(limit, then);
    });
}

void MailboxReader::askForDelimiter(Milliseconds limit, const Then &then)
{
    m_session.ask(R"(LIST "" "")", limit,
                  [this](const ImapReply &reply) {
                      if (const auto listed = listedIn(reply))
                          m_delimiter = listed->delimiter;
                  },
                  [this, then](const std::string &trouble) {
                      then(trouble.empty() && m_delimiter == '\0'
                               ? m_session.peer() + " does not say how mailboxes are named"
                               : trouble);
                  });
}

void MailboxReader::list(Milliseconds limit, std::function<void(const MailboxOwner &)> each, Then then)
{
    m_session.ask(R"(LIST "" )" + imapQuoted(std::string("user") + m_delimiter + '*'), limit,
                  [each = std::move(each)](const ImapReply &reply) {
                      const auto listed = listedIn(reply);
                      if (!listed || !listed->isThere)
                          return;
                      if (const auto owner = ownerOf(listed->name, listed->delimiter))
                          each(*owner);
                  },
                  std::move(then));
}

void MailboxReader::look(const std::string &user, Milliseconds limit,
                         std::function<void(std::optional<MailboxStates>, const std::string &)> then)
{
    m_states.clear();
    m_isTooMany = false;
    m_session.ask(
        R"(LIST "" ()" + patternsOf(user, m_delimiter) +
            ") RETURN (STATUS (MESSAGES UIDNEXT UIDVALIDITY HIGHESTMODSEQ))",
        limit,
        [this, user](const ImapReply &reply) {
            const auto listed = listedIn(reply);
            const auto status = statusIn(reply);
            const std::string name = listed && listed->isThere ? listed->name : status ? status->name : std::string();
            const auto owner = ownerOf(name, m_delimiter);
            if (!owner || owner->user != user)
                return;
            m_isTooMany = m_isTooMany || m_states.size() >= mostMailboxes;
            if (!m_isTooMany)
                m_states[name] = status ? status->state : m_states[name];
        },
        [this, then = std::move(then)](const std::string &trouble) {
            if (!trouble.empty())
                then({}, trouble);
            else if (m_isTooMany)
                then({}, m_session.peer() + " lists more mailboxes of a user than can be compared");
            else
                then(std::exchange(m_states, {}), {});
        });
}
} // namespace signalbox
