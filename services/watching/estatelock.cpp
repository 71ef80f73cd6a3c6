// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <watching/estatelock.h>

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace signalbox
{
namespace
{
tl::unexpected<EstateLock::Refusal> refusal(const std::string &where, const std::string &what,
                                            const std::string &advice, bool isHeld)
{
    EstateLock::Refusal refused;
    refused.problem.where = where;
    refused.problem.what = what;
    refused.problem.advice = advice;
    refused.isHeld = isHeld;
    return tl::unexpected<EstateLock::Refusal>(refused);
}

// The whole file, for one open of it (F_OFD_SETLK, fcntl(2)).
struct flock wholeFile()
{
    struct flock whole = {};
    whole.l_type = F_WRLCK;
    whole.l_whence = SEEK_SET;
    return whole;
}

// A folder that its group may write to is shared: then the group takes turns at the lock too. The umask is no answer
// to that, since it holds for private folders as well.
void shareWithGroup(int descriptor, const std::string &path)
{
    struct stat folder = {};
    struct stat file = {};
    const std::string folderName = path.substr(0, path.find_last_of('/') + 1) + ".";
    if (stat(folderName.c_str(), &folder) == 0 && (folder.st_mode & S_IWGRP) != 0 && fstat(descriptor, &file) == 0 &&
        file.st_uid == geteuid())
        (void)fchmod(descriptor, 0660); // where it cannot be, others are refused, and told so
}
} // namespace

EstateLock::EstateLock(int descriptor)
    : m_descriptor(descriptor)
{
}

EstateLock::~EstateLock()
{
    close(m_descriptor);
}

tl::expected<std::unique_ptr<EstateLock>, EstateLock::Refusal> EstateLock::take(const std::string &recordingPath)
{
    const std::string path = recordingPath + ".lock";
    const int descriptor = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0 && errno == EACCES && access(path.c_str(), F_OK) == 0) {
        return refusal(path, "this lock is another user's, and it cannot be seen whether that one records",
                       "Make its folder one that a common group may write to (mode 2770), or record elsewhere", true);
    }
    if (descriptor < 0) {
        return refusal(path, std::string("cannot make the lock file: ") + std::strerror(errno),
                       "Record into a folder that may be written", false);
    }
    shareWithGroup(descriptor, path);
    std::unique_ptr<EstateLock> lock(new EstateLock(descriptor));
    struct flock whole = wholeFile();
    if (fcntl(descriptor, F_OFD_SETLK, &whole) != 0) {
        char holder[32] = {};
        const ssize_t length = pread(descriptor, holder, sizeof holder - 1, 0);
        const std::string who = length > 0 ? "process " + std::string(holder) : "another process";
        return refusal(recordingPath, "is being recorded by " + who, "Stop that one first", true);
    }
    // The number only helps the next one to say who has it: a full disk must not keep anybody from watching.
    const std::string me = std::to_string(getpid());
    if (ftruncate(descriptor, 0) == 0)
        (void)(pwrite(descriptor, me.data(), me.size(), 0) < 0);
    return lock;
}

bool EstateLock::isHeld(const std::string &recordingPath)
{
    const int descriptor = open((recordingPath + ".lock").c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0)
        return errno == EACCES && access((recordingPath + ".lock").c_str(), F_OK) == 0;
    // Asked without being taken even for a moment: a recorder that starts just then is not to be refused.
    struct flock whole = wholeFile();
    const bool isKnown = fcntl(descriptor, F_OFD_GETLK, &whole) == 0;
    close(descriptor);
    return isKnown && whole.l_type != F_UNLCK;
}
} // namespace signalbox
