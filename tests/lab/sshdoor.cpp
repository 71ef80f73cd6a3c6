// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <laboratory/sshdoor.h>

#include <QDir>
#include <QFile>

namespace signalbox::lab
{
namespace
{
const QString hostKey = QStringLiteral("host_key");
const QString userKey = QStringLiteral("user_key");
const QString authorized = QStringLiteral("authorized_keys");
constexpr quint16 port = 2222; // of a network of the test's own
} // namespace

SshDoor::SshDoor(const Laboratory &lab, QString address, QStringList client)
    : m_lab(lab)
    , m_recipe{QStringLiteral("sshd"), QStringLiteral("openssh-server"), {}, std::move(address), port}
    , m_client(std::move(client))
{
}

Expected<void> SshDoor::open(const QString &forcedCommand)
{
    QDir(m_lab.path({})).mkpath(QStringLiteral("tools"));
    QDir(m_lab.path({})).mkpath(QStringLiteral("home"));
    QDir().mkpath(QStringLiteral("/run/sshd")); // where Debian's sshd locks itself in; its service makes it
    for (const QString &key : {hostKey, userKey}) {
        if (auto made = makeKey(key); !made)
            return made;
    }
    writeServer();
    writeClient();
    force(forcedCommand);
    m_recipe.arguments = {QStringLiteral("-D"), QStringLiteral("-e"), QStringLiteral("-f"),
                          m_lab.path(QStringLiteral("sshd_config"))};
    m_server = std::make_unique<Server>(m_recipe);
    return m_server->start();
}

void SshDoor::force(const QString &command)
{
    m_command = command;
    unlock();
}

void SshDoor::unlock()
{
    const QString options =
        m_command.isEmpty() ? QStringLiteral("restrict ") : QStringLiteral("restrict,command=\"%1\" ").arg(m_command);
    (void)m_lab.write(authorized, options.toUtf8() + publicKey(userKey));
}

void SshDoor::lock()
{
    (void)m_lab.write(authorized, {});
}

Expected<void> SshDoor::changeHostKey()
{
    m_server->stop();
    if (auto made = makeKey(hostKey); !made)
        return made;
    return m_server->start();
}

Expected<void> SshDoor::makeKey(const QString &file) const
{
    QFile::remove(m_lab.path(file));
    const auto made = run(QStringLiteral("ssh-keygen"), QStringLiteral("openssh-client"),
                          {QStringLiteral("-q"), QStringLiteral("-t"), QStringLiteral("ed25519"), QStringLiteral("-N"),
                           QString(), QStringLiteral("-f"), m_lab.path(file)});
    return made ? Expected<void>() : tl::unexpected(made.error());
}

QByteArray SshDoor::publicKey(const QString &file) const
{
    QFile key(m_lab.path(file + QStringLiteral(".pub")));
    return key.open(QIODevice::ReadOnly) ? key.readAll() : QByteArray();
}

// The user's shell must not read what lies in the user's home: nobody knows what that prints or waits for.
void SshDoor::writeServer() const
{
    (void)m_lab.write(QStringLiteral("sshd_config"),
                      QStringLiteral("ListenAddress %1:%2\nHostKey %3\nAuthorizedKeysFile %4\nStrictModes no\n"
                                     "UsePAM no\nPidFile none\nPermitUserRC no\nPrintMotd no\nLogLevel ERROR\n"
                                     "SetEnv HOME=%5 TZ=UTC\n")
                          .arg(m_recipe.address)
                          .arg(m_recipe.port)
                          .arg(m_lab.path(hostKey), m_lab.path(authorized), m_lab.path(QStringLiteral("home")))
                          .toUtf8());
}

// OpenSSH asks the password file where its user's home is, not $HOME: it has to be told of another configuration.
void SshDoor::writeClient() const
{
    const QString known = m_lab.write(QStringLiteral("known_hosts"), QByteArray(name) + ' ' + publicKey(hostKey));
    const QString config =
        m_lab.write(QStringLiteral("ssh_config"),
                    QStringLiteral("Host %1\n HostName %2\n Port %3\n HostKeyAlias %1\n IdentityFile %4\n"
                                   " IdentitiesOnly yes\n IdentityAgent none\n UserKnownHostsFile %5\n"
                                   " GlobalKnownHostsFile none\n StrictHostKeyChecking yes\n")
                        .arg(QLatin1String(name), m_recipe.address)
                        .arg(m_recipe.port)
                        .arg(m_lab.path(userKey), known)
                        .toUtf8());
    const QString ssh =
        m_lab.write(QStringLiteral("tools/ssh"), "#!/bin/sh\nexec " + m_client.join(u' ').toUtf8() +
                                                     " /usr/bin/ssh -F '" + config.toUtf8() + "' \"$@\"\n");
    QFile::setPermissions(ssh, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}
} // namespace signalbox::lab
