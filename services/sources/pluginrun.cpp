// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sources/pluginrun.h>

#include <csignal>

#include <unistd.h>

#include <QProcessEnvironment>

#include <sources/fetchwords.h>
#include <sources/metric.h>

namespace signalbox
{
namespace
{
constexpr std::size_t longestComplaint = 200;

void append(std::string &text, const QByteArray &piece, std::size_t most)
{
    const std::size_t room = most - std::min(most, text.size());
    text.append(piece.constData(), std::min(room, static_cast<std::size_t>(piece.size())));
}

std::string endWords(const std::string &called, int code, QProcess::ExitStatus how)
{
    if (how == QProcess::CrashExit)
        return called + " was ended by signal " + std::to_string(code);
    const std::string words = called + " ended with status " + std::to_string(code);
    if (code == 126)
        return words + ": something could not be run";
    if (code == 127)
        return words + ": a command was not found";
    return words + ", which no plugin should";
}
} // namespace

PluginRun::PluginRun(const std::vector<std::string> &argv, std::string called)
    : m_called(std::move(called))
    , m_program(QString::fromStdString(argv.front()))
{
    for (std::size_t i = 1; i < argv.size(); ++i)
        m_arguments.append(QString::fromStdString(argv[i]));
    m_deadline.setSingleShot(true);
    QObject::connect(&m_deadline, &QTimer::timeout, &m_deadline, [this] {
        finish({3, m_called + " did not end within " + fetchwords::seconds(m_allowed), std::move(m_printed), true});
    });
}

PluginRun::~PluginRun()
{
    letGo();
}

void PluginRun::start(Milliseconds limit, std::function<void(const PluginEnd &)> then, const std::string &input)
{
    m_then = std::move(then);
    m_allowed = limit;
    m_counted = 0;
    m_printed.clear();
    m_complaint.clear();
    m_process = new QProcess;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8")); // decimal points, and words that stay
    m_process->setProcessEnvironment(environment);
    m_process->setWorkingDirectory(QStringLiteral("/"));
    if (input.empty())
        m_process->setStandardInputFile(QProcess::nullDevice());
    m_process->setChildProcessModifier([] { setpgid(0, 0); });
    QObject::connect(m_process, &QProcess::readyReadStandardOutput, &m_deadline, [this] { read(); });
    QObject::connect(m_process, &QProcess::readyReadStandardError, &m_deadline, [this] { read(); });
    QObject::connect(m_process, &QProcess::finished, &m_deadline,
                     [this](int code, QProcess::ExitStatus how) { ended(code, how); });
    QObject::connect(m_process, &QProcess::errorOccurred, &m_deadline, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            finish({3,
                    m_called + " could not be started: " +
                        wellFormed(m_process->errorString().toStdString(), longestComplaint),
                    {}});
    });
    m_deadline.start(limit);
    m_process->start(m_program, m_arguments);
    if (!m_process)
        return;
    m_group = m_process->processId();
    if (!input.empty()) {
        m_process->write(QByteArray::fromStdString(input));
        m_process->closeWriteChannel();
    }
}

void PluginRun::read()
{
    const QByteArray printed = m_process->readAllStandardOutput();
    const QByteArray complaint = m_process->readAllStandardError();
    m_counted += printed.size() + complaint.size();
    append(m_printed, printed, mostKept);
    append(m_complaint, complaint, longestComplaint);
    if (m_counted > mostPrinted)
        finish({3, m_called + " printed more than 1 MiB", std::move(m_printed)});
}

void PluginRun::ended(int code, QProcess::ExitStatus how)
{
    read();
    if (!m_then)
        return; // what was left to read was too much
    if (how == QProcess::NormalExit && code >= 0 && code <= 3) {
        finish({code, {}, std::move(m_printed)});
        return;
    }
    const std::string words = wellFormed(QByteArray::fromStdString(m_complaint).trimmed().toStdString());
    finish({3, endWords(m_called, code, how) + (words.empty() ? "" : " (" + words + ')'), std::move(m_printed)});
}

void PluginRun::finish(PluginEnd end)
{
    m_deadline.stop();
    letGo();
    if (const auto then = std::exchange(m_then, nullptr))
        then(end);
}

void PluginRun::killGroup()
{
    // What it left running is part of it. As long as one of them lives, no other group can have the number.
    if (m_group > 0)
        ::kill(-static_cast<pid_t>(m_group), SIGKILL);
    m_group = 0;
}

/// A process that the kernel cannot end yet (it waits for a dead disk) must not be waited for: it goes when it is over.
void PluginRun::letGo()
{
    QProcess *process = std::exchange(m_process, nullptr);
    if (!process)
        return;
    process->disconnect(&m_deadline);
    const bool runs = process->state() != QProcess::NotRunning;
    if (runs) {
        QObject::connect(process, &QProcess::finished, process, &QObject::deleteLater);
        process->kill();
    }
    killGroup();
    if (!runs)
        process->deleteLater();
}
} // namespace signalbox
