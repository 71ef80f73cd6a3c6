// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <laboratory/laboratory.h>

namespace signalbox::lab
{
/// The way into a machine by OpenSSH as it comes from Debian: its sshd on a free port, run by who runs the test, with
/// host key, user's key and configuration of its own in the laboratory's folder. No account and no file elsewhere is
/// touched.
class SshDoor
{
public:
    /// The name under which the client's ssh_config knows it.
    static constexpr const char *name = "watch1";

    /// sshd listens at that address; `client` are the words with which a program is started where the client is.
    SshDoor(const Laboratory &lab, QString address, QStringList client);
    /// Starts sshd. The key may do nothing but this command, which a shell reads; empty: whatever it asks for.
    Expected<void> open(const QString &forcedCommand);
    /// What the key may do from the next connection on.
    void force(const QString &command);
    /// From the next connection on it shows another key than the client knows.
    Expected<void> changeHostKey();
    /// From the next connection on it does not let the client's key in; again: it does.
    void lock();
    void unlock();
    void stop() { m_server->stop(); }
    /// A folder whose `ssh` is the client's, where it is, with its configuration.
    [[nodiscard]] QString tools() const { return m_lab.path(QStringLiteral("tools")); }

private:
    Expected<void> makeKey(const QString &file) const;
    [[nodiscard]] QByteArray publicKey(const QString &file) const;
    void writeServer() const;
    void writeClient() const;

    const Laboratory &m_lab;
    Recipe m_recipe;
    QStringList m_client;
    QString m_command;
    std::unique_ptr<Server> m_server;
};
} // namespace signalbox::lab
