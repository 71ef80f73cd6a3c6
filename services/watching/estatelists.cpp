// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <watching/estatelists.h>

#include <algorithm>

#include <lists/askquery.h>
#include <time/clock.h>

namespace signalbox
{
EstateLists::EstateLists(ReadWithRows read, const std::string &rowsPath)
    : m_read(std::move(read))
    , m_kept(rowsPath)
{
}

EstateLists::~EstateLists()
{
    stop(); // before the mutex is waited for, which a question is asked under
    {
        const std::lock_guard lock(m_mutex);
        m_wake.notify_all();
    }
    if (m_thread.joinable())
        m_thread.join();
}

EstateReading EstateLists::read()
{
    ListedReading listed = readListedEstate(
        m_read, [this](const EstateReading &reading) { return m_kept.of(reading.queries); }, m_isEnding);
    for (const QueryDeclaration &query : listed.reading.queries) {
        const auto asked = listed.asked.find(query.name);
        if (asked == listed.asked.end() || !listed.reading.estate)
            continue;
        if (const std::string refusal = m_kept.refusal(query, asked->second); !refusal.empty()) {
            listed.reading.errors.push_back({query.where, "query \"" + query.name + "\": " + refusal});
            listed.reading.estate.reset();
        } else if (auto kept = m_kept.keep(query, asked->second, readMachineClocks().wall); !kept) {
            m_notices[query.name] = kept.error().sentence();
        }
    }
    return std::move(listed.reading);
}

void EstateLists::start(Callbacks callbacks)
{
    m_callbacks = std::move(callbacks);
    m_thread = std::thread([this] { run(); });
}

void EstateLists::refresh()
{
    const std::lock_guard lock(m_mutex);
    EstateReading reading = read();
    if (m_isEnding)
        return;
    schedule(reading);
    hand(reading);
}

void EstateLists::askAgain()
{
    const std::lock_guard lock(m_mutex);
    for (Query &query : m_queries)
        query.due = Milliseconds(0);
}

// A query asked otherwise than before begins anew; the first question comes at once.
void EstateLists::schedule(const EstateReading &reading)
{
    if (!reading.estate)
        return;
    std::vector<Query> queries;
    for (const QueryDeclaration &declaration : reading.queries) {
        const auto known = std::find_if(m_queries.begin(), m_queries.end(), [&](const Query &query) {
            return query.declaration.name == declaration.name && query.declaration.asksAlike(declaration) &&
                   query.declaration.interval == declaration.interval;
        });
        queries.push_back({declaration, known == m_queries.end() ? Milliseconds(0) : known->due});
        // What a person changed of it, such as what is usual, counts at once.
        if (known != m_queries.end() && known->declaration.usual != declaration.usual)
            queries.back().due = Milliseconds(0);
    }
    m_queries = std::move(queries);
    std::erase_if(m_notices, [&](const auto &notice) {
        return std::none_of(m_queries.begin(), m_queries.end(),
                            [&](const Query &query) { return query.declaration.name == notice.first; });
    });
}

void EstateLists::hand(const EstateReading &reading)
{
    m_last = reading;
    std::vector<std::string> notices;
    for (const auto &[query, notice] : m_notices)
        notices.push_back(notice);
    m_callbacks.take(reading, notices);
}

void EstateLists::run()
{
    std::unique_lock lock(m_mutex);
    while (!m_wake.wait_for(lock, std::chrono::seconds(1), [this] { return m_isEnding.load(); }))
        askWhatIsDue(lock);
}

void EstateLists::askWhatIsDue(std::unique_lock<std::mutex> &lock)
{
    const std::vector<Query> queries = m_queries;
    for (const Query &query : queries) {
        if (m_isEnding || query.due > readMachineClocks().sinceBoot)
            continue;
        lock.unlock();
        Expected<std::vector<QueryRow>> answer = askQuery(query.declaration, m_isEnding);
        lock.lock();
        if (m_isEnding)
            return;
        const auto known = std::find_if(m_queries.begin(), m_queries.end(), [&](const Query &each) {
            return each.declaration.name == query.declaration.name && each.declaration.asksAlike(query.declaration);
        });
        if (known == m_queries.end())
            continue; // no longer declared so
        known->due = readMachineClocks().sinceBoot + known->declaration.interval;
        const QueryDeclaration declaration = known->declaration;
        settle(declaration, std::move(answer));
    }
}

void EstateLists::settle(const QueryDeclaration &query, Expected<std::vector<QueryRow>> answer)
{
    const bool answered = answer.has_value();
    const std::string notice = settled(query, std::move(answer));
    std::string &known = m_notices[query.name];
    const bool isNew = known != notice;
    known = notice;
    if (notice.empty())
        m_notices.erase(query.name);
    if (!isNew)
        return;
    if (answered && !notice.empty())
        m_callbacks.note(query.name, notice);
    hand(m_last);
}

// What is wrong with an answer, for people; empty where it was taken over.
std::string EstateLists::settled(const QueryDeclaration &query, Expected<std::vector<QueryRow>> answer)
{
    const std::string stays = "its rows of " + m_kept.since(query) + " stay in force: ";
    if (!answer)
        return "query " + query.name + ": " + stays + answer.error().sentence();
    if (const std::string refusal = m_kept.refusal(query, *answer); !refusal.empty())
        return "query " + query.name + ": " + stays + refusal;
    std::vector<QueryDeclaration> all;
    for (const Query &each : m_queries)
        all.push_back(each.declaration);
    QueryRows rows = m_kept.of(all);
    const std::string difference = rowsDifference(rows[query.name], *answer);
    if (!difference.empty()) {
        const bool fileIsRight = m_read(rows).estate.has_value();
        rows[query.name] = *answer;
        EstateReading reading = m_read(rows);
        if (!fileIsRight)
            return {}; // the file's own mistakes are told already; the next answer will do
        if (!reading.estate)
            return "query " + query.name + ": " + stays +
                   "its answer makes no right estate: " + reading.errors.front().line();
        m_callbacks.note(query.name, difference);
        hand(reading);
    }
    const Expected<void> kept = m_kept.keep(query, std::move(*answer), readMachineClocks().wall);
    return kept ? std::string() : "query " + query.name + ": " + kept.error().sentence();
}
} // namespace signalbox
