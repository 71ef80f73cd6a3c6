// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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

/// A host with accounts, sudo and sshd of its own (privatehost.sh).
class PrivateHost
{
public:
    PrivateHost(const Laboratory &lab, const QString &name)
        : PrivateHost(lab.path(name), {}, lab.address(), lab.freePort())
    {
    }
    /// With a network of its own as well.
    PrivateHost(const Laboratory &lab, const QString &name, const Island &place)
        : PrivateHost(lab.path(name), place.wordsToEnter(), place.far(), 22)
    {
    }

    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] QString folder() const { return m_folder; }
    Server &server() { return m_server; }

    /// As root, there.
    RunEnd sh(const QString &command) const
    {
        QFile script(m_folder + QStringLiteral("/command"));
        if (!script.open(QIODevice::WriteOnly | QIODevice::Truncate))
            return {};
        script.write("#!/bin/sh -eu\n" + command.toUtf8() + '\n');
        script.close();
        script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        return runToEnd({QStringLiteral("nsenter"), QStringLiteral("--mount=/proc/%1/ns/mnt").arg(m_server.pid()),
                         QStringLiteral("--wdns=") + m_folder, script.fileName()});
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
    PrivateHost(QString folder, const QStringList &enter, const QString &address, quint16 port)
        : m_folder(std::move(folder))
        , m_port(port)
        , m_server(recipeFor(m_folder, enter, address, port))
    {
        QDir().mkpath(m_folder);
    }
    static Recipe recipeFor(const QString &folder, const QStringList &enter, const QString &address, quint16 port)
    {
        QStringList argv =
            enter +
            QStringList{
                QStringLiteral("unshare"), QStringLiteral("--mount"), QStringLiteral(PRIVATE_HOST), folder, address,
                QString::number(port)};
        const QString program = argv.takeFirst();
        return {program, QStringLiteral("util-linux"), argv, address, port};
    }

    QString m_folder;
    quint16 m_port;
    Server m_server;
};
} // namespace signalbox::lab
