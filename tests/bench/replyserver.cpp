// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "replyserver.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <ctime>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "effort.h"

namespace signalbox::bench
{
namespace
{
constexpr std::string_view endOfHead = "\r\n\r\n";

void watch(int poll, int descriptor)
{
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = descriptor;
    epoll_ctl(poll, EPOLL_CTL_ADD, descriptor, &event);
}

/// As HTTP's Date wants it.
std::string now()
{
    std::array<char, 40> text{};
    const std::time_t seconds = std::time(nullptr);
    std::tm parts{};
    std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", gmtime_r(&seconds, &parts));
    return text.data();
}

bool sendAll(int connection, std::string_view text)
{
    while (!text.empty()) {
        const ssize_t sent = send(connection, text.data(), text.size(), MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        text.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}
} // namespace

Expected<std::unique_ptr<ReplyServer>> ReplyServer::start(int addresses)
{
    std::unique_ptr<ReplyServer> server(new ReplyServer);
    server->m_poll = epoll_create1(EPOLL_CLOEXEC);
    server->m_stop = eventfd(0, EFD_CLOEXEC);
    watch(server->m_poll, server->m_stop);
    for (int address = 0; address < addresses; ++address) {
        if (auto listening = server->listen(address); !listening)
            return tl::unexpected(listening.error());
    }
    server->m_thread = std::thread([raw = server.get()] { raw->run(); });
    return server;
}

ReplyServer::~ReplyServer()
{
    if (m_thread.joinable()) {
        eventfd_write(m_stop, 1);
        m_thread.join();
    }
    for (const auto &connection : m_connections)
        close(connection.first);
    for (const int listener : m_listeners)
        close(listener);
    close(m_stop);
    close(m_poll);
}

Expected<void> ReplyServer::listen(int address)
{
    const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    m_listeners.push_back(listener);
    sockaddr_in where{};
    where.sin_family = AF_INET;
    where.sin_addr.s_addr = htonl(0x7F010000U + static_cast<std::uint32_t>(address / 250 * 256 + address % 250 + 1));
    socklen_t length = sizeof where;
    auto *generic = reinterpret_cast<sockaddr *>(&where);
    if (bind(listener, generic, length) != 0 || ::listen(listener, SOMAXCONN) != 0 ||
        getsockname(listener, generic, &length) != 0)
        return tl::make_unexpected(Problem{"the server of replies", std::strerror(errno), {}});
    std::array<char, INET_ADDRSTRLEN> text{};
    inet_ntop(AF_INET, &where.sin_addr, text.data(), text.size());
    m_addresses.push_back(std::string(text.data()) + ':' + std::to_string(ntohs(where.sin_port)));
    watch(m_poll, listener);
    return {};
}

void ReplyServer::serve(const std::string &path, const std::string &contentType,
                        std::shared_ptr<const std::string> body)
{
    const std::lock_guard lock(m_mutex);
    m_replies[path] = Reply{contentType, std::move(body), {}};
}

void ReplyServer::replace(const std::string &path, std::shared_ptr<const std::string> body)
{
    const std::lock_guard lock(m_mutex);
    m_replies[path].body = std::move(body);
}

ReplyServer::Given ReplyServer::given(const std::string &path) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_replies.find(path);
    return found == m_replies.end() ? Given{} : found->second.given;
}

double ReplyServer::cpuMilliseconds() const
{
    clockid_t clock{};
    timespec taken{};
    if (pthread_getcpuclockid(const_cast<ReplyServer *>(this)->m_thread.native_handle(), &clock) != 0 ||
        clock_gettime(clock, &taken) != 0)
        return 0;
    return static_cast<double>(taken.tv_sec) * 1e3 + static_cast<double>(taken.tv_nsec) / 1e6;
}

void ReplyServer::run()
{
    std::array<epoll_event, 64> events{};
    for (;;) {
        const int ready = epoll_wait(m_poll, events.data(), static_cast<int>(events.size()), -1);
        for (int i = 0; i < ready; ++i) {
            const int descriptor = events[static_cast<std::size_t>(i)].data.fd;
            if (descriptor == m_stop)
                return;
            if (std::find(m_listeners.begin(), m_listeners.end(), descriptor) != m_listeners.end()) {
                accept(descriptor);
            } else if (!read(descriptor)) {
                m_connections.erase(descriptor);
                close(descriptor);
            }
        }
    }
}

void ReplyServer::accept(int listener)
{
    const int connection = accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
    if (connection < 0)
        return;
    const int yes = 1;
    setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    m_connections[connection];
    watch(m_poll, connection);
}

bool ReplyServer::read(int connection)
{
    std::array<char, 4096> buffer{};
    const ssize_t got = recv(connection, buffer.data(), buffer.size(), 0);
    if (got <= 0)
        return false;
    std::string &request = m_connections[connection];
    request.append(buffer.data(), static_cast<std::size_t>(got));
    for (std::size_t end = request.find(endOfHead); end != std::string::npos; end = request.find(endOfHead)) {
        const std::size_t path = request.find(' ') + 1;
        const std::string wanted = request.substr(path, request.find_first_of(" ?", path) - path);
        request.erase(0, end + endOfHead.size());
        if (!answer(connection, wanted))
            return false;
    }
    return true;
}

bool ReplyServer::answer(int connection, const std::string &path)
{
    std::string head = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";
    std::shared_ptr<const std::string> body;
    {
        const std::lock_guard lock(m_mutex);
        if (const auto found = m_replies.find(path); found != m_replies.end()) {
            Reply &reply = found->second;
            body = reply.body;
            head = "HTTP/1.1 200 OK\r\nContent-Type: " + reply.contentType + "\r\nDate: " + now() +
                   "\r\nContent-Length: " + std::to_string(body->size()) + std::string(endOfHead);
            if (reply.given.count++ == 0)
                reply.given.firstAt = wallMilliseconds();
        }
    }
    return sendAll(connection, head) && (!body || sendAll(connection, *body));
}
} // namespace signalbox::bench
