// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <attaching/watchline.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

namespace signalbox
{
namespace
{
constexpr std::size_t longestComplaint = 4096;

struct Pipe {
    int read = -1;
    int write = -1;
};
std::optional<Pipe> makePipe()
{
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        return {};
    return Pipe{ends[0], ends[1]};
}
void close(const Pipe &pipe)
{
    ::close(pipe.read);
    ::close(pipe.write);
}

/// Starts argv in a process group of its own; an errno where it cannot be.
int spawn(const std::vector<std::string> &argv, const std::array<Pipe, 3> &pipes, pid_t &process)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, pipes[0].read, STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, pipes[1].write, STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, pipes[2].write, STDERR_FILENO);
    ::posix_spawnattr_init(&attributes);
    sigset_t none;
    sigset_t standard;
    ::sigemptyset(&none);
    ::sigemptyset(&standard);
    for (const int signal : {SIGPIPE, SIGINT, SIGTERM, SIGHUP})
        ::sigaddset(&standard, signal);
    ::posix_spawnattr_setsigmask(&attributes, &none);
    ::posix_spawnattr_setsigdefault(&attributes, &standard);
    ::posix_spawnattr_setpgroup(&attributes, 0);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    std::vector<char *> arguments;
    for (const std::string &argument : argv)
        arguments.push_back(const_cast<char *>(argument.c_str()));
    arguments.push_back(nullptr);
    const int error = ::posix_spawnp(&process, arguments.front(), &actions, &attributes, arguments.data(), environ);
    ::posix_spawnattr_destroy(&attributes);
    ::posix_spawn_file_actions_destroy(&actions);
    return error;
}

std::string lastLine(std::string text)
{
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r'))
        text.pop_back();
    return text.substr(text.find_last_of('\n') + 1);
}

// What OpenSSH and shells say, and what helps against it.
std::string adviceFor(const std::string &complaint)
{
    const auto says = [&complaint](const char *part) { return complaint.find(part) != std::string::npos; };
    if (says("Host key verification failed") || says("HOST IDENTIFICATION HAS CHANGED"))
        return "Compare the host's key with the one that you know before you accept it; then connect once with ssh by "
               "hand";
    if (says("Permission denied"))
        return "It wants a key that it knows: see what ssh-add -l lists, and connect once with ssh by hand";
    if (says("not found"))
        return "Install Signalbox there, or name the whole path of signalboxctl in a forced command of your key";
    return "See whether ssh gets there by hand";
}
} // namespace

WatchLine::WatchLine(pid_t process, int in, int out, int errors)
    : m_process(process)
    , m_in(in)
    , m_out(out)
    , m_errors(errors)
{
    // To write to a process that has ended is an error of this line, and not the end of the desk: SIGPIPE is this
    // thread's.
    sigset_t broken;
    ::sigemptyset(&broken);
    ::sigaddset(&broken, SIGPIPE);
    ::pthread_sigmask(SIG_BLOCK, &broken, nullptr);
    for (const int descriptor : {in, out, errors})
        ::fcntl(descriptor, F_SETFL, ::fcntl(descriptor, F_GETFL) | O_NONBLOCK);
}

WatchLine::~WatchLine()
{
    for (const int descriptor : {m_in, m_out, m_errors})
        ::close(descriptor);
    ::kill(-m_process, SIGKILL);
    ::waitpid(m_process, nullptr, 0);
}

Expected<std::unique_ptr<WatchLine>> WatchLine::start(const std::vector<std::string> &argv)
{
    std::array<Pipe, 3> pipes;
    for (std::size_t i = 0; i < pipes.size(); ++i) {
        const auto made = makePipe();
        if (!made) {
            const int error = errno;
            for (std::size_t j = 0; j < i; ++j)
                close(pipes[j]);
            return tl::unexpected(Problem{argv.front(), std::string("no pipe to it: ") + std::strerror(error), {}});
        }
        pipes[i] = *made;
    }
    pid_t process = 0;
    const int error = spawn(argv, pipes, process);
    if (error != 0) {
        for (const Pipe &pipe : pipes)
            close(pipe);
        return tl::unexpected(
            Problem{argv.front(), std::string("cannot be started: ") + std::strerror(error), "Install openssh-client"});
    }
    ::close(pipes[0].read);
    ::close(pipes[1].write);
    ::close(pipes[2].write);
    return std::unique_ptr<WatchLine>(new WatchLine(process, pipes[1].read, pipes[0].write, pipes[2].read));
}

void WatchLine::send(const link::Message &message)
{
    m_waiting += link::encode(m_compressor, message);
}

Expected<std::vector<link::Message>> WatchLine::exchange(Milliseconds atMost, int wake)
{
    pollfd files[] = {
        {m_in, POLLIN, 0}, {m_waiting.empty() ? -1 : m_out, POLLOUT, 0}, {m_errors, POLLIN, 0}, {wake, POLLIN, 0}};
    if (::poll(files, std::size(files), static_cast<int>(atMost.count())) < 0 && errno != EINTR)
        return tl::unexpected(lost());
    if ((files[2].revents & (POLLIN | POLLHUP)) != 0)
        readErrors();
    if ((files[1].revents & POLLOUT) != 0) {
        const ssize_t count = ::write(m_out, m_waiting.data(), m_waiting.size());
        if (count > 0)
            m_waiting.erase(0, static_cast<std::size_t>(count));
    }
    if ((files[0].revents & (POLLIN | POLLHUP | POLLERR)) != 0) {
        if (auto came = read(); !came)
            return tl::unexpected(came.error());
    }
    std::vector<link::Message> messages;
    while (true) {
        auto message = m_reader.next();
        if (!message)
            return tl::unexpected(message.error());
        if (!*message)
            return messages;
        messages.push_back(std::move(**message));
    }
}

Expected<void> WatchLine::read()
{
    std::array<char, 65536> bytes{};
    const ssize_t count = ::read(m_in, bytes.data(), bytes.size());
    if (count < 0 && (errno == EINTR || errno == EAGAIN))
        return {};
    if (count <= 0)
        return tl::unexpected(lost());
    m_received += static_cast<std::size_t>(count);
    m_reader.feed({bytes.data(), static_cast<std::size_t>(count)});
    return {};
}

void WatchLine::readErrors()
{
    std::array<char, 4096> bytes{};
    const ssize_t count = m_errors < 0 ? 0 : ::read(m_errors, bytes.data(), bytes.size());
    if (count > 0) {
        m_complaint.append(bytes.data(), static_cast<std::size_t>(count));
        if (m_complaint.size() > longestComplaint)
            m_complaint.erase(0, m_complaint.size() - longestComplaint);
    } else if (count == 0 && m_errors >= 0) {
        ::close(m_errors);
        m_errors = -1;
    }
}

Problem WatchLine::lost()
{
    // What it has to say about its end may come a little later than the end.
    pollfd errors{m_errors, POLLIN, 0};
    while (m_errors >= 0 && ::poll(&errors, 1, 500) > 0) {
        readErrors();
        errors.fd = m_errors;
    }
    const std::string said = lastLine(m_complaint);
    return {{}, said.empty() ? "the line ended" : said, adviceFor(m_complaint)};
}
} // namespace signalbox
