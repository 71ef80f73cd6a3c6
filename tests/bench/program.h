// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include <QProcess>

#include <estate/problem.h>

namespace signalbox::bench
{
/// A program under measurement, seen from outside. It ends with this.
class Program
{
public:
    /// `environment` comes on top of our own.
    static Expected<std::unique_ptr<Program>> start(const std::string &command,
                                                    const std::vector<std::string> &arguments,
                                                    const std::map<std::string, std::string> &environment);
    ~Program();
    Program(const Program &) = delete;
    Program &operator=(const Program &) = delete;

    /// wallMilliseconds() just before it was started.
    [[nodiscard]] double startedAt() const { return m_startedAt; }
    [[nodiscard]] bool isRunning();
    /// CPU time of all its threads, kernel included, in milliseconds. proc(5) counts in hundredths of a second.
    [[nodiscard]] double cpuMilliseconds() const;
    /// VmRSS of proc(5), in MB.
    [[nodiscard]] double residentMegabytes() const;

private:
    Program() = default;
    QProcess m_process;
    double m_startedAt = 0;
};
} // namespace signalbox::bench
