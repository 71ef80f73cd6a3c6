// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <estate/estatereader.h>

namespace signalbox
{
/// Looks once a second whether an estate file, or a folder of them, was changed, and reads it again on a thread of its
/// own. By looking, not by inotify: editors replace files, and network file systems tell nothing.
class EstateWatch
{
public:
    /// `read` is called from the watching thread with each reading of a changed file, and once at first;
    /// `sourceTypes` as in readEstate().
    EstateWatch(std::string path, std::vector<std::string_view> sourceTypes, std::function<void(EstateReading)> read);
    ~EstateWatch();
    EstateWatch(const EstateWatch &) = delete;
    EstateWatch &operator=(const EstateWatch &) = delete;

private:
    void run();

    std::string m_path;
    std::vector<std::string_view> m_sourceTypes;
    std::function<void(EstateReading)> m_read;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_isEnding = false;
    std::thread m_thread;
};
} // namespace signalbox
