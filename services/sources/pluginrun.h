// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <vector>

#include <QProcess>
#include <QTimer>

#include <time/moment.h>

namespace signalbox
{
/// How a plugin ended.
struct PluginEnd {
    int status = 3;        ///< 0 ok, 1 warning, 2 critical, 3 unknown
    std::string trouble;   ///< why there is no verdict of the plugin's own, then status is 3; empty: there is one
    std::string printed;   ///< the first 64 KiB
    bool isCutOff = false; ///< its time was over
};

/// Runs a plugin by its argv, one at a time, without a shell, in the C.UTF-8 locale and in a process
/// group of its own, which is killed when the time is over, when more than 1 MiB was printed, and when the plugin has
/// ended. What leaves that group (setsid) is not followed. One thread, whose event loop drives it; it never blocks.
class PluginRun
{
public:
    static constexpr qint64 mostKept = 64 * 1024;
    static constexpr qint64 mostPrinted = 1024 * 1024;

    /// `argv`: the program's absolute path and its arguments.
    /// `called` stands in the words of what went wrong.
    explicit PluginRun(const std::vector<std::string> &argv, std::string called = "the plugin");
    ~PluginRun();
    PluginRun(const PluginRun &) = delete;
    PluginRun &operator=(const PluginRun &) = delete;

    /// Calls `then` once on this thread. Not while one is under way.
    /// `input` is what it reads on its standard input, a few KiB.
    void start(Milliseconds limit, std::function<void(const PluginEnd &)> then, const std::string &input = {});
    [[nodiscard]] bool isUnderWay() const { return static_cast<bool>(m_then); }

private:
    void read();
    void ended(int code, QProcess::ExitStatus how);
    void finish(PluginEnd end);
    void killGroup();
    void letGo();

    std::string m_called;
    QString m_program;
    QStringList m_arguments;
    std::function<void(const PluginEnd &)> m_then;
    Milliseconds m_allowed{};
    QTimer m_deadline;
    QProcess *m_process = nullptr; ///< owned
    qint64 m_group = 0;
    qint64 m_counted = 0; ///< bytes printed
    std::string m_printed;
    std::string m_complaint; ///< the beginning of its standard error
};
} // namespace signalbox
