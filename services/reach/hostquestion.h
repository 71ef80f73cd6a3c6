// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <vector>

#include <QProcess>
#include <QTimer>

#include <reach/hostfailure.h>
#include <time/moment.h>

namespace signalbox
{
/// One program that is started without a shell, given a text on its standard input, and listened to until it ends: an
/// ssh that carries a request. In the C locale, so that what it says can be known again, without a terminal that it
/// could ask, and in a session of its own, which is killed when its time is over. One thread, whose event loop drives
/// it; it never blocks.
class HostQuestion
{
public:
    /// `argv`: a program, by its name or its path, and its arguments.
    explicit HostQuestion(const std::vector<std::string> &argv);
    ~HostQuestion();
    HostQuestion(const HostQuestion &) = delete;
    HostQuestion &operator=(const HostQuestion &) = delete;

    /// Calls `then` once on this thread, never before it has returned; not while one is under way.
    void ask(const std::string &request, Milliseconds limit, std::function<void(const SshEnd &)> then);

private:
    void read();
    void finish(int status, bool isCutOff);
    void letGo();

    QString m_program;
    QStringList m_arguments;
    std::function<void(const SshEnd &)> m_then;
    QTimer m_deadline;
    QProcess *m_process = nullptr; ///< owned
    SshEnd m_end;
};
} // namespace signalbox
