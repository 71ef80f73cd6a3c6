// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sources/comparedusers.h>

#include <algorithm>
#include <utility>

namespace signalbox
{
namespace
{
constexpr std::size_t mailboxesRemembered = 8;  // of what lacks at a first look; one is enough to believe it
constexpr std::size_t mostSuspicions = 5'000;   // whoever is beyond waits until others are decided
constexpr std::size_t looksAgainPerMinute = 60; // at who is known to be incomplete
} // namespace

ComparedUsers::ComparedUsers(std::size_t slots, Milliseconds every)
    : m_every(every)
    , m_slots(slots)
{
}

void ComparedUsers::beginList(std::size_t slot)
{
    ++m_slots[slot].number;
    m_slots[slot].counted = 0;
    m_slots[slot].leftOut = 0;
}

void ComparedUsers::listed(std::size_t slot, const std::string &user)
{
    SlotList &list = m_slots[slot];
    ++list.counted;
    auto found = m_users.find(user);
    if (found == m_users.end()) {
        if (m_users.size() >= mostUsers) {
            ++list.leftOut;
            return;
        }
        found = m_users.emplace(user, User{std::vector<View>(m_slots.size())}).first;
    }
    found->second.views[slot].list = list.number;
}

void ComparedUsers::endList(std::size_t slot)
{
    m_slots[slot].users = m_slots[slot].counted;
    m_leftOut = 0;
    for (const SlotList &list : m_slots)
        m_leftOut = std::max(m_leftOut, list.leftOut);
    for (Users::value_type &user : m_users) {
        View &view = user.second.views[slot];
        view.isThere = view.list == m_slots[slot].number;
        const auto &views = user.second.views;
        bool isKnown = true;
        bool isOdd = false;
        for (std::size_t other = 0; other < views.size(); ++other) {
            isKnown = isKnown && (views[other].compared != Moment() || !m_slots[other].users);
            isOdd = isOdd || (m_slots[other].users && views[other].isThere != view.isThere &&
                              !views[other].isIncomplete && !view.isIncomplete);
        }
        if (isOdd && !std::exchange(user.second.isOdd, true))
            m_odd.push_back(&user);
        if (!isKnown && !std::exchange(user.second.isFresh, true))
            m_fresh.push_back(&user);
    }
}

void ComparedUsers::again(Users::value_type &user, Moment due)
{
    if (std::exchange(user.second.isAgain, true))
        return;
    m_again.emplace(due, &user);
}

std::optional<std::string> ComparedUsers::next(Moment now)
{
    if (const auto first = m_again.begin(); first != m_again.end() && first->first <= now) {
        Users::value_type &user = *first->second;
        m_again.erase(first);
        user.second.isAgain = false;
        return user.first;
    }
    if (m_suspicions.size() >= mostSuspicions)
        return {};
    if (!m_odd.empty()) {
        Users::value_type &user = *m_odd.front();
        m_odd.pop_front();
        user.second.isOdd = false;
        return user.first;
    }
    if (!m_fresh.empty()) {
        Users::value_type &user = *m_fresh.front();
        m_fresh.pop_front();
        user.second.isFresh = false;
        return user.first;
    }
    return inTurn(now);
}

std::optional<std::string> ComparedUsers::inTurn(Moment now)
{
    if (m_users.empty() || now < m_nextTurn)
        return {};
    const Milliseconds step = m_every / static_cast<std::int64_t>(m_users.size());
    const bool isFirst = m_nextTurn == Moment();
    m_nextTurn = std::max(m_nextTurn, now - std::chrono::seconds(10)) + step; // what was missed for long is not made up
    if (isFirst)
        return {};
    auto turn = m_users.upper_bound(m_turn);
    if (turn == m_users.end())
        turn = m_users.begin();
    m_turn = turn->first;
    return m_turn;
}

// The fullest other slot.
std::optional<std::size_t> ComparedUsers::measureOf(std::size_t slot) const
{
    std::optional<std::size_t> fullest;
    for (std::size_t other = 0; other < m_slots.size(); ++other) {
        if (other != slot && m_slots[other].users && (!fullest || *m_slots[other].users > *m_slots[*fullest].users))
            fullest = other;
    }
    return fullest;
}

void ComparedUsers::setIncomplete(View &view, std::size_t slot, bool is)
{
    if (view.isIncomplete == is)
        return;
    view.isIncomplete = is;
    m_slots[slot].incomplete += is ? 1 : std::size_t(-1);
}

void ComparedUsers::judge(Users::value_type &user, std::size_t slot, const MailboxStates &here,
                          const MailboxStates &there, Moment now)
{
    View &view = user.second.views[slot];
    const auto suspicion = m_suspicions.find({user.first, slot});
    const bool isSuspected = suspicion != m_suspicions.end();
    MailboxStates lacking = lackingIn(here, there, mailboxesRemembered);
    if (!lacking.empty() && !isSuspected && !view.isIncomplete) {
        m_suspicions.emplace(std::pair(user.first, slot), Suspicion{now, std::move(lacking)});
        return;
    }
    if (!lacking.empty() && isSuspected && now - suspicion->second.since < secondLook)
        return;
    const bool isLacking = isSuspected ? isStillLacking(suspicion->second.lacking, here, there) : !lacking.empty();
    if (isSuspected)
        m_suspicions.erase(suspicion);
    view.compared = now;
    setIncomplete(view, slot, isLacking);
}

void ComparedUsers::looked(const std::string &name, const std::vector<std::optional<MailboxStates>> &slots, Moment now)
{
    const auto found = m_users.find(name);
    if (found == m_users.end())
        return;
    bool isAnywhere = false;
    for (std::size_t slot = 0; slot < slots.size(); ++slot) {
        View &view = found->second.views[slot];
        if (slots[slot])
            view.isThere = !slots[slot]->empty();
        isAnywhere = isAnywhere || view.isThere || (!slots[slot] && !m_slots[slot].users);
    }
    if (!isAnywhere) {
        forget(found);
        return;
    }
    bool isSuspected = false;
    std::size_t incomplete = 0; // on the slot that has most of them, of those where this one is
    for (std::size_t slot = 0; slot < slots.size(); ++slot) {
        const auto measure = measureOf(slot);
        if (measure && slots[slot] && slots[*measure])
            judge(*found, slot, *slots[slot], *slots[*measure], now);
        isSuspected = isSuspected || m_suspicions.count({name, slot}) > 0;
        if (found->second.views[slot].isIncomplete)
            incomplete = std::max(incomplete, m_slots[slot].incomplete);
    }
    if (isSuspected)
        again(*found, now + secondLook);
    else if (incomplete > 0)
        again(*found, now + secondLook * static_cast<std::int64_t>(1 + incomplete / looksAgainPerMinute));
}

// Deleted everywhere. Whoever waits in a queue is forgotten when it is their turn.
void ComparedUsers::forget(Users::iterator user)
{
    for (std::size_t slot = 0; slot < m_slots.size(); ++slot) {
        m_suspicions.erase({user->first, slot});
        setIncomplete(user->second.views[slot], slot, false);
    }
    if (!user->second.isAgain && !user->second.isOdd && !user->second.isFresh)
        m_users.erase(user);
}

ComparedUsers::Standing ComparedUsers::standing(std::size_t slot, Moment now) const
{
    Standing standing;
    standing.users = m_slots[slot].users;
    standing.incomplete = m_slots[slot].incomplete;
    const auto measure = measureOf(slot);
    if (!measure)
        return standing;
    std::size_t toCompare = m_slots[*measure].leftOut;
    for (const auto &[name, user] : m_users) {
        if (!user.views[*measure].isThere)
            continue;
        ++toCompare;
        const Moment compared = user.views[slot].compared;
        if (compared == Moment() || now - compared > comparedWithin)
            continue;
        ++standing.compared;
        standing.oldest = std::min(standing.oldest.value_or(compared), compared);
    }
    standing.toCompare = toCompare;
    return standing;
}

std::vector<std::string> ComparedUsers::incomplete(std::size_t slot, std::size_t most) const
{
    std::vector<std::string> names;
    for (auto user = m_users.begin(); user != m_users.end() && names.size() < std::min(most, m_slots[slot].incomplete);
         ++user) {
        if (user->second.views[slot].isIncomplete)
            names.push_back(user->first);
    }
    return names;
}
} // namespace signalbox
