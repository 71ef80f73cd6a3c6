// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sources/storecomparison.h>

#include <algorithm>

#include <sources/metric.h>

namespace signalbox
{
namespace
{
constexpr Milliseconds betweenLists = std::chrono::hours(1);
constexpr Milliseconds betweenWakes = std::chrono::seconds(1);
constexpr std::size_t mostNames = 200;
} // namespace

StoreComparison::Slot::Slot(Reach &reach, const Target &target, const std::string &certificateName)
    : reader(reach, QUrl(QString::fromStdString(target.url)), certificateName)
    , host(target.slot)
{
}

StoreComparison::StoreComparison(const SourceDeclaration &declaration, const std::vector<const Target *> &slots,
                                 Reach &reach, Say &say, const Clock &clock)
    : m_say(say)
    , m_clock(clock)
    , m_store(slots.front()->subject)
    , m_interval(declaration.interval)
    , m_limit(std::min(declaration.deadline, declaration.interval * 9 / 10))
    , m_users(slots.size(), declaration.compareEvery)
{
    for (const Target *slot : slots)
        m_slots.push_back(std::make_unique<Slot>(reach, *slot, declaration.serverName));
    QObject::connect(&m_wake, &QTimer::timeout, &m_wake, [this] { pump(); });
    m_wake.start(betweenWakes);
}

void StoreComparison::admit(std::size_t slot, const ImapAccess &access)
{
    Slot &admitted = *m_slots[slot];
    if (admitted.reader.isOpen() || admitted.reader.isBusy())
        return;
    admitted.reader.open(access, m_limit, [this, &admitted](const std::string &trouble) {
        admitted.trouble = trouble;
        pump();
    });
}

void StoreComparison::pump()
{
    const Moment now = m_clock.now();
    std::size_t comparable = 0;
    bool isBusy = m_waitsFor > 0;
    for (std::size_t slot = 0; slot < m_slots.size() && !isBusy; ++slot) {
        if (m_slots[slot]->reader.isReady() && now >= m_slots[slot]->nextList)
            list(slot);
    }
    for (const auto &slot : m_slots) {
        isBusy = isBusy || slot->isListing;
        comparable += slot->reader.isReady() && slot->isListed ? 1 : 0;
    }
    if (!isBusy && comparable > 1)
        look();
}

void StoreComparison::list(std::size_t slot)
{
    Slot &asked = *m_slots[slot];
    asked.isListing = true;
    asked.nextList = m_clock.now() + betweenLists;
    asked.users = 0;
    asked.mailboxes = 0;
    m_users.beginList(slot);
    asked.reader.list(
        m_limit,
        [this, slot, &asked](const MailboxOwner &owner) {
            ++asked.mailboxes;
            if (!owner.isInbox)
                return;
            ++asked.users;
            m_users.listed(slot, owner.user);
        },
        [this, slot](const std::string &trouble) { listed(slot, trouble); });
}

void StoreComparison::listed(std::size_t slot, const std::string &trouble)
{
    Slot &asked = *m_slots[slot];
    asked.isListing = false;
    asked.trouble = trouble;
    const Moment now = m_clock.now();
    if (trouble.empty()) {
        asked.isListed = true;
        m_users.endList(slot);
        number(slot, "cyrus_users", now, static_cast<double>(asked.users), betweenLists);
        number(slot, "cyrus_mailboxes", now, static_cast<double>(asked.mailboxes), betweenLists);
        report(slot);
        m_say.flush();
    } else {
        asked.nextList = now + std::min(betweenLists, std::max(m_interval, Milliseconds(std::chrono::minutes(1))));
    }
    pump();
}

void StoreComparison::look()
{
    const auto user = m_users.next(m_clock.now());
    if (!user)
        return;
    m_user = *user;
    m_answers.assign(m_slots.size(), std::nullopt);
    std::vector<std::size_t> asked;
    for (std::size_t slot = 0; slot < m_slots.size(); ++slot) {
        if (m_slots[slot]->reader.isReady() && m_slots[slot]->isListed)
            asked.push_back(slot);
    }
    m_waitsFor = asked.size();
    for (const std::size_t slot : asked) {
        m_slots[slot]->reader.look(m_user, m_limit,
                                   [this, slot](std::optional<MailboxStates> states, const std::string &trouble) {
                                       answered(slot, std::move(states), trouble);
                                   });
    }
}

void StoreComparison::answered(std::size_t slot, std::optional<MailboxStates> states, const std::string &trouble)
{
    m_slots[slot]->trouble = trouble;
    m_answers[slot] = std::move(states);
    if (--m_waitsFor > 0)
        return;
    m_users.looked(m_user, m_answers, m_clock.now());
    // Without an answer the next question waits for the timer: a server that refuses at once is not asked in a circle.
    if (trouble.empty())
        pump();
}

std::string StoreComparison::trouble(std::size_t slot) const
{
    if (m_slots[slot]->trouble.empty() && m_users.isOverfull())
        return "the store has more than " + std::to_string(ComparedUsers::mostUsers) +
               " users, and those beyond are not compared";
    return m_slots[slot]->trouble;
}

void StoreComparison::number(std::size_t slot, std::string_view metric, Moment at, double value, Milliseconds interval)
{
    const Labels labels{{"slot", m_slots[slot]->host}};
    m_say.number(m_say.series(m_store, metric, labels, unitOf(metric), interval), at, value);
}

void StoreComparison::report(std::size_t slot)
{
    const Moment now = m_clock.now();
    const ComparedUsers::Standing standing = m_users.standing(slot, now);
    if (!standing.toCompare)
        return;
    number(slot, "cyrus_users_to_compare", now, static_cast<double>(*standing.toCompare), m_interval);
    number(slot, "cyrus_users_compared", now, static_cast<double>(standing.compared), m_interval);
    number(slot, "cyrus_users_incomplete", now, static_cast<double>(standing.incomplete), m_interval);
    if (standing.oldest) {
        const WallTime oldest = readMachineClocks().wall - (now - *standing.oldest);
        number(slot, "cyrus_comparison_oldest_time_seconds", now,
               std::chrono::duration<double>(oldest.time_since_epoch()).count(), m_interval);
    }
    reportNames(slot, now);
}

void StoreComparison::reportNames(std::size_t slot, Moment now)
{
    Slot &of = *m_slots[slot];
    const auto series = [&](const std::string &user) {
        return m_say.series(m_store, "cyrus_user_incomplete", {{"slot", of.host}, {"user", user}}, {}, m_interval);
    };
    std::set<std::string> names;
    for (const std::string &name : m_users.incomplete(slot, mostNames))
        names.insert(wellFormed(name));
    for (const std::string &name : of.said) {
        if (names.count(name) == 0)
            m_say.gone(series(name), now);
    }
    for (const std::string &name : names)
        m_say.number(series(name), now, 1);
    of.said = std::move(names);
}
} // namespace signalbox
