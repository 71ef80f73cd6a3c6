// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include <journal/act.h>

namespace signalbox
{
/// Appends this person's acts to a journal on a thread of its own, in order: a screen does not wait for a disk.
class ActWriter
{
public:
    using Done = std::function<void(const Expected<std::uint64_t> &)>;
    explicit ActWriter(std::string journalPath);
    /// Writes what waits.
    ~ActWriter();
    /// Dated now. `done` gets the row's number, or why nothing was written, on the writing thread. Any thread.
    void write(const Act &act, Done done);

private:
    struct Waiting {
        Act act;
        WallTime wall{};
        Done done;
    };
    void run();

    std::string m_path;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Waiting> m_waiting;
    bool m_isEnding = false;
    std::thread m_thread;
};
} // namespace signalbox
