// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <reach/hostquestion.h>

#include <csignal>
#include <utility>

#include <unistd.h>

#include <QProcessEnvironment>

#include <reach/hostrequest.h>

namespace signalbox
{
namespace
{
constexpr std::size_t longestComplaint = 16 * 1024; // ssh's banners are long

void append(std::string &text, const QByteArray &piece, std::size_t most)
{
    const std::size_t room = most - std::min(most, text.size());
    text.append(piece.constData(), std::min(room, static_cast<std::size_t>(piece.size())));
}
} // namespace

HostQuestion::HostQuestion(const std::vector<std::string> &argv)
    : m_program(QString::fromStdString(argv.front()))
{
    for (std::size_t i = 1; i < argv.size(); ++i)
        m_arguments.append(QString::fromStdString(argv[i]));
    m_deadline.setSingleShot(true);
    QObject::connect(&m_deadline, &QTimer::timeout, &m_deadline, [this] { finish(255, true); });
}

HostQuestion::~HostQuestion()
{
    letGo();
}

void HostQuestion::ask(const std::string &request, Milliseconds limit, std::function<void(const SshEnd &)> then)
{
    m_then = std::move(then);
    m_end = {};
    m_process = new QProcess;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C"));
    environment.remove(QStringLiteral("SSH_ASKPASS"));
    m_process->setProcessEnvironment(environment);
    m_process->setChildProcessModifier([] { ::setsid(); });
    QObject::connect(m_process, &QProcess::readyReadStandardOutput, &m_deadline, [this] { read(); });
    QObject::connect(m_process, &QProcess::readyReadStandardError, &m_deadline, [this] { read(); });
    QObject::connect(m_process, &QProcess::finished, &m_deadline, [this](int code, QProcess::ExitStatus how) {
        read();
        finish(how == QProcess::NormalExit ? code : 255, false);
    });
    // Queued: it may be said before start() returns.
    QObject::connect(
        m_process, &QProcess::errorOccurred, &m_deadline,
        [this](QProcess::ProcessError error) {
            if (error != QProcess::FailedToStart || !m_process)
                return;
            m_end.complaint = m_program.toStdString() + " cannot be started: install openssh-client";
            finish(255, false);
        },
        Qt::QueuedConnection);
    m_deadline.start(limit);
    m_process->start(m_program, m_arguments);
    m_process->write(QByteArray::fromStdString(request));
    m_process->closeWriteChannel();
}

void HostQuestion::read()
{
    // One more than a reply can have shows that it is none.
    append(m_end.printed, m_process->readAllStandardOutput(), longestReply + 1);
    append(m_end.complaint, m_process->readAllStandardError(), longestComplaint);
}

void HostQuestion::finish(int status, bool isCutOff)
{
    m_deadline.stop();
    letGo();
    m_end.status = status;
    m_end.isCutOff = isCutOff;
    if (const auto then = std::exchange(m_then, nullptr))
        then(m_end);
}

// What shares a connection has left the session, and lives on for its minute.
void HostQuestion::letGo()
{
    QProcess *process = std::exchange(m_process, nullptr);
    if (!process)
        return;
    process->disconnect(&m_deadline);
    if (process->state() == QProcess::NotRunning) {
        process->deleteLater();
        return;
    }
    QObject::connect(process, &QProcess::finished, process, &QObject::deleteLater);
    if (process->processId() > 0)
        ::kill(-static_cast<pid_t>(process->processId()), SIGKILL);
    process->kill();
}
} // namespace signalbox
