// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <watching/estatewatch.h>

#include <algorithm>
#include <filesystem>
#include <utility>
#include <vector>

#include <sys/stat.h>

namespace signalbox
{
namespace
{
// Name, device, inode, size and change time of every file that makes up the estate: equal where nothing was edited.
std::string signatureOf(const std::string &path)
{
    std::vector<std::string> files{path};
    std::error_code error;
    for (std::filesystem::directory_iterator entry(path, error), end; !error && entry != end; entry.increment(error))
        files.push_back(entry->path().string());
    std::sort(files.begin(), files.end());
    std::string signature;
    for (const std::string &file : files) {
        struct stat status = {};
        const int failed = stat(file.c_str(), &status);
        signature += file + ' ' + std::to_string(failed) + ' ' + std::to_string(status.st_dev) + ' ' +
                     std::to_string(status.st_ino) + ' ' + std::to_string(status.st_size) + ' ' +
                     std::to_string(status.st_ctim.tv_sec) + ' ' + std::to_string(status.st_ctim.tv_nsec) + '\n';
    }
    return signature;
}
} // namespace

EstateWatch::EstateWatch(std::string path, std::function<void()> changed)
    : m_path(std::move(path))
    , m_changed(std::move(changed))
    , m_thread([this] { run(); })
{
}

EstateWatch::~EstateWatch()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void EstateWatch::lookNow(std::function<void()> done)
{
    const std::lock_guard lock(m_mutex);
    m_asked.push_back(std::move(done));
    m_wake.notify_all();
}

void EstateWatch::run()
{
    std::string known; // none: an edit between the first reading and this is not missed
    std::unique_lock lock(m_mutex);
    while (true) {
        m_wake.wait_for(lock, std::chrono::seconds(1), [this] { return m_isEnding || !m_asked.empty(); });
        if (m_isEnding)
            return;
        const std::vector<std::function<void()>> asked = std::exchange(m_asked, {});
        lock.unlock();
        const std::string signature = signatureOf(m_path);
        if (signature != known || !asked.empty()) {
            known = signature;
            m_changed();
        }
        for (const auto &done : asked)
            done();
        lock.lock();
    }
}
} // namespace signalbox
