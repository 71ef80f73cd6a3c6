// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <laboratory/laboratory.h>

#include <csignal>
#include <sys/prctl.h>
#include <unistd.h>

#include <QCoreApplication>
#include <QFile>
#include <QHostAddress>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

namespace signalbox::lab
{
namespace
{
constexpr int attempts = 3;
constexpr int patience = 180'000; // milliseconds; reached only when something is wrong

Problem problem(const QString &where, const QString &what)
{
    return {where.toStdString(), what.toStdString(), {}};
}
} // namespace

Laboratory::Laboratory()
{
    // Process ids have 22 bits (proc(5), pid_max): 127.64.0.1 to 127.127.255.254, without the ends that read like
    // networks.
    const auto id = static_cast<quint32>(QCoreApplication::applicationPid());
    m_address = QHostAddress(0x7f400000U | (id & 0x3fffffU)).toString();
}

quint16 Laboratory::freePort() const
{
    QTcpServer server;
    server.listen(QHostAddress(m_address));
    return server.serverPort();
}

QString Laboratory::write(const QString &name, const QByteArray &content) const
{
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("%s cannot be written", qPrintable(file.fileName()));
    return file.fileName();
}

Expected<QString> findProgram(const QString &program, const QString &package)
{
    const QString found =
        QStandardPaths::findExecutable(program, {QStringLiteral("/usr/bin"), QStringLiteral("/usr/sbin")});
    if (found.isEmpty())
        return tl::unexpected(problem(program, QStringLiteral("it is not installed; apt-get install %1").arg(package)));
    return found;
}

Expected<QByteArray> run(const QString &program, const QString &package, const QStringList &arguments)
{
    const Expected<QString> found = findProgram(program, package);
    if (!found)
        return tl::unexpected(found.error());
    QProcess process;
    process.start(*found, arguments);
    if (!process.waitForFinished(patience) || process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
        return tl::unexpected(
            problem(*found, QStringLiteral("it failed: ") + QString::fromUtf8(process.readAllStandardError())));
    return process.readAllStandardOutput();
}

std::function<void()> endingWithTheTest()
{
    return [parent = getpid()] {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != parent)
            _exit(1);
    };
}

Server::Server(Recipe recipe)
    : m_recipe(std::move(recipe))
{
}

Server::~Server()
{
    kill();
}

// A port that was free a moment ago may be taken by somebody's connection when the server asks for it: then another try
// is as good as the first.
Expected<void> Server::start()
{
    const Expected<QString> program = findProgram(m_recipe.program, m_recipe.package);
    if (!program)
        return tl::unexpected(program.error());
    QString said;
    for (int attempt = 0; attempt < attempts; ++attempt) {
        kill();
        m_process = std::make_unique<QProcess>();
        m_process->setProcessChannelMode(QProcess::MergedChannels);
        m_process->setChildProcessModifier(endingWithTheTest());
        m_process->start(*program, m_recipe.arguments);
        const bool settled =
            QTest::qWaitFor([this] { return m_process->state() == QProcess::NotRunning || accepts(); }, patience);
        if (settled && m_process->state() == QProcess::Running)
            return {};
        said = QStringLiteral("it does not answer on %1 (exit %2); it printed: %3")
                   .arg(QString::fromStdString(peer()))
                   .arg(m_process->exitCode())
                   .arg(QString::fromUtf8(m_process->readAll().right(2000)));
    }
    return tl::unexpected(problem(*program, said));
}

bool Server::accepts() const
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress(m_recipe.address), m_recipe.port);
    return socket.waitForConnected(1000);
}

void Server::signal(int number)
{
    if (m_process && m_process->processId() > 0)
        ::kill(static_cast<pid_t>(m_process->processId()), number);
}

void Server::stop()
{
    signal(SIGTERM);
    if (m_process)
        m_process->waitForFinished(patience);
    kill();
}

void Server::kill()
{
    signal(SIGKILL);
    if (m_process)
        m_process->waitForFinished(patience);
    m_process.reset();
}

void Server::freeze()
{
    signal(SIGSTOP);
}

void Server::thaw()
{
    signal(SIGCONT);
}

std::string Server::url(const std::string &path, const std::string &scheme) const
{
    return scheme + "://" + peer() + path;
}

std::string Server::peer() const
{
    return m_recipe.address.toStdString() + ':' + std::to_string(m_recipe.port);
}
} // namespace signalbox::lab
