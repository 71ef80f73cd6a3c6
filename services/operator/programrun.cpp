// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <operator/programrun.h>

#include <csignal>

#include <unistd.h>

#include <QProcessEnvironment>

#include <estate/plaintext.h>

namespace signalbox
{
namespace
{
using Outcome = RunObserved::Outcome;

constexpr std::size_t mostKept = 4096;
constexpr std::size_t longestPrintedLine = 300;

std::string firstLine(const std::string &printed)
{
    const std::size_t begin = printed.find_first_not_of("\r\n \t");
    if (begin == std::string::npos)
        return {};
    return harmless(printed.substr(begin, printed.find('\n', begin) - begin), longestPrintedLine);
}
} // namespace

ProgramRun::ProgramRun(const StepCommand &command, CommandUse use, Milliseconds deadline,
                       const std::map<std::string, std::string> &names, std::function<void(const CommandEnd &)> then)
    : m_use(use)
    , m_allowed(deadline)
    , m_then(std::move(then))
    , m_process(new QProcess)
{
    QStringList arguments;
    for (std::size_t i = 1; i < command.words.size(); ++i)
        arguments.append(QString::fromStdString(command.words[i]));
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    for (const auto &[name, value] : names)
        environment.insert(QString::fromStdString(name), QString::fromStdString(value));
    m_process->setProcessEnvironment(environment);
    m_process->setWorkingDirectory(QStringLiteral("/"));
    m_process->setStandardInputFile(QProcess::nullDevice());
    m_process->setProcessChannelMode(QProcess::MergedChannels);
    m_process->setChildProcessModifier([] { setpgid(0, 0); });
    QObject::connect(m_process, &QProcess::readyReadStandardOutput, &m_deadline, [this] { read(); });
    QObject::connect(m_process, &QProcess::finished, &m_deadline,
                     [this](int code, QProcess::ExitStatus how) { ended(code, how); });
    // Later: a program that cannot be started says so at once, and `then` is promised for later.
    QObject::connect(
        m_process, &QProcess::errorOccurred, &m_deadline,
        [this](QProcess::ProcessError error) {
            if (error == QProcess::FailedToStart)
                finish(m_use == CommandUse::Probe ? Outcome::Unknown : Outcome::NotDone,
                       "it could not be started: " +
                           harmless(m_process->errorString().toStdString(), longestPrintedLine));
        },
        Qt::QueuedConnection);
    QObject::connect(&m_deadline, &QTimer::timeout, &m_deadline, [this] { overdue(); });
    m_deadline.setSingleShot(true);
    m_deadline.start(deadline);
    m_process->start(QString::fromStdString(programOf(command)), arguments);
}

ProgramRun::~ProgramRun()
{
    if (!m_process)
        return;
    m_process->disconnect(&m_deadline);
    if (m_process->state() == QProcess::NotRunning) {
        m_process->deleteLater();
        return;
    }
    // ~QProcess would kill it.
    QObject::connect(m_process, &QProcess::finished, m_process, &QObject::deleteLater);
}

void ProgramRun::read()
{
    const QByteArray piece = m_process->readAllStandardOutput();
    const std::size_t room = mostKept - std::min(mostKept, m_printed.size());
    m_printed.append(piece.constData(), std::min(room, static_cast<std::size_t>(piece.size())));
}

void ProgramRun::ended(int code, QProcess::ExitStatus how)
{
    read();
    const std::string line = firstLine(m_printed);
    if (how == QProcess::CrashExit) {
        finish(Outcome::Unknown, "signal " + std::to_string(code) + " ended it" + (line.empty() ? "" : ": " + line));
        return;
    }
    const std::string status = "it ended with status " + std::to_string(code) + (line.empty() ? "" : ": " + line);
    if (code == 0)
        finish(Outcome::Done, line);
    else if (m_use == CommandUse::Probe && code != 1)
        finish(Outcome::Unknown, status);
    else
        finish(Outcome::NotDone, m_use == CommandUse::Probe ? line : status);
}

void ProgramRun::overdue()
{
    const qint64 group = m_process->processId();
    if (group > 0)
        ::kill(-static_cast<pid_t>(group), SIGKILL);
    finish(Outcome::Unknown, "it did not end within " + std::to_string(m_allowed.count() / 1000) + " s");
}

void ProgramRun::finish(Outcome outcome, std::string words)
{
    m_deadline.stop();
    if (const auto then = std::exchange(m_then, nullptr))
        then({outcome, std::move(words)});
}
} // namespace signalbox
