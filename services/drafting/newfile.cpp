// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <drafting/newfile.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <unistd.h>

namespace signalbox
{
namespace
{
// Whether all of it is on disk; errno tells why not.
bool writeAll(int file, std::string_view text)
{
    while (!text.empty()) {
        const ssize_t written = write(file, text.data(), text.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return fsync(file) == 0;
}

Problem refused(const std::string &path)
{
    return {path, std::string("the file cannot be written: ") + std::strerror(errno),
            "Nothing was written; name another file, or - to print it"};
}
} // namespace

Expected<void> writeNewFile(const std::string &path, const std::string &text)
{
    const std::filesystem::path folder = std::filesystem::absolute(path).parent_path();
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    const std::string beside = path + ".new-" + std::to_string(getpid());
    const int file = open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (file < 0)
        return tl::unexpected(refused(path));
    bool done = writeAll(file, text) && link(beside.c_str(), path.c_str()) == 0;
    const Problem problem = refused(path);
    close(file);
    unlink(beside.c_str());
    if (!done)
        return tl::unexpected(problem);
    const int names = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (names >= 0) {
        fsync(names); // without it a power cut may still take the name away, and nothing else
        close(names);
    }
    return {};
}
} // namespace signalbox
