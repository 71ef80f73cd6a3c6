// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// syntheticfleet PORT: one exporter that is any number of hosts. It answers on that port of every loopback address,
// with the values that a small node_exporter would have there; which host was asked is told by the address. Killed, all
// of them refuse; stopped, all of them hang.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <unordered_map>

namespace
{
constexpr std::size_t longestRequest = 8192;

/// A scraper's connection to one of the hosts.
struct Connection {
    std::uint32_t host = 0; ///< its address
    std::string request;    ///< so far
};

std::string metricsOf(std::uint32_t host, std::uint64_t scrape)
{
    const unsigned number = host & 0xffffU;
    const auto tenths = static_cast<unsigned>((number + scrape) % 20);
    std::array<char, 2048> text{};
    const int length =
        std::snprintf(text.data(), text.size(),
                      "node_load1 0.%u\n"
                      "node_load5 0.%u\n"
                      "node_boot_time_seconds %u\n"
                      "node_cpu_seconds_total{cpu=\"0\",mode=\"idle\"} %llu\n"
                      "node_cpu_seconds_total{cpu=\"0\",mode=\"user\"} %llu\n"
                      "node_memory_MemTotal_bytes 8e+09\n"
                      "node_memory_MemAvailable_bytes %u00000000\n"
                      "node_filesystem_size_bytes{device=\"/dev/vda1\",fstype=\"ext4\",mountpoint=\"/\"}"
                      " 1e+11\n"
                      "node_filesystem_avail_bytes{device=\"/dev/vda1\",fstype=\"ext4\",mountpoint=\"/\""
                      "} %u000000000\n"
                      "node_filesystem_readonly{device=\"/dev/vda1\",fstype=\"ext4\",mountpoint=\"/\"} "
                      "0\n"
                      "node_timex_offset_seconds 0.0001\n"
                      "node_timex_sync_status 1\n"
                      "node_systemd_units{state=\"failed\"} 0\n"
                      "node_uname_info{machine=\"x86_64\",nodename=\"h%u\",release=\"6.1.0\",sysname="
                      "\"Linux\",version=\"#1\"} 1\n",
                      tenths % 10, tenths % 10, 1'700'000'000U + number, static_cast<unsigned long long>(scrape),
                      static_cast<unsigned long long>(scrape), 20 + tenths, 40 + tenths, number);
    return {text.data(), static_cast<std::size_t>(length)};
}

int listening(std::uint16_t port)
{
    const int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    const int on = 1;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    constexpr std::string_view loopback = "lo"; // nobody else's business
    setsockopt(listener, SOL_SOCKET, SO_BINDTODEVICE, loopback.data(), loopback.size());
    sockaddr_in any{};
    any.sin_family = AF_INET;
    any.sin_port = htons(port);
    any.sin_addr.s_addr = htonl(INADDR_ANY);
    const bool isBound = bind(listener, reinterpret_cast<const sockaddr *>(&any), sizeof any) == 0;
    return isBound && listen(listener, SOMAXCONN) == 0 ? listener : -1;
}

class Fleet
{
public:
    explicit Fleet(int listener)
        : m_listener(listener)
        , m_events(epoll_create1(EPOLL_CLOEXEC))
    {
        watch(m_listener);
    }

    void serve()
    {
        std::array<epoll_event, 256> ready{};
        for (;;) {
            const int count = epoll_wait(m_events, ready.data(), static_cast<int>(ready.size()), -1);
            for (int i = 0; i < count; ++i) {
                const int socket = ready.at(static_cast<std::size_t>(i)).data.fd;
                if (socket == m_listener)
                    accept();
                else if (!read(socket))
                    close(socket);
            }
        }
    }

private:
    void watch(int socket) const
    {
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.fd = socket;
        epoll_ctl(m_events, EPOLL_CTL_ADD, socket, &event);
    }

    void accept()
    {
        for (int socket = 0; (socket = accept4(m_listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0;) {
            sockaddr_in local{};
            socklen_t size = sizeof local;
            getsockname(socket, reinterpret_cast<sockaddr *>(&local), &size);
            const int on = 1;
            setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
            m_connections[socket] = {ntohl(local.sin_addr.s_addr), {}};
            watch(socket);
        }
    }

    /// Answers what came in. False: this connection is over.
    bool read(int socket)
    {
        Connection &connection = m_connections[socket];
        std::array<char, 4096> bytes{};
        const ssize_t count = recv(socket, bytes.data(), bytes.size(), 0);
        if (count <= 0)
            return false;
        connection.request.append(bytes.data(), static_cast<std::size_t>(count));
        if (connection.request.size() > longestRequest)
            return false;
        if (connection.request.find("\r\n\r\n") == std::string::npos)
            return true;
        connection.request.clear();
        const std::string body = metricsOf(connection.host, ++m_scrapes / 10'000);
        const std::string answer = "HTTP/1.1 200 OK\r\nContent-Type: text/plain; version=0.0.4\r\nContent-Length: " +
                                   std::to_string(body.size()) + "\r\n\r\n" + body;
        return send(socket, answer.data(), answer.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(answer.size());
    }

    void close(int socket)
    {
        m_connections.erase(socket);
        ::close(socket);
    }

    int m_listener;
    int m_events;
    std::unordered_map<int, Connection> m_connections;
    std::uint64_t m_scrapes = 0;
};
} // namespace

int main(int count, char *arguments[])
{
    const std::string_view text = count == 2 ? arguments[1] : "";
    std::uint16_t port = 0;
    if (std::from_chars(text.data(), text.data() + text.size(), port).ec != std::errc()) {
        std::fputs("usage: syntheticfleet PORT\n", stderr);
        return 1;
    }
    // Scrapers keep a connection open to each host.
    rlimit files{};
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    const int listener = listening(port);
    if (listener < 0) {
        std::perror("syntheticfleet");
        return 1;
    }
    Fleet(listener).serve();
}
