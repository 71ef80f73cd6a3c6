// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>

#include <QJsonObject>
#include <QProcess>
#include <QString>
#include <QStringList>

namespace signalbox::lab
{
/// How a program ended, and everything that it printed.
struct Ended {
    int status = -1; ///< of exit(); -1: it crashed, did not start, or did not end within a minute
    QString out;
    QString err;
};

/// `signalboxctl` as a process of its own. It dies with the test.
class Console
{
public:
    /// `inChild` runs in the new process before the program does.
    explicit Console(const QStringList &arguments, const std::function<void()> &inChild = {});
    ~Console();
    Console(const Console &) = delete;
    Console &operator=(const Console &) = delete;

    /// Waits until it ends by itself.
    Ended wait();
    /// Waits for no longer than that. Whether it has ended by itself.
    bool endsWithin(int milliseconds);
    /// Asks it to end (SIGTERM) and waits until it has.
    Ended stop();
    /// SIGKILL, and waits until it is gone.
    void kill();
    [[nodiscard]] bool isRunning() const { return m_process.state() == QProcess::Running; }
    [[nodiscard]] qint64 pid() const { return m_process.processId(); }
    /// What it printed so far, on standard output and on standard error.
    QString out();
    QString err();

private:
    QProcess m_process;
    QByteArray m_out;
    QByteArray m_err;
};

/// What `signalboxctl picture ARGUMENTS --json` prints; empty where it fails.
QJsonObject pictureJson(const QStringList &arguments);

/// The member of `picture["subjects"]` with that path ("host/web1"); empty where there is none.
QJsonObject subjectIn(const QJsonObject &picture, const QString &path);
/// The first series of that metric of that subject; empty where there is none.
QJsonObject seriesIn(const QJsonObject &picture, const QString &path, const QString &metric);
/// The raised alert of that rule on that subject; empty where there is none.
QJsonObject alertIn(const QJsonObject &picture, const QString &rule, const QString &path);
/// The first series, in words, whose freshness is not what its age and interval make it; empty where there is none.
QString wronglyFresh(const QJsonObject &picture);
} // namespace signalbox::lab
