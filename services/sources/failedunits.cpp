// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sources/failedunits.h>

#include <QFileInfo>

#include <sources/metric.h>

namespace signalbox
{
std::vector<std::string> failedUnitNames(std::string_view printed)
{
    std::vector<std::string> names;
    while (!printed.empty()) {
        const std::string_view line = printed.substr(0, printed.find('\n'));
        printed.remove_prefix(std::min(line.size() + 1, printed.size()));
        const std::string_view name = line.substr(0, line.find(' '));
        if (!name.empty())
            names.push_back(wellFormed(name));
    }
    return names;
}

bool FailedUnitsProbe::systemdRuns()
{
    return QFileInfo(QStringLiteral("/run/systemd/system")).isDir();
}

FailedUnitsProbe::FailedUnitsProbe(QString program, bool runs)
    : m_program(std::move(program))
    , m_runs(runs)
{
    m_limit.setSingleShot(true);
    QObject::connect(&m_limit, &QTimer::timeout, &m_limit, [this] {
        finish({{}, "systemctl did not answer in time"});
    });
}

FailedUnitsProbe::~FailedUnitsProbe()
{
    m_then = nullptr;
    finish({});
}

void FailedUnitsProbe::ask(Milliseconds limit, std::function<void(FailedUnits)> then)
{
    m_then = std::move(then);
    if (!m_runs) {
        finish({{}, "systemd does not run here"});
        return;
    }
    m_process = std::make_unique<QProcess>();
    QProcess *process = m_process.get();
    QObject::connect(process, &QProcess::errorOccurred, &m_limit, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            finish({{}, "systemctl could not be started"});
    });
    QObject::connect(process, &QProcess::finished, &m_limit, [this, process](int code, QProcess::ExitStatus status) {
        if (status != QProcess::NormalExit || code != 0) {
            finish({{}, "systemctl failed: " + wellFormed(process->readAllStandardError().trimmed().toStdString())});
            return;
        }
        finish({failedUnitNames(process->readAllStandardOutput().toStdString()), "systemd runs"});
    });
    m_limit.start(limit);
    process->start(m_program,
                   {QStringLiteral("list-units"), QStringLiteral("--state=failed"), QStringLiteral("--plain"),
                    QStringLiteral("--no-legend"), QStringLiteral("--no-pager"), QStringLiteral("--full")});
}

void FailedUnitsProbe::finish(FailedUnits units)
{
    m_limit.stop();
    if (QProcess *process = m_process.release()) {
        // It may be the sender, and waiting for it would block: it goes when it has ended.
        process->disconnect();
        if (process->state() == QProcess::NotRunning) {
            process->deleteLater();
        } else {
            QObject::connect(process, &QProcess::finished, process, &QObject::deleteLater);
            process->kill();
        }
    }
    if (const auto then = std::exchange(m_then, nullptr))
        then(std::move(units));
}
} // namespace signalbox
