// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <sources/mailboxstates.h>
#include <time/moment.h>

namespace signalbox
{
/// Which users of a store are on which of its slots, whom to look at next, and what the looks have shown. Each slot is
/// measured by the fullest other one. Pure: it is told the time, and asks nobody. At most `mostUsers` are kept; about
/// 250 bytes each with two slots.
class ComparedUsers
{
public:
    static constexpr std::size_t mostUsers = 200'000;
    /// A difference is believed when it is still there so much later: replication is never instant.
    static constexpr Milliseconds secondLook = std::chrono::minutes(1);
    /// A comparison counts for so long.
    static constexpr Milliseconds comparedWithin = std::chrono::hours(24);

    /// `every`: in which time each user is looked at once, after the first time.
    ComparedUsers(std::size_t slots, Milliseconds every);

    /// A slot's whole list of users, from begin to end; one that breaks off is begun again.
    void beginList(std::size_t slot);
    void listed(std::size_t slot, const std::string &user);
    void endList(std::size_t slot);

    /// Whom to look at now: second looks first, then those whom one list has and another has not, then who was never
    /// compared, then everybody in turn. Nothing: nobody yet. looked() is to follow.
    std::optional<std::string> next(Moment now);
    /// What the slots have of a user; nothing where one did not answer. Empty: it has no mailbox.
    void looked(const std::string &user, const std::vector<std::optional<MailboxStates>> &slots, Moment now);

    /// How one slot stands.
    struct Standing {
        std::optional<std::size_t> users;     ///< listed
        std::optional<std::size_t> toCompare; ///< on the fullest other slot
        std::size_t compared = 0;             ///< of these, within comparedWithin
        std::optional<Moment> oldest = {};    ///< of these comparisons
        std::size_t incomplete = 0;           ///< missing here, or behind
    };
    [[nodiscard]] Standing standing(std::size_t slot, Moment now) const;
    /// The incomplete users' names, sorted, at most so many.
    [[nodiscard]] std::vector<std::string> incomplete(std::size_t slot, std::size_t most) const;
    /// There are more users than are kept.
    [[nodiscard]] bool isOverfull() const { return m_leftOut > 0; }

private:
    struct View {
        Moment compared{};      ///< decided; never: Moment{}
        std::uint32_t list = 0; ///< the last one that it was in
        bool isThere = false;   ///< by the last whole list, or look
        bool isIncomplete = false;
    };
    struct User {
        std::vector<View> views; ///< by slot
        bool isAgain = false;    ///< in m_again
        bool isOdd = false;      ///< in m_odd
        bool isFresh = false;    ///< in m_fresh
    };
    /// What a first look saw lacking, to be looked at again.
    struct Suspicion {
        Moment since{};
        MailboxStates lacking;
    };
    struct SlotList {
        std::uint32_t number = 0;         ///< of the list under way or the last one
        std::size_t counted = 0;          ///< in it so far
        std::size_t leftOut = 0;          ///< of these not kept
        std::optional<std::size_t> users; ///< of the last whole one
        std::size_t incomplete = 0;
    };
    using Users = std::map<std::string, User, std::less<>>;

    [[nodiscard]] std::optional<std::size_t> measureOf(std::size_t slot) const;
    [[nodiscard]] std::optional<std::string> inTurn(Moment now);
    void judge(Users::value_type &user, std::size_t slot, const MailboxStates &here, const MailboxStates &there,
               Moment now);
    void setIncomplete(View &view, std::size_t slot, bool is);
    void again(Users::value_type &user, Moment due);
    void forget(Users::iterator user);

    Milliseconds m_every;
    Users m_users;
    std::vector<SlotList> m_slots;
    std::multimap<Moment, Users::value_type *> m_again;
    std::deque<Users::value_type *> m_odd;
    std::deque<Users::value_type *> m_fresh;
    std::map<std::pair<std::string, std::size_t>, Suspicion> m_suspicions;
    std::size_t m_leftOut = 0;
    std::string m_turn; ///< whose turn was last
    Moment m_nextTurn{};
};
} // namespace signalbox
