// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include <QTimer>

#include <sources/comparedusers.h>
#include <sources/mailboxreader.h>
#include <sources/source.h>

namespace signalbox
{
/// Counts the users of one store's slots each hour, and compares every user's mailboxes between them: the first time as
/// fast as the servers answer, later spread over SourceDeclaration::compareEvery. Each slot has at most one question
/// under way. One thread, whose event loop drives it.
class StoreComparison
{
public:
    /// All outlive it; `slots` are the targets of one store.
    StoreComparison(const SourceDeclaration &declaration, const std::vector<const Target *> &slots, Reach &reach,
                    Say &say, const Clock &clock);

    /// The slot lets us in: it is asked from now on, too.
    void admit(std::size_t slot, const ImapAccess &access);
    /// Says what is known of a slot; the caller flushes.
    void report(std::size_t slot);
    /// What keeps a slot from being compared, in words that stay the same; empty: nothing.
    [[nodiscard]] std::string trouble(std::size_t slot) const;

private:
    struct Slot {
        Slot(Reach &reach, const Target &target, const std::string &certificateName);
        MailboxReader reader;
        std::string host;
        std::string trouble;
        bool isListing = false;
        bool isListed = false;
        Moment nextList{};
        std::size_t users = 0;      ///< of the list under way
        std::size_t mailboxes = 0;  ///< of the list under way
        std::set<std::string> said; ///< by name as incomplete
    };
    void pump();
    void list(std::size_t slot);
    void listed(std::size_t slot, const std::string &trouble);
    void look();
    void answered(std::size_t slot, std::optional<MailboxStates> states, const std::string &trouble);
    void number(std::size_t slot, std::string_view metric, Moment at, double value, Milliseconds interval);
    void reportNames(std::size_t slot, Moment now);

    Say &m_say;
    const Clock &m_clock;
    Subject m_store;
    Milliseconds m_interval;
    Milliseconds m_limit; ///< for one answer
    ComparedUsers m_users;
    std::string m_user;         ///< who is looked at
    std::size_t m_waitsFor = 0; ///< answers about them
    std::vector<std::optional<MailboxStates>> m_answers;
    QTimer m_wake;
    std::vector<std::unique_ptr<Slot>> m_slots; ///< last, so that nothing calls back while the rest goes
};
} // namespace signalbox
