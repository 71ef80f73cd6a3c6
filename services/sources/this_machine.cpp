// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <deque>
#include <fstream>
#include <map>

#include <sys/timex.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <QTimer>

#include <recording/mark.h>
#include <sources/failedunits.h>
#include <sources/filesystemprobe.h>
#include <sources/metric.h>
#include <sources/packagelog.h>
#include <sources/procfiles.h>
#include <sources/selfreport.h>
#include <sources/source.h>

namespace signalbox::sources::this_machine
{
namespace
{
/// How long file systems and systemd may take before the rest is said without them.
constexpr Milliseconds slowestLook{2000};
/// Long enough for a share of the processors' time, which the kernel counts in hundredths of a second.
constexpr Milliseconds firstLookAfter{200};
/// At a start, package runs of so long are told.
constexpr Milliseconds packagesOfLast = std::chrono::hours(24);

Expected<std::string> contents(const char *path)
{
    std::ifstream file(path, std::ios::binary);
    std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    if (!file || text.empty())
        return tl::unexpected(Problem{path, "it cannot be read", "Is /proc mounted?"});
    return text;
}

/// The kernel, by uname(2), as node_exporter has it: the value is always 1 and the labels tell.
Readings kernel()
{
    struct utsname name = {};
    if (uname(&name) != 0)
        return {};
    return {{"node_uname_info",
             {{"domainname", wellFormed(name.domainname)},
              {"machine", wellFormed(name.machine)},
              {"nodename", wellFormed(name.nodename)},
              {"release", wellFormed(name.release)},
              {"sysname", wellFormed(name.sysname)},
              {"version", wellFormed(name.version)}},
             1}};
}

/// What the kernel knows of its clock's discipline, by adjtimex(2), changing nothing.
Readings clockDiscipline()
{
    struct timex state = {};
    const int verdict = adjtimex(&state);
    if (verdict < 0)
        return {};
    const double unit = (state.status & STA_NANO) != 0 ? 1e-9 : 1e-6;
    return {{"node_timex_sync_status", {}, verdict == TIME_ERROR ? 0 : 1},
            {"node_timex_offset_seconds", {}, static_cast<double>(state.offset) * unit},
            {"node_timex_maxerror_seconds", {}, static_cast<double>(state.maxerror) * 1e-6}};
}

/// Watches the machine that the program runs on.
class ThisMachine final : public Source
{
public:
    ThisMachine(const SourceDeclaration &declaration, const Subject &subject, Say &say, const Clock &clock)
        : m_declaration(declaration)
        , m_subject(subject)
        , m_say(say)
        , m_clock(clock)
        , m_report(say, subject, {}, "this machine", declaration.interval)
        , m_systemd(say.series(subject, "systemd_state", {}, {}, declaration.interval))
    {
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { look(); });
        // The share of busy processors lies between two readings: the first is taken now, so that already the first
        // look can tell it. A value that is known from an earlier run and then missing would look as if it had stopped.
        readProcessor();
        m_readings.clear();
        QTimer::singleShot(firstLookAfter, &m_timer, [this] {
            m_timer.start(m_declaration.interval);
            look();
        });
    }

private:
    struct Known {
        SeriesHandle handle{};
        bool seen = false; ///< in the round under way
    };

    void look()
    {
        m_at = m_clock.now();
        m_readings.clear();
        m_unread.clear();
        m_errors.clear();
        take("node_load", contents("/proc/loadavg").and_then([](const std::string &t) { return procfiles::load(t); }));
        take("node_memory_",
             contents("/proc/meminfo").and_then([](const std::string &t) { return procfiles::memory(t); }));
        take("node_network_",
             contents("/proc/net/dev").and_then([](const std::string &t) { return procfiles::network(t); }));
        readProcessor();
        take("node_uname_", kernel());
        take("node_timex_", clockDiscipline());
        const Expected<std::string> mounts = contents("/proc/self/mounts");
        if (!mounts)
            take("node_filesystem_", tl::unexpected(mounts.error()));

        const Milliseconds limit = std::min(slowestLook, m_declaration.deadline);
        m_open = 2;
        m_fileSystems.ask(mounts ? procfiles::mounts(*mounts) : std::vector<Mount>{}, limit,
                          [this](const auto &answers) {
                              addFileSystems(answers);
                              finishWhenComplete();
                          });
        m_units.ask(limit, [this](const FailedUnits &units) {
            addUnits(units);
            finishWhenComplete();
        });
    }

    void readProcessor()
    {
        const auto ticks = static_cast<double>(sysconf(_SC_CLK_TCK));
        take("node_cpu_",
             contents("/proc/stat").and_then([&](const std::string &t) { return procfiles::processor(t, ticks); }));
        addBusyRatio();
    }

    /// What could not be read stays known and grows old: only what is read and no longer there is gone.
    void take(std::string_view family, const Expected<Readings> &readings)
    {
        if (readings) {
            m_readings.insert(m_readings.end(), readings->begin(), readings->end());
            return;
        }
        m_unread.emplace_back(family);
        m_errors += (m_errors.empty() ? "" : "; ") + readings.error().sentence();
    }

