// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <demo/demopicture.h>

#include <cmath>

namespace signalbox
{
namespace
{
using namespace std::chrono_literals;

/// One answer of a host's exporter.
void sayHost(DemoPicture &demo, const Subject &host, int number)
{
    const double wave = std::sin(number * 1.7);
    demo.say(host, "node_load1", 0.8 + 0.5 * wave);
    demo.say(host, "node_memory_MemTotal_bytes", 16.0 * (1 << 30));
    demo.say(host, "node_memory_MemAvailable_bytes", (7.0 + 3 * wave) * (1 << 30));
    demo.say(host, "node_filesystem_size_bytes", 420e9, {{"device", "/dev/sda2"}, {"mountpoint", "/"}});
    demo.say(host, "node_filesystem_avail_bytes", 160e9 + 30e9 * wave, {{"device", "/dev/sda2"}, {"mountpoint", "/"}});
    demo.say(host, "node_boot_time_seconds", 1789000000 + 86400.0 * number);
    demo.say(host, "node_timex_offset_seconds", -0.000312 * wave);
    demo.say(host, "node_network_receive_bytes_total", 1.3e12 * (number + 1), {{"device", "eno1"}});
    demo.say(host, "node_uname_info", 1, {{"machine", "x86_64"}, {"release", "6.1.0-27-amd64"}});
    demo.say(host, "up", 1);
    demo.say(host, "scrape_duration_seconds", 0.012 + 0.001 * number);
    demo.say(host, "scrape_samples_scraped", 812 + number);
    demo.say(host, "scrape_samples_left_out", 0);
    demo.sayText(host, "scrape_url", "http://10.4.1." + std::to_string(number + 10) + ":9100/metrics");
}

Subject hostAt(int number)
{
    static const char *const roles[] = {"imap", "mx", "web", "db"};
    return {"host", std::string(roles[number % 4]) + std::to_string(number / 4 + 1)};
}

void sayAllHosts(DemoPicture &demo, int count, int except)
{
    for (int i = 0; i < count; ++i)
        if (i != except)
            sayHost(demo, hostAt(i), i);
    demo.say({"source", "node"}, "source_targets", count, {}, "node");
}
} // namespace

DemoPicture calmEstate()
{
    DemoPicture demo;
    for (int i = 0; i < 12; ++i)
        demo.declare(hostAt(i), i % 2 == 0 ? "york" : "manchester");
    sayAllHosts(demo, 12, -1);
    demo.pass(4s);
    return demo;
}

DemoPicture demoEstate()
{
    DemoPicture demo;
    constexpr int hosts = 16;
    constexpr int silent = 5; // mx2
    for (int i = 0; i < hosts; ++i)
        demo.declare(hostAt(i), i % 2 == 0 ? "york" : "manchester");
    for (int i = 1; i <= 15; ++i)
        demo.declare({"store", "store" + std::to_string(i)}, "york");
    for (const char *queue : {"bulk", "deferred", "gmail.com", "outlook.com"})
        demo.declare({"queue", queue});
    sayAllHosts(demo, hosts, -1);
    demo.pass(9h);
    sayAllHosts(demo, hosts, -1);
    demo.raise("disk-full", hostAt(3), Severity::Warning, "/var/lib/postgresql is 88 % full (limit 85 %)",
               {{"mountpoint", "/var/lib/postgresql"}});
    demo.pass(13min);
    demo.raise("disk-full", hostAt(7), Severity::Warning, "/ is 86 % full (limit 85 %)");
    demo.acknowledge("disk-full", hostAt(7), "kim@desk2: cleaning up old dumps, back by noon");
    sayAllHosts(demo, hosts, -1);
    demo.pass(11min + 40s);
    sayAllHosts(demo, hosts, silent);
    demo.raise("disk-full", hostAt(0), Severity::Critical, "/var/spool/imap is 97 % full (limit 95 %)",
               {{"mountpoint", "/var/spool/imap"}});
    demo.say(hostAt(0), "node_filesystem_size_bytes", 2.1e12,
             {{"device", "/dev/md1"}, {"mountpoint", "/var/spool/imap"}});
    demo.say(hostAt(0), "node_filesystem_avail_bytes", 61e9,
             {{"device", "/dev/md1"}, {"mountpoint", "/var/spool/imap"}});
    demo.say(hostAt(0), "node_hwmon_temp_celsius", std::nan(""), {{"chip", "coretemp"}, {"sensor", "temp1"}});
    demo.raise("silence", hostAt(silent), Severity::Unknown, "Nothing new from source node: 13 series are stale");
    demo.say(hostAt(silent), "up", 0);
    demo.sayText(hostAt(silent), "scrape_error", "connection to 10.4.1.15:9100 timed out after 10 s");
    demo.pass(30s);
    sayAllHosts(demo, hosts, silent);
    demo.raise("disk-full", hostAt(3), Severity::Warning, "/var/lib/postgresql is 91 % full (limit 85 %)",
               {{"mountpoint", "/var/lib/postgresql"}});
    demo.say(hostAt(silent), "up", 0);
    demo.sayText(hostAt(silent), "scrape_error", "connection to 10.4.1.15:9100 timed out after 10 s");
    demo.pass(7s);
    return demo;
}
} // namespace signalbox
