// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include <QDir>
#include <QFile>
#include <QProcess>

#include <laboratory/island.h>
#include <laboratory/laboratory.h>

namespace signalbox::lab
{
/// How a program ended, and what it printed.
struct RunEnd {
    int status = -1; ///< -1: it did not end within half a minute
    QByteArray out;
    QByteArray err;
};

/// Runs argv to its end, with that on its standard input. It dies with the test.
inline RunEnd runToEnd(const QStringList &argv, const QByteArray &input = {})
{
    QProcess process;
    process.setChildProcessModifier(endingWithTheTest());
    process.start(argv.front(), argv.mid(1));
    process.write(input);
    process.closeWriteChannel();
    RunEnd outcome;
    if (process.waitForFinished(30000) && process.exitStatus() == QProcess::NormalExit)
        outcome.status = process.exitCode();
    else
        process.kill();
    outcome.out = process.readAllStandardOutput();
    outcome.err = process.readAllStandardError();
    return outcome;
}

/// Whether a host shares the machine's processes, or has a process tree of its own that dies with its server: a kill of
/// that is the host's death, whatever runs there.
enum class HostProcesses : std::uint8_t { Shared, Own };

/// A host with accounts, sudo and sshd of its own (privatehost.sh). After its death it can be started again: what was
/// on its disk is still there.
class PrivateHost
{
public:
    PrivateHost(const Laboratory &lab, const QString &name)
        : PrivateHost(lab.path(name), {}, HostProcesses::Shared, lab.address(), lab.freePort())
    {
    }
    /// With a network of its own as well.
    PrivateHost(const Laboratory &lab, const QString &name, const Island &place)
        : PrivateHost(lab.path(name), place.wordsToEnter(), HostProcesses::Shared, place.far(), 22)
    {
    }
    /// With its sshd at `address`.
    PrivateHost(const Laboratory &lab, const QString &name, const QString &address, HostProcesses processes)
        : PrivateHost(lab.path(name), {}, processes, address, lab.freePort())
    {
    }

    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] QString folder() const { return m_folder; }
    Server &server() { return m_server; }

    /// Runs argv as root, there. A problem of starting it is status 127.
    [[nodiscard]] RunEnd run(const QStringList &argv) const
    {
        const QString spaces = QStringLiteral("/proc/%1/ns/").arg(m_server.pid());
        QStringList enter{QStringLiteral("nsenter"), QStringLiteral("--mount=") + spaces + QStringLiteral("mnt"),
                          QStringLiteral("--wdns=") + m_folder};
        if (m_processes == HostProcesses::Own)
            enter += QStringLiteral("--pid=") + spaces + QStringLiteral("pid_for_children");
        return runToEnd(enter + argv);
    }

    /// A shell script as root, there.
    RunEnd sh(const QString &command) const
    {
        QFile script(m_folder + QStringLiteral("/command"));
        if (!script.open(QIODevice::WriteOnly | QIODevice::Truncate))
            return {};
        script.write("#!/bin/sh -eu\n" + command.toUtf8() + '\n');
        script.close();
        script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        return run({script.fileName()});
    }

    [[nodiscard]] QByteArray restarted() const
    {
        QFile file(m_folder + QStringLiteral("/restarted"));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    /// What systemctl does before and after a restart; empty: nothing more.
    void atRestart(const QByteArray &before, const QByteArray &after = {}) const
    {
        for (const auto &[name, text] : {std::pair("/on-restart", before), std::pair("/after-restart", after)}) {
            QFile file(m_folder + QLatin1String(name));
            if (text.isEmpty())
                file.remove();
            else if (file.open(QIODevice::WriteOnly | QIODevice::Truncate))
                file.write(text + '\n');
        }
        QFile::remove(m_folder + QStringLiteral("/restarted"));
    }

private:
    PrivateHost(QString folder, const QStringList &enter, HostProcesses processes, const QString &address, quint16 port)
        : m_folder(std::move(folder))
        , m_port(port)
        , m_processes(processes)
        , m_server(recipeFor(m_folder, enter + isolation(processes), address, port))
    {
        QDir().mkpath(m_folder);
    }
    static Recipe recipeFor(const QString &folder, QStringList argv, const QString &address, quint16 port)
    {
        argv += {QStringLiteral(PRIVATE_HOST), folder, address, QString::number(port)};
        const QString program = argv.takeFirst();
        return {program, QStringLiteral("util-linux"), argv, address, port};
    }
    static QStringList isolation(HostProcesses processes)
    {
        if (processes == HostProcesses::Shared)
            return {QStringLiteral("unshare"), QStringLiteral("--mount")};
        return {QStringLiteral("unshare"),      QStringLiteral("--mount"), QStringLiteral("--pid"),
                QStringLiteral("--mount-proc"), QStringLiteral("--fork"),  QStringLiteral("--kill-child")};
    }

    QString m_folder;
    quint16 m_port;
    HostProcesses m_processes;
    Server m_server;
};
} // namespace signalbox::lab
