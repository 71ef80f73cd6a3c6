// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <lists/askquery.h>

#include <csignal>

#include <unistd.h>

#include <QProcess>

#include <lists/answerrows.h>
#include <sources/fetchwords.h>
#include <sources/metric.h>
#include <time/clock.h>

namespace signalbox
{
namespace
{
constexpr qsizetype largestOutput = 4 * 1024 * 1024;
constexpr int lookEveryMs = 50;

tl::unexpected<Problem> fault(const QueryDeclaration &query, const std::string &what)
{
    return tl::unexpected(Problem{{}, wellFormed(query.command.front(), 200) + ' ' + what, {}});
}

/// The program and all that it starts: one process group.
class Group
{
public:
    explicit Group(const QueryDeclaration &query)
    {
        QStringList arguments;
        for (std::size_t i = 1; i < query.command.size(); ++i)
            arguments.append(QString::fromStdString(query.command[i]));
        process.setStandardInputFile(QProcess::nullDevice());
        process.setChildProcessModifier([] { setpgid(0, 0); });
        process.start(QString::fromStdString(query.command.front()), arguments);
        process.waitForStarted();
        m_group = static_cast<pid_t>(process.processId());
    }
    ~Group()
    {
        // What it left running is part of it. As long as one of them lives, no other group can have the number.
        if (m_group > 0)
            ::kill(-m_group, SIGKILL);
        process.waitForFinished();
    }
    Group(const Group &) = delete;
    Group &operator=(const Group &) = delete;

    QProcess process;

private:
    pid_t m_group = 0;
};
} // namespace

Expected<std::vector<QueryRow>> askCommand(const QueryDeclaration &query, const std::atomic<bool> &stop)
{
    const SystemClock clock;
    const Moment end = clock.now() + query.deadline;
    Group group(query);
    QProcess &process = group.process;
    QByteArray printed;
    QByteArray complaint;
    while (process.state() != QProcess::NotRunning) {
        process.waitForFinished(lookEveryMs);
        printed += process.readAllStandardOutput();
        complaint = (complaint + process.readAllStandardError()).left(1000);
        if (printed.size() > largestOutput)
            return fault(query, "printed more than 4 MiB");
        if (stop)
            return fault(query, "was stopped");
        if (process.state() != QProcess::NotRunning && clock.now() > end)
            return fault(query, "did not end within " + fetchwords::seconds(query.deadline));
    }
    if (process.error() == QProcess::FailedToStart)
        return fault(query, "could not be started: " + wellFormed(process.errorString().toStdString(), 200));
    if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0) {
        const std::string how = process.exitStatus() == QProcess::NormalExit
                                    ? "ended with status " + std::to_string(process.exitCode())
                                    : "crashed";
        const std::string words = wellFormed(complaint.trimmed().toStdString(), 200);
        return fault(query, how + (words.empty() ? "" : ": " + words));
    }
    return rowsOfPrinted(std::string_view(printed.constData(), static_cast<std::size_t>(printed.size())));
}
} // namespace signalbox
