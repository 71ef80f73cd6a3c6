// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sources/filesystemprobe.h>

#include <mutex>
#include <system_error>
#include <thread>

#include <sys/statvfs.h>

namespace signalbox
{
/// Where a thread leaves its answer. It outlives the probe, since a thread that hangs does.
struct FileSystemProbe::Mailbox {
    std::mutex mutex;
    FileSystemProbe *probe = nullptr; ///< null once the probe is gone
};

FileSystemProbe::FileSystemProbe(Look look)
    : m_look(std::move(look))
    , m_mailbox(std::make_shared<Mailbox>())
{
    m_mailbox->probe = this;
    m_limit.setSingleShot(true);
    QObject::connect(&m_limit, &QTimer::timeout, &m_limit, [this] { finish(); });
}

FileSystemProbe::~FileSystemProbe()
{
    const std::lock_guard lock(m_mailbox->mutex);
    m_mailbox->probe = nullptr;
}

std::optional<Space> FileSystemProbe::lookAtFileSystem(const std::string &mountPoint)
{
    struct statvfs status = {};
    if (statvfs(mountPoint.c_str(), &status) != 0)
        return {};
    const auto block = static_cast<double>(status.f_frsize);
    return Space{static_cast<double>(status.f_blocks) * block, static_cast<double>(status.f_bavail) * block,
                 static_cast<double>(status.f_files), static_cast<double>(status.f_ffree)};
}

void FileSystemProbe::ask(const std::vector<Mount> &mounts, Milliseconds limit,
                          std::function<void(std::vector<Answer>)> then)
{
    ++m_round;
    m_then = std::move(then);
    m_answers.clear();
    m_open = 0;
    for (const Mount &mount : mounts)
        m_answers.push_back({mount, {}, m_busy.contains(mount.mountPoint)});
    // At least one turn of the event loop lies between asking and `then`, also where there is nothing to ask.
    m_limit.start(limit);
    for (std::size_t place = 0; place < m_answers.size(); ++place) {
        if (!m_answers[place].hangs)
            start(place);
    }
    if (m_open == 0)
        m_limit.start(0);
}

void FileSystemProbe::start(std::size_t place)
{
    const std::string &mountPoint = m_answers[place].mount.mountPoint;
    auto work = [look = m_look, mailbox = m_mailbox, round = m_round, mountPoint, place] {
        const std::optional<Space> space = look(mountPoint);
        const std::lock_guard lock(mailbox->mutex);
        FileSystemProbe *probe = mailbox->probe;
        if (!probe)
            return;
        // Dropped by Qt if the probe, and with it m_limit, goes first.
        QMetaObject::invokeMethod(
            &probe->m_limit,
            [probe, round, mountPoint, place, space] { probe->arrived(round, mountPoint, place, space); },
            Qt::QueuedConnection);
    };
    try {
        std::thread(std::move(work)).detach();
    } catch (const std::system_error &) {
        return; // no thread to be had: the answer stays without a value, which is what is said
    }
    m_busy.insert(mountPoint);
    ++m_open;
}

void FileSystemProbe::arrived(std::uint64_t round, const std::string &mountPoint, std::size_t place,
                              std::optional<Space> space)
{
    m_busy.erase(mountPoint);
    if (round != m_round || !m_then)
        return; // too late to say when it was true
    m_answers[place].space = space;
    if (--m_open == 0)
        finish();
}

void FileSystemProbe::finish()
{
    m_limit.stop();
    if (!m_then)
        return;
    for (Answer &answer : m_answers)
        answer.hangs = m_busy.contains(answer.mount.mountPoint);
    const auto then = std::exchange(m_then, nullptr);
    then(std::move(m_answers));
}
} // namespace signalbox
