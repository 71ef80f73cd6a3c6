// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

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

private:
    void run();

    std::string m_path;
    std::function<void()> m_changed;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_isEnding = false;
    std::thread m_thread;
};
} // namespace signalbox