    /// Share of processor time since the last look that was not idle; counters alone tell nobody anything at a glance.
    void addBusyRatio()
    {
        double idle = 0;
        double all = 0;
        for (const Reading &reading : m_readings) {
            if (reading.metric != "node_cpu_seconds_total")
                continue;
            const std::string_view mode = labelValue(reading.labels, "mode");
            all += reading.value.value_or(0);
            if (mode == "idle" || mode == "iowait")
                idle += reading.value.value_or(0);
        }
        const double elapsed = all - m_processorAll;
        if (m_processorAll > 0 && elapsed > 0)
            m_readings.push_back(
                {"node_cpu_busy_ratio", {}, std::clamp(1 - (idle - m_processorIdle) / elapsed, 0.0, 1.0)});
        m_processorAll = all;
        m_processorIdle = idle;
    }

    void addFileSystems(const std::vector<FileSystemProbe::Answer> &answers)
    {
        for (const auto &[mount, space, hangs] : answers) {
            const auto add = [this, labels = mount.labels()](std::string_view metric, std::optional<double> value) {
                m_readings.push_back({metric, labels, value});
            };
            const bool known = space.has_value();
            add("node_filesystem_size_bytes", known ? std::optional(space->size) : std::nullopt);
            add("node_filesystem_avail_bytes", known ? std::optional(space->available) : std::nullopt);
            add("node_filesystem_files", known ? std::optional(space->files) : std::nullopt);
            add("node_filesystem_files_free", known ? std::optional(space->filesFree) : std::nullopt);
            add("node_filesystem_readonly", mount.readOnly ? 1 : 0);
            add("node_filesystem_device_error", known ? 0 : 1);
            if (hangs)
                m_errors += (m_errors.empty() ? "" : "; ") + wellFormed(mount.mountPoint) + " does not answer";
        }
    }

    void addUnits(const FailedUnits &units)
    {
        m_systemdState = units.state;
        if (!units.names) {
            m_unread.emplace_back("node_systemd_");
            return;
        }
        for (const std::string &name : *units.names)
            m_readings.push_back({"node_systemd_unit_state", {{"name", name}, {"state", "failed"}}, 1});
        m_readings.push_back({"node_systemd_units", {{"state", "failed"}}, static_cast<double>(units.names->size())});
    }

    void finishWhenComplete()
    {
        if (--m_open > 0)
            return;
        Attempt attempt;
        for (auto &[key, known] : m_known)
            known.seen = false;
        for (const Reading &reading : m_readings)
            say(reading, attempt);
        for (auto known = m_known.begin(); known != m_known.end();) {
            if (known->second.seen || isUnread(known->first.first)) {
                ++known;
                continue;
            }
            m_say.gone(known->second.handle, m_at);
            known = m_known.erase(known);
        }
        m_say.text(m_systemd, m_at, m_systemdState);
        sayPackages();
        attempt.at = m_clock.now();
        attempt.duration = attempt.at - m_at;
        attempt.answered = attempt.scraped > 0;
        attempt.error = m_errors;
        m_report.say(attempt);
        m_say.flush();
    }

    // A series says one thing a tick: what a start finds of the last day is told look by look, the oldest first.
    void sayPackages()
    {
        const WallTime now = readMachineClocks().wall;
        for (PackageLog::News &run : m_packages.news(now - packagesOfLast, now))
            m_runs.push_back(std::move(run));
        if (m_runs.empty())
            return;
        const SeriesHandle marks = m_say.series(m_subject, changeMarkMetric, {}, {}, changeMarkInterval);
        m_say.text(marks, m_at - (now - m_runs.front().at), m_runs.front().text);
        m_runs.pop_front();
    }

    void say(const Reading &reading, Attempt &attempt)
    {
        if (reading.value)
            ++attempt.scraped;
        if (!isKept(reading.metric, m_declaration.keep)) {
            attempt.leftOut += reading.value ? 1 : 0;
            return;
        }
        auto known = m_known.find({reading.metric, reading.labels});
        if (known == m_known.end()) {
            if (m_known.size() >= m_declaration.cap) {
                ++attempt.leftOut;
                ++attempt.overCap;
                return;
            }
            const SeriesHandle handle =
                m_say.series(m_subject, reading.metric, reading.labels, unitOf(reading.metric), m_declaration.interval);
            known = m_known.emplace(std::pair(reading.metric, reading.labels), Known{handle, true}).first;
        }
        known->second.seen = true;
        if (reading.value)
            m_say.number(known->second.handle, m_at, *reading.value);
    }

    [[nodiscard]] bool isUnread(std::string_view metric) const
    {
        return std::any_of(m_unread.begin(), m_unread.end(),
                           [metric](const std::string &family) { return metric.starts_with(family); });
    }

    SourceDeclaration m_declaration;
    Subject m_subject;
    Say &m_say;
    const Clock &m_clock;
    SelfReport m_report;
    SeriesHandle m_systemd;
    QTimer m_timer;
    FileSystemProbe m_fileSystems;
    FailedUnitsProbe m_units;
    PackageLog m_packages;
    std::deque<PackageLog::News> m_runs; ///< yet to be said

    std::map<std::pair<std::string_view, Labels>, Known> m_known; ///< metric names are literals
    double m_processorAll = 0;
    double m_processorIdle = 0;

    // The round under way.
    Moment m_at{};
    int m_open = 0;
    Readings m_readings;
    std::vector<std::string> m_unread; ///< families of metrics that could not be read
    std::string m_errors;
    std::string m_systemdState;
};

std::unique_ptr<Source> start(const SourceDeclaration &declaration, Say &say, const Clock &clock)
{
    if (declaration.targets.empty())
        return nullptr;
    return std::make_unique<ThisMachine>(declaration, declaration.targets.front().subject, say, clock);
}
} // namespace

extern const SourceType item = {"this-machine", "This machine", start};
} // namespace signalbox::sources::this_machine
