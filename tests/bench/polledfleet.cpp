// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "polledfleet.h"

#include <algorithm>
#include <iterator>

#include <estate/estatereader.h>

namespace signalbox::bench
{
namespace
{
constexpr Milliseconds second{1000};
constexpr Milliseconds interval = second * PolledFleet::ticksPerRound;
constexpr Moment start{Milliseconds(1'767'225'600'000)}; // 2026-01-01 00:00 UTC
constexpr const char *mountpoints[] = {"/", "/var", "/srv"};
constexpr const char *units[] = {"ssh.service", "cron.service", "dovecot.service", "exim4.service"};
constexpr const char *unread[] = {"node_network_receive_bytes_total",
                                  "node_network_transmit_bytes_total",
                                  "node_disk_read_bytes_total",
                                  "node_disk_written_bytes_total",
                                  "node_context_switches_total",
                                  "node_load1",
                                  "node_load15",
                                  "node_procs_running",
                                  "node_procs_blocked",
                                  "node_memory_Cached_bytes",
                                  "node_memory_Buffers_bytes",
                                  "node_memory_SwapFree_bytes",
                                  "node_sockstat_TCP_inuse",
                                  "node_filefd_allocated",
                                  "node_entropy_available_bits",
                                  "node_textfile_scrape_error"};

std::string hostName(std::size_t number)
{
    return "host" + std::to_string(number);
}

EstateAccepted estateOf(std::size_t hosts)
{
    std::string text = "name: Fleet\nhosts:\n";
    for (std::size_t i = 0; i < hosts; ++i)
        text += "  " + hostName(i) + ": {address: 192.0.2.1, site: york}\n";
    text += "sources:\n  node: {type: exposition, hosts: all, url: \"http://{address}:9100/metrics\", interval: 15s}\n";
    const EstateReading reading = parseEstate(text);
    return {reading.estate->text, reading.estate->hash, "bench", {}};
}
} // namespace

PolledFleet::PolledFleet(std::size_t hosts, Numbering &numbering)
    : m_numbering(numbering)
    , m_texts{numbering.text("as it should be"), numbering.text("connection refused")}
{
    for (const char *server : {"prometheus", "blackbox", "alertmanager"})
        m_servers.push_back(numbering.series({{"source", server}, "up", {}, server}, "", interval));
    for (std::size_t i = 0; i < hosts; ++i)
        addHost(i);
}

void PolledFleet::addHost(std::size_t number)
{
    Host host;
    const Subject subject{"host", hostName(number)};
    const auto add = [&](const char *source, const char *metric, Habit habit, double value, const Labels &labels = {}) {
        host.lines.push_back({m_numbering.series({subject, metric, labels, source}, "", interval), habit, value});
    };
    host.isIll = number % 20 == 7;
    add("node", "up", Habit::Up, 1);
    add("node", "scrape_duration_seconds", Habit::Walk, 0.02);
    add("node", "scrape_error", Habit::Text, 0);
    add("node", "node_load5", Habit::Walk, host.isIll ? 40 : 1);
    add("node", "node_cpu_count", Habit::Constant, 4);
    add("node", "node_memory_MemTotal_bytes", Habit::Constant, 1000);
    add("node", "node_memory_MemAvailable_bytes", Habit::Share, host.isIll ? 40 : 500);
    add("node", "node_timex_offset_seconds", Habit::Walk, host.isIll ? 30 : 0);
    add("node", "node_timex_sync_status", Habit::Constant, 1);
    add("node", "node_boot_time_seconds", Habit::Constant, 1.76e9 + static_cast<double>(number));
    add("node", "node_uname_info", Habit::Constant, 1, {{"release", "6.1.0-18-amd64"}});
    for (const char *mountpoint : mountpoints) {
        const Labels labels{{"device", "/dev/vda1"}, {"fstype", "ext4"}, {"mountpoint", mountpoint}};
        add("node", "node_filesystem_size_bytes", Habit::Constant, 1000, labels);
        add("node", "node_filesystem_avail_bytes", Habit::Share, host.isIll ? 60 : 400, labels);
        add("node", "node_filesystem_readonly", Habit::Constant, 0, labels);
        add("node", "node_filesystem_full_seconds", Habit::Step, 5e6, labels);
    }
    for (const char *unit : units)
        add("node", "node_systemd_unit_state", Habit::Constant, host.isIll ? 1 : 0,
            {{"name", unit}, {"state", "failed"}});
    for (const char *metric : unread)
        add("node", metric, Habit::Counter, 0);
    add("prometheus", "target_up", Habit::Up, 1, {{"job", "node"}});
    add("blackbox", "probe_success", Habit::Up, 1);
    add("blackbox", "probe_ssl_earliest_cert_expiry", Habit::Constant, 1.8e9);
    add("blackbox", "probe_ssl_latest_cert_not_before", Habit::Constant, 1.76e9);
    add("plugin", "plugin_status", Habit::Constant, host.isIll ? 1 : 0);
    add("plugin", "plugin_text", Habit::Text, 0);
    if (number % 2 == 0)
        add("alertmanager", "alertmanager_alert", Habit::Alert, 0, {{"alertname", "Slow"}, {"severity", "warning"}});
    m_hosts.push_back(std::move(host));
}

Frame PolledFleet::nextFrame()
{
    m_changed = 0;
    ++m_tick;
    Frame frame;
    frame.tick = {m_tick, start + second * static_cast<std::int64_t>(m_tick), 0};
    if (m_tick == 1) {
        frame.changes.emplace_back(AnchorSet{{start, WallTime(start.time_since_epoch()), {}, "boot"}});
        frame.changes.emplace_back(estateOf(m_hosts.size()));
        std::vector<Change> declared = m_numbering.takeNew();
        frame.changes.insert(frame.changes.end(), std::make_move_iterator(declared.begin()),
                             std::make_move_iterator(declared.end()));
    }
    if (m_tick % ticksPerRound == 0) {
        for (const SeriesId up : m_servers)
            frame.facts.push_back({up, FactKind::Number, frame.tick.moment, 1});
    }
    for (std::size_t i = m_tick % ticksPerRound; i < m_hosts.size(); i += ticksPerRound)
        poll(m_hosts[i], frame.tick.moment - Milliseconds(i / ticksPerRound % 1000), frame);
    return frame;
}

void PolledFleet::poll(Host &host, Moment at, Frame &frame)
{
    const bool wasUp = host.isUp;
    if (m_random() % 1000 == 0)
        host.isUp = !host.isUp;
    for (Line &line : host.lines) {
        const bool isTold = host.isUp || line.habit == Habit::Up || line.habit == Habit::Text;
        if (!isTold)
            continue;
        if (line.habit == Habit::Text) {
            frame.facts.push_back(
                {line.id, FactKind::Text, at, static_cast<double>(index(m_texts[host.isUp ? 0 : 1]))});
            m_changed += wasUp != host.isUp ? 1 : 0;
            continue;
        }
        const double value = next(host, line);
        m_changed += value != line.value ? 1 : 0;
        line.value = value;
        frame.facts.push_back({line.id, FactKind::Number, at, value});
    }
}

double PolledFleet::next(const Host &host, const Line &line)
{
    const std::uint64_t dice = m_random();
    switch (line.habit) {
    case Habit::Step: // a forecast is made anew now and then
        return dice % 20 == 0 ? 4e6 + static_cast<double>(dice / 20 % 1'000'000) : line.value;
    case Habit::Walk:
        return dice % 2 == 0 ? line.value : line.value + static_cast<double>(dice / 2 % 3) * 0.01 - 0.01;
    case Habit::Counter:
        return line.value + static_cast<double>(dice % 2000);
    case Habit::Up:
        return host.isUp ? 1 : 0;
    case Habit::Share: // of 1000; what is ill is now beyond its limit, now not
        return dice % 2 == 0 ? line.value : (host.isIll ? 20 : 300) + static_cast<double>(dice / 2 % 150);
    case Habit::Alert:
        return dice % 50 != 0 ? line.value : dice / 50 % 5 == 0 ? 1 : 0;
    case Habit::Constant:
    case Habit::Text:
        break;
    }
    return line.value;
}
} // namespace signalbox::bench
