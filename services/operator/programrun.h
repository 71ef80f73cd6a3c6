// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QTimer>

#include <operator/commandrun.h>

namespace signalbox
{
/// A program by its argv, without a shell, in a process group of its own, which is killed when its time is over. What
/// it leaves running when it ends by itself is meant to run.
class ProgramRun final : public CommandRun
{
public:
    ProgramRun(const StepCommand &command, CommandUse use, Milliseconds deadline,
               const std::map<std::string, std::string> &names, std::function<void(const CommandEnd &)> then);
    /// The program goes on: nobody here waits for it any more.
    ~ProgramRun() override;
    ProgramRun(const ProgramRun &) = delete;
    ProgramRun &operator=(const ProgramRun &) = delete;

private:
    void read();
    void ended(int code, QProcess::ExitStatus how);
    void overdue();
    void finish(RunObserved::Outcome outcome, std::string words);

    CommandUse m_use;
    Milliseconds m_allowed;
    std::function<void(const CommandEnd &)> m_then;
    QTimer m_deadline;
    QProcess *m_process = nullptr; ///< owned, until it is let go
    std::string m_printed;         ///< the beginning of both streams
};
} // namespace signalbox
