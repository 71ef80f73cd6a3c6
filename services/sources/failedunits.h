// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <QProcess>
#include <QTimer>

#include <estate/problem.h>
#include <time/moment.h>

namespace signalbox
{
/// What systemd says of its failed units.
struct FailedUnits {
    std::optional<std::vector<std::string>> names; ///< nothing: not known, `state` says why
    std::string state;                             ///< "systemd runs", "systemd does not run here", or what went wrong
};

/// The names in what `systemctl list-units --plain --no-legend` prints: the first word of each line.
std::vector<std::string> failedUnitNames(std::string_view printed);

/// Asks systemd for its failed units through systemctl, which talks to it without our waiting for a bus.
class FailedUnitsProbe
{
public:
    /// `program` and `runs` (is systemd process 1?) are for tests.
    explicit FailedUnitsProbe(QString program = QStringLiteral("systemctl"), bool runs = systemdRuns());
    ~FailedUnitsProbe();
    FailedUnitsProbe(const FailedUnitsProbe &) = delete;
    FailedUnitsProbe &operator=(const FailedUnitsProbe &) = delete;

    /// Calls `then` once, at the latest at the limit; at once where systemd does not run.
    void ask(Milliseconds limit, std::function<void(FailedUnits)> then);
    /// What sd_booted(3) looks at.
    static bool systemdRuns();

private:
    void finish(FailedUnits units);

    QString m_program;
    bool m_runs;
    QTimer m_limit;
    std::unique_ptr<QProcess> m_process;
    std::function<void(FailedUnits)> m_then;
};
} // namespace signalbox
