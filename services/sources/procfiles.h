// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <estate/problem.h>
#include <estate/subject.h>

namespace signalbox
{
/// One thing read off this machine, under the name and in the unit that node_exporter uses for it.
struct Reading {
    std::string_view metric; ///< always a literal
    Labels labels;
    std::optional<double> value; ///< nothing: the thing is still there, but could not be read
};
using Readings = std::vector<Reading>;

/// A mounted file system, as /proc/self/mounts has it, with its escapes (\040 …) undone. Texts may be any bytes.
struct Mount {
    std::string device;
    std::string mountPoint;
    std::string type;
    bool readOnly = false;
    /// mountpoint, fstype and device as labels.
    [[nodiscard]] Labels labels() const;
};

/// Parsers of files in /proc (proc(5)): text in, readings out, no file touched. A Problem where the text is not what it
/// should be.
namespace procfiles
{
/// /proc/loadavg: node_load1, node_load5, node_load15.
Expected<Readings> load(std::string_view text);
/// /proc/meminfo: node_memory_MemTotal_bytes, MemAvailable, SwapTotal and SwapFree alike.
Expected<Readings> memory(std::string_view text);
/// /proc/stat: node_cpu_seconds_total{mode} over all processors together, node_boot_time_seconds.
Expected<Readings> processor(std::string_view text, double ticksPerSecond);
/// /proc/net/dev: node_network_receive_bytes_total{device} and node_network_transmit_bytes_total{device}, but for `lo`.
Expected<Readings> network(std::string_view text);
/// /proc/self/mounts: file systems that can fill up. Not those that the kernel makes up (proc, cgroup, tmpfs …), images
/// that are full by nature (squashfs, iso9660) and layers above others (overlay, but for the root's); each block device
/// once.
std::vector<Mount> mounts(std::string_view text);
} // namespace procfiles
} // namespace signalbox
