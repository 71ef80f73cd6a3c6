// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <attaching/presence.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <watching/statefolder.h>

namespace signalbox
{
namespace
{
constexpr std::size_t mostBytes = 1024;

struct flock wholeFile()
{
    struct flock whole = {};
    whole.l_type = F_WRLCK;
    whole.l_whence = SEEK_SET;
    return whole;
}

// Nothing where nobody holds it any more: then it is of no use to anybody.
std::optional<link::Desk> deskOf(const std::string &path)
{
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (descriptor < 0)
        return {};
    struct flock lock = wholeFile();
    const bool isHeld = ::fcntl(descriptor, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
    char bytes[mostBytes];
    const ssize_t count = ::pread(descriptor, bytes, sizeof bytes, 0);
    ::close(descriptor);
    if (!isHeld) {
        ::unlink(path.c_str());
        return {};
    }
    const std::string_view text(bytes, count > 0 ? static_cast<std::size_t>(count) : 0);
    const std::size_t line = text.find('\n');
    if (line == std::string_view::npos)
        return {}; // it is being written
    return link::Desk{std::string(text.substr(0, line)), std::string(text.substr(line + 1))};
}
} // namespace

Presence::Presence(std::string folder, std::string file, int descriptor, std::string who)
    : m_folder(std::move(folder))
    , m_file(std::move(file))
    , m_descriptor(descriptor)
    , m_who(std::move(who))
{
}

Presence::~Presence()
{
    ::unlink((m_folder + '/' + m_file).c_str());
    ::close(m_descriptor);
}

Expected<std::unique_ptr<Presence>> Presence::enter(const std::string &recordingPath, const std::string &who)
{
    const std::string folder = besideRecording(recordingPath, "desks");
    const auto refused = [&folder] {
        return tl::unexpected(Problem{folder, std::string("others cannot be told who is here: ") + std::strerror(errno),
                                      "Check owner and mode of that folder"});
    };
    // As shared as the folder that it lies in.
    struct stat above = {};
    const std::string parent = folder.substr(0, folder.find_last_of('/'));
    const bool isShared = ::stat(parent.c_str(), &above) == 0 && (above.st_mode & S_IWGRP) != 0;
    if (::mkdir(folder.c_str(), 0700) == 0 && isShared)
        (void)::chmod(folder.c_str(), 02770);
    const std::string file = std::to_string(::getpid());
    const int descriptor =
        ::open((folder + '/' + file).c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0)
        return refused();
    struct flock lock = wholeFile();
    if (::fcntl(descriptor, F_OFD_SETLK, &lock) != 0) {
        const auto problem = refused();
        ::close(descriptor);
        return problem;
    }
    if (isShared)
        (void)::fchmod(descriptor, 0660);
    std::unique_ptr<Presence> presence(new Presence(folder, file, descriptor, who));
    presence->lookAt({});
    return presence;
}

void Presence::lookAt(const std::string &what)
{
    const std::string text = (m_who + '\n' + what).substr(0, mostBytes);
    // What cannot be written is not seen by the others for a while; it is said again at the next look.
    if (::ftruncate(m_descriptor, 0) == 0)
        (void)!::pwrite(m_descriptor, text.data(), text.size(), 0);
}

std::vector<link::Desk> Presence::others() const
{
    std::vector<link::Desk> desks;
    std::error_code trouble;
    for (std::filesystem::directory_iterator entry(m_folder, trouble), end; !trouble && entry != end;
         entry.increment(trouble)) {
        if (entry->path().filename() == m_file)
            continue;
        if (auto desk = deskOf(entry->path().string()))
            desks.push_back(std::move(*desk));
    }
    std::sort(desks.begin(), desks.end(), [](const link::Desk &a, const link::Desk &b) { return a.who < b.who; });
    return desks;
}
} // namespace signalbox
