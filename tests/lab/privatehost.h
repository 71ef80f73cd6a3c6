// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QFile>
#include <QProcess>

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
        : m_folder(lab.path(name))
        , m_port(lab.freePort())
        , m_server({QStringLiteral("unshare"),
                    QStringLiteral("util-linux"),
                    {QStringLiteral("--mount"), QStringLiteral(PRIVATE_HOST), m_folder, lab.address(),
                     QString::number(m_port)},
                    lab.address(),
                    m_port})
    {
        QDir().mkpath(m_folder);
    }

    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] QString folder() const { return m_folder; }
    Server &server() { return m_server; }

    /// As root, there.
    RunEnd sh(const QString &command)
    {
        return runToEnd({QStringLiteral("nsenter"), QStringLiteral("--mount=/proc/%1/ns/mnt").arg(m_server.pid()),
                         QStringLiteral("--wdns=") + m_folder, QStringLiteral("sh"), QStringLiteral("-euc"), command});
    }

    [[nodiscard]] QByteArray restarted() const
    {
        QFile file(m_folder + QStringLiteral("/restarted"));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private:
    QString m_folder;
    quint16 m_port;
    Server m_server;
};
} // namespace signalbox::lab
