// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <streams/servicenotice.h>

#include <algorithm>
#include <cstddef>
#include <cstring>

#include <QByteArray>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace signalbox
{
ServiceNotice::ServiceNotice()
    : m_path(qgetenv("NOTIFY_SOCKET").toStdString())
{
    qunsetenv("NOTIFY_SOCKET");
    const bool isAddress = !m_path.empty() && (m_path.front() == '/' || m_path.front() == '@');
    if (isAddress && m_path.size() < sizeof sockaddr_un::sun_path)
        m_socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
}

ServiceNotice::~ServiceNotice()
{
    if (m_socket >= 0)
        ::close(m_socket);
}

void ServiceNotice::status(const std::string &line)
{
    if (line == m_status)
        return;
    m_status = line;
    std::string words = line;
    std::replace(words.begin(), words.end(), '\n', ' '); // each line is another message
    send("STATUS=" + words);
}

// What systemd does not take is lost: it does not say so, and the next one follows within seconds.
void ServiceNotice::send(const std::string &words) const
{
    if (m_socket < 0)
        return;
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, m_path.data(), m_path.size());
    if (address.sun_path[0] == '@') // a name of Linux alone, which no file has (unix(7))
        address.sun_path[0] = '\0';
    (void)::sendto(m_socket, words.data(), words.size(), MSG_NOSIGNAL | MSG_DONTWAIT,
                   reinterpret_cast<const sockaddr *>(&address),
                   static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + m_path.size()));
}
} // namespace signalbox
