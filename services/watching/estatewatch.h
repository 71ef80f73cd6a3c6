// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace signalbox
{
/// Looks once a second, on a thread of its own, whether an estate file, or a folder of them, was changed. By looking,
/// not by inotify: editors replace files, and network file systems tell nothing.
class EstateWatch
{
public:
    /// `changed` is called from the watching thread after each change, and once at first.
    EstateWatch(std::string path, std::function<void()> changed);
    ~EstateWatch();
    EstateWatch(const EstateWatch &) = delete;
    EstateWatch &operator=(const EstateWatch &) = delete;

    /// Calls `changed` now, changed or not, and then `done`; both on the watching thread. Any thread; does not wait.
    void lookNow(std::function<void()> done);

private:
    void run();

    std::string m_path;
    std::function<void()> m_changed;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_isEnding = false;
    std::vector<std::function<void()>> m_asked; ///< `done` of each that has asked to look now
    std::thread m_thread;
};
} // namespace signalbox
