// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <QTimer>

#include <sources/procfiles.h>
#include <time/moment.h>

namespace signalbox
{
/// What statvfs(3) says of a file system.
struct Space {
    double size = 0;      ///< bytes
    double available = 0; ///< bytes that an ordinary user can still write
    double files = 0;     ///< inodes
    double filesFree = 0; ///< inodes
};

/// Asks file systems how full they are, each on a thread of its own: statvfs on a dead NFS server's mount hangs, for
/// ever where it is mounted hard. A mount that hangs holds up nothing but its own answer, and is not asked again until
/// that came.
class FileSystemProbe
{
public:
    /// Blocking; called on other threads. Nothing: it cannot be read.
    using Look = std::function<std::optional<Space>(const std::string &mountPoint)>;
    struct Answer {
        Mount mount;
        std::optional<Space> space;
        bool hangs = false; ///< no answer within the limit, now or the last time it was asked
    };

    explicit FileSystemProbe(Look look = lookAtFileSystem);
    ~FileSystemProbe();
    FileSystemProbe(const FileSystemProbe &) = delete;
    FileSystemProbe &operator=(const FileSystemProbe &) = delete;

    /// Calls `then` once, on this thread's event loop, after all have answered or at the limit. One round at a time: a
    /// call during a round ends that round without its `then`.
    void ask(const std::vector<Mount> &mounts, Milliseconds limit, std::function<void(std::vector<Answer>)> then);
    static std::optional<Space> lookAtFileSystem(const std::string &mountPoint);

private:
    struct Mailbox;
    void start(std::size_t place);
    void arrived(std::uint64_t round, const std::string &mountPoint, std::size_t place, std::optional<Space> space);
    void finish();

    Look m_look;
    std::shared_ptr<Mailbox> m_mailbox;
    QTimer m_limit;
    std::uint64_t m_round = 0;
    std::vector<Answer> m_answers;
    std::size_t m_open = 0;
    std::function<void(std::vector<Answer>)> m_then;
    std::set<std::string> m_busy; ///< mount points whose thread has not come back
};
} // namespace signalbox
