// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include <time/moment.h>

namespace signalbox
{
/// One run of apt or dpkg that changed what is installed. The logs give the local time of the machine.
struct PackageRun {
    std::chrono::local_seconds began{};
    std::chrono::local_seconds ended{};
    bool isDpkgs = false; ///< not apt's
    std::string text;     ///< "apt-get upgrade: upgraded curl 7.88.1-10 → 7.88.1-11 and 3 more"; one line, bounded
    bool operator==(const PackageRun &) const = default;
};

/// What /var/log/apt/history.log (apt.conf(5), Dir::Log::History) has of runs that ended. Text that is no such log
/// gives none.
std::vector<PackageRun> aptRuns(std::string_view history);
/// What /var/log/dpkg.log (dpkg(1), --log) has; actions less than a minute apart are one run.
std::vector<PackageRun> dpkgRuns(std::string_view log);
/// All of them by time; of a run that both have, apt's word.
std::vector<PackageRun> packageRuns(std::string_view aptHistory, std::string_view dpkgLog);

/// Reads both logs of this machine again and again. Cheap where nothing was written; no more than the last 256 kB of
/// either is read. One thread.
class PackageLog
{
public:
    explicit PackageLog(std::string aptHistory = "/var/log/apt/history.log", std::string dpkgLog = "/var/log/dpkg.log");
    /// A run that ended, with its time in UTC.
    struct News {
        WallTime at;
        std::string text;
    };
    /// Those that ended since that time and were not told before. What dpkg did within the last minute waits, since apt
    /// writes down what it was for once it is over.
    std::vector<News> news(WallTime since, WallTime now);

private:
    std::string m_aptHistory;
    std::string m_dpkgLog;
    std::string m_seen;                  ///< size and time of both files when last read
    bool m_isWaiting = false;            ///< something is too young to be told
    std::chrono::local_seconds m_told{}; ///< the end of the last run that was told
};
} // namespace signalbox
