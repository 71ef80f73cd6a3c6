// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <string>

#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <estate/problem.h>

namespace signalbox::lab
{
/// What a test with real servers needs: a temporary folder, and a loopback address that no other test process has, so
/// that any number of them run side by side without meeting on a port.
class Laboratory
{
public:
    Laboratory();
    /// "127.x.y.z", from the process id.
    [[nodiscard]] QString address() const { return m_address; }
    /// A port of the address on which nothing listens.
    [[nodiscard]] quint16 freePort() const;
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    /// Writes a file into the folder and returns its path.
    [[nodiscard]] QString write(const QString &name, const QByteArray &content) const;

private:
    QTemporaryDir m_folder;
    QString m_address;
};

/// Path of a program from a Debian package; a Problem that names the package where it is not installed.
Expected<QString> findProgram(const QString &program, const QString &package);

/// Runs a tool (openssl …) to its end and returns what it printed. A Problem where it is missing, fails or takes a
/// minute.
Expected<QByteArray> run(const QString &program, const QString &package, const QStringList &arguments);

/// What a child process runs before its program so that the kernel ends it when the test's main thread ends, crashed or
/// not; where that is already over, the program does not start.
std::function<void()> endingWithTheTest();

/// How to start a server in the foreground.
struct Recipe {
    QString program;
    QString package; ///< of Debian, named where the program is missing
    QStringList arguments;
    QString address; ///< where it will listen
    quint16 port = 0;
};

/// One real server. It dies with the test, however the test dies, and nothing else is ever stopped.
class Server
{
public:
    explicit Server(Recipe recipe);
    ~Server();
    Server(const Server &) = delete;
    Server &operator=(const Server &) = delete;

    /// Starts it and waits until it accepts connections. A Problem has the end of what it printed.
    Expected<void> start();
    /// Asks it to end (SIGTERM) and waits until it has.
    void stop();
    /// SIGKILL, and waits until it is gone.
    void kill();
    /// SIGSTOP: the kernel goes on accepting connections for it, which nobody answers.
    void freeze();
    /// SIGCONT.
    void thaw();
    /// "http://127.x.y.z:port/metrics".
    [[nodiscard]] std::string url(const std::string &path = "/metrics", const std::string &scheme = "http") const;
    /// "127.x.y.z:port".
    [[nodiscard]] std::string peer() const;
    /// Of its process; 0 unless it runs.
    [[nodiscard]] qint64 pid() const { return m_process ? m_process->processId() : 0; }

private:
    void signal(int number);
    [[nodiscard]] bool accepts() const;

    Recipe m_recipe;
    std::unique_ptr<QProcess> m_process;
};
} // namespace signalbox::lab
