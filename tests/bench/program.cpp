// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include <fstream>
#include <sstream>

#include <unistd.h>

#include "effort.h"

namespace signalbox::bench
{
Expected<std::unique_ptr<Program>> Program::start(const std::string &command, const std::vector<std::string> &arguments,
                                                  const std::map<std::string, std::string> &environment)
{
    std::unique_ptr<Program> program(new Program);
    QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
    for (const auto &[name, value] : environment)
        variables.insert(QString::fromStdString(name), QString::fromStdString(value));
    QStringList list;
    for (const std::string &argument : arguments)
        list.append(QString::fromStdString(argument));
    program->m_process.setProcessEnvironment(variables);
    program->m_process.setStandardInputFile(QProcess::nullDevice());
    program->m_process.setStandardOutputFile(QProcess::nullDevice());
    program->m_process.setStandardErrorFile(QProcess::nullDevice());
    program->m_startedAt = wallMilliseconds();
    program->m_process.start(QString::fromStdString(command), list);
    if (!program->m_process.waitForStarted())
        return tl::unexpected(
            Problem{command, "it did not start: " + program->m_process.errorString().toStdString(), {}});
    return program;
}

Program::~Program()
{
    m_process.kill();
    m_process.waitForFinished();
}

bool Program::isRunning()
{
    m_process.waitForFinished(0); // without an event loop nobody else would notice
    return m_process.state() == QProcess::Running;
}

double Program::cpuMilliseconds() const
{
    std::ifstream file("/proc/" + std::to_string(m_process.processId()) + "/stat");
    std::string text;
    std::getline(file, text);
    const std::size_t afterName = text.rfind(')');
    if (afterName == std::string::npos)
        return 0;
    std::istringstream fields(text.substr(afterName + 1));
    std::string passedOver;
    for (int field = 3; field < 14; ++field)
        fields >> passedOver;
    double user = 0;
    double system = 0;
    fields >> user >> system;
    return (user + system) * 1000 / static_cast<double>(sysconf(_SC_CLK_TCK));
}

double Program::residentMegabytes() const
{
    std::ifstream file("/proc/" + std::to_string(m_process.processId()) + "/status");
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("VmRSS:"))
            return std::stod(line.substr(6)) / 1024;
    }
    return 0;
}
} // namespace signalbox::bench
