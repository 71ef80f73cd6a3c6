// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <lists/keptrows.h>
#include <lists/listedestate.h>

namespace signalbox
{
/// Keeps the lists of an estate as their queries answer: asks each again at its interval, on a thread of its own, and
/// reads the estate anew where the rows differ. What fails, or answers what nobody expects, leaves the lists as they
/// were, and is said.
class EstateLists
{
public:
    struct Callbacks {
        /// The estate was read again, or what is said of its lists changed. From any thread, one call at a time.
        std::function<void(const EstateReading &, const std::vector<std::string> &notices)> take;
        /// For the journal: what changed in the rows of a query, or why they stay. From the asking thread.
        std::function<void(const std::string &query, const std::string &text)> note;
    };

    /// `rowsPath` is the file in which rows are kept.
    EstateLists(ReadWithRows read, const std::string &rowsPath);
    ~EstateLists();
    EstateLists(const EstateLists &) = delete;
    EstateLists &operator=(const EstateLists &) = delete;

    /// Reads the estate with the rows kept; asks the queries that have none, and waits for them.
    EstateReading read();
    /// Breaks off what is being asked and asks no more. Any thread; does not wait.
    void stop() { m_isEnding = true; }
    /// Begins to ask on schedule. Once.
    void start(Callbacks callbacks);
    /// Reads the estate again, since its file was edited, and hands it over. After start(), any thread.
    void refresh();
    /// Every query is due now. Any thread.
    void askAgain();

private:
    struct Query {
        QueryDeclaration declaration;
        Milliseconds due{}; ///< since boot
    };
    void run();
    void askWhatIsDue(std::unique_lock<std::mutex> &lock);
    void settle(const QueryDeclaration &query, Expected<std::vector<QueryRow>> answer);
    std::string settled(const QueryDeclaration &query, Expected<std::vector<QueryRow>> answer);
    void schedule(const EstateReading &reading);
    void hand(const EstateReading &reading);

    ReadWithRows m_read;
    Callbacks m_callbacks;
    std::atomic<bool> m_isEnding = false;
    std::mutex m_mutex; ///< guards all below
    std::condition_variable m_wake;
    KeptRows m_kept;
    std::vector<Query> m_queries;
    std::map<std::string, std::string> m_notices; ///< by query
    EstateReading m_last;                         ///< as handed over last
    std::thread m_thread;
};
} // namespace signalbox
