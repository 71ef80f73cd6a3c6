// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sources/procfiles.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include <sources/metric.h>
#include <sources/words.h>

namespace signalbox
{
namespace
{
/// Takes text up to the next `separator` (or its end) off the front of rest.
std::string_view takeUntil(std::string_view &rest, char separator)
{
    const std::size_t end = std::min(rest.find(separator), rest.size());
    const std::string_view taken = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return taken;
}

std::optional<double> number(std::string_view word)
{
    double value = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (error != std::errc() || end != word.data() + word.size())
        return {};
    return value;
}

tl::unexpected<Problem> unreadable(std::string file, std::string what)
{
    return tl::unexpected(Problem{std::move(file), std::move(what), "Is this a Linux kernel's /proc?"});
}

/// Undoes the octal escapes of mounts(5): space, tab, newline and backslash.
std::string unescaped(std::string_view field)
{
    const auto octal = [](char c) { return c >= '0' && c <= '7'; };
    std::string text;
    for (std::size_t i = 0; i < field.size(); ++i) {
        if (field[i] == '\\' && i + 3 < field.size() && field[i + 1] <= '3' && octal(field[i + 1]) &&
            octal(field[i + 2]) && octal(field[i + 3])) {
            text += static_cast<char>((field[i + 1] - '0') * 64 + (field[i + 2] - '0') * 8 + (field[i + 3] - '0'));
            i += 3;
        } else {
            text += field[i];
        }
    }
    return text;
}

bool canFillUp(const Mount &mount)
{
    static constexpr std::string_view never[] = {
        "autofs",     "binfmt_misc", "bpf",       "cgroup",   "cgroup2", "configfs", "debugfs", "devpts", "devtmpfs",
        "efivarfs",   "fusectl",     "hugetlbfs", "iso9660",  "mqueue",  "nsfs",     "proc",    "pstore", "ramfs",
        "rpc_pipefs", "securityfs",  "selinuxfs", "squashfs", "sysfs",   "tmpfs",    "tracefs", "udf"};
    if (mount.type == "overlay")
        return mount.mountPoint == "/";
    return std::find(std::begin(never), std::end(never), mount.type) == std::end(never);
}
} // namespace

Labels Mount::labels() const
{
    return {{"device", wellFormed(device)}, {"fstype", wellFormed(type)}, {"mountpoint", wellFormed(mountPoint, 4096)}};
}

namespace procfiles
{
Expected<Readings> load(std::string_view text)
{
    Readings readings;
    for (const std::string_view metric : {"node_load1", "node_load5", "node_load15"}) {
        const std::optional<double> value = number(takeWord(text));
        if (!value)
            return unreadable("/proc/loadavg", "three numbers were expected");
        readings.push_back({metric, {}, value});
    }
    return readings;
}

Expected<Readings> memory(std::string_view text)
{
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 4> wanted = {{
        {"MemTotal", "node_memory_MemTotal_bytes"},
        {"MemAvailable", "node_memory_MemAvailable_bytes"},
        {"SwapTotal", "node_memory_SwapTotal_bytes"},
        {"SwapFree", "node_memory_SwapFree_bytes"},
    }};
    Readings readings;
    while (!text.empty()) {
        std::string_view line = takeUntil(text, '\n');
        const std::string_view name = takeUntil(line, ':');
        const auto *found = std::find_if(wanted.begin(), wanted.end(), [&](const auto &w) { return w.first == name; });
        if (found == wanted.end())
            continue;
        const std::optional<double> kibibytes = number(takeWord(line));
        if (!kibibytes || takeWord(line) != "kB")
            return unreadable("/proc/meminfo", "a number of kB was expected for " + std::string(name));
        readings.push_back({found->second, {}, *kibibytes * 1024});
    }
    if (readings.size() != wanted.size())
        return unreadable("/proc/meminfo", "MemTotal, MemAvailable, SwapTotal and SwapFree were expected, each once");
    return readings;
}

Expected<Readings> processor(std::string_view text, double ticksPerSecond)
{
    Readings readings;
    bool booted = false;
    std::size_t processors = 0;
    while (!text.empty()) {
        std::string_view line = takeUntil(text, '\n');
        const std::string_view name = takeWord(line);
        if (name == "cpu") {
            for (const char *mode : {"user", "nice", "system", "idle", "iowait", "irq", "softirq", "steal"}) {
                const std::optional<double> ticks = number(takeWord(line));
                if (!ticks)
                    return unreadable("/proc/stat", "eight numbers were expected after \"cpu\"");
                readings.push_back({"node_cpu_seconds_total", {{"mode", mode}}, *ticks / ticksPerSecond});
            }
        } else if (name.starts_with("cpu")) {
            ++processors;
        } else if (name == "btime") {
            const std::optional<double> seconds = number(takeWord(line));
            if (!seconds)
                return unreadable("/proc/stat", "a number was expected after \"btime\"");
            readings.push_back({"node_boot_time_seconds", {}, seconds});
            booted = true;
        }
    }
    if (!booted || readings.size() != 9)
        return unreadable("/proc/stat", "one line \"cpu\" and one line \"btime\" were expected");
    if (processors > 0)
        readings.push_back({"node_cpu_count", {}, static_cast<double>(processors)});
    return readings;
}

Expected<Readings> network(std::string_view text)
{
    Readings readings;
    takeUntil(text, '\n');
    takeUntil(text, '\n');
    while (!text.empty()) {
        std::string_view line = takeUntil(text, '\n');
        const std::size_t colon = line.rfind(':');
        if (colon == std::string_view::npos)
            return unreadable("/proc/net/dev", "a colon was expected after each device");
        std::string_view front = line.substr(0, colon);
        const std::string_view device = takeWord(front);
        if (device == "lo")
            continue;
        const Labels labels = {{"device", wellFormed(device)}};
        line.remove_prefix(colon + 1);
        std::array<std::optional<double>, 9> columns; // received bytes first, sent bytes ninth
        for (auto &column : columns)
            column = number(takeWord(line));
        if (!columns.front() || !columns.back())
            return unreadable("/proc/net/dev", "nine numbers were expected after each device");
        readings.push_back({"node_network_receive_bytes_total", labels, columns.front()});
        readings.push_back({"node_network_transmit_bytes_total", labels, columns.back()});
    }
    return readings;
}

std::vector<Mount> mounts(std::string_view text)
{
    std::vector<Mount> found;
    std::set<std::string> devices;
    std::set<std::string> points;
    while (!text.empty()) {
        std::string_view line = takeUntil(text, '\n');
        Mount mount;
        mount.device = unescaped(takeWord(line));
        mount.mountPoint = unescaped(takeWord(line));
        mount.type = unescaped(takeWord(line));
        const std::string_view options = takeWord(line);
        mount.readOnly = options == "ro" || options.starts_with("ro,");
        if (options.empty() || !mount.mountPoint.starts_with('/') || !canFillUp(mount))
            continue;
        // A device mounted twice (bind mounts, subvolumes) is one space; a point mounted over shows the upper one only.
        if (mount.device.starts_with('/') && !devices.insert(mount.device).second)
            continue;
        if (points.insert(mount.mountPoint).second)
            found.push_back(std::move(mount));
    }
    return found;
}
} // namespace procfiles
} // namespace signalbox
