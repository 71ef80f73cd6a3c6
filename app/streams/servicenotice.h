// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace signalbox
{
/// Tells systemd how this service stands: datagrams to the socket that $NOTIFY_SOCKET names (sd_notify(3)). Where it
/// names none, nobody is told. One thread.
class ServiceNotice
{
public:
    /// Takes $NOTIFY_SOCKET out of the environment: programs that are started from here have nothing to say there.
    ServiceNotice();
    ~ServiceNotice();
    ServiceNotice(const ServiceNotice &) = delete;
    ServiceNotice &operator=(const ServiceNotice &) = delete;

    [[nodiscard]] bool isService() const { return m_socket >= 0; }
    void ready() { send("READY=1"); }
    void reloading() { send("RELOADING=1"); }
    void stopping() { send("STOPPING=1"); }
    /// It still does its work: once within $WATCHDOG_USEC, or systemd starts it anew.
    void alive() { send("WATCHDOG=1"); }
    /// The line of `systemctl status`; sent when it changes.
    void status(const std::string &line);

private:
    void send(const std::string &words) const;

    int m_socket = -1;
    std::string m_path;
    std::string m_status;
};
} // namespace signalbox
