// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <story/day.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace signalbox
{
namespace
{
using namespace std::chrono_literals;

/// How one host of the day is at a moment.
class Host
{
public:
    Host(int number, std::uint32_t seed)
        : m_path("host/web" + std::to_string(number))
        , m_number(number)
        , m_random(seed + static_cast<std::uint32_t>(number) * 7919U)
    {
    }

    void say(Story &story, Milliseconds time, const Day &day)
    {
        const double hour = static_cast<double>(time.count()) / 3'600'000.0;
        // Two exporters die in the morning, one of them for good; a dozen together shortly before noon.
        const bool isDead = (m_number == 2 && hour > 4.5 && hour < 6) || (m_number == 3 && hour > 8) ||
                            (m_number > day.hosts / 2 && hour > 11.5 && hour < 11.75);
        story.says(m_path, "up", isDead ? 0 : 1);
        story.says(m_path, "scrape_error", std::string(isDead ? "connection refused by 192.0.2.9:9100" : ""));
        story.says(m_path, "scrape_url", "http://" + m_path.substr(5) + ":9100/metrics");
        story.says(m_path, "scrape_duration_seconds", 0.012);
        if (!isDead)
            sayValues(story, hour);
    }

private:
    void sayValues(Story &story, double hour)
    {
        m_load = std::clamp(m_load + step() * 0.2, 0.0, 8.0);
        story.says(m_path, "node_load1", std::round(m_load * 100) / 100);
        story.says(m_path, "node_memory_MemTotal_bytes", 16e9);
        story.says(m_path, "node_memory_MemAvailable_bytes", std::round(8e9 + step() * 1e9));
        story.says(m_path, "node_boot_time_seconds", 1'690'000'000.0 + m_number);
        if (m_number != 5 || hour < 14 || hour > 15) // a collector fails for an hour
            story.says(m_path, "node_timex_sync_status", 1);
        // A cache partition is emptied each time that it is nearly full, from two to three.
        const bool flaps = m_number == 4 && hour > 2 && hour < 3 && static_cast<int>(hour * 40) % 2 == 0;
        sayDisk(story, "/", 40e9, flaps ? 0.97 : 0.4);
        // A log partition fills from nine to one, and is freed.
        const bool fills = m_number == 1 && hour > 9 && hour < 13;
        sayDisk(story, "/var", 100e9, fills ? 0.6 + (hour - 9) * 0.099 : 0.6);
    }

    void sayDisk(Story &story, const std::string &mountpoint, double size, double used)
    {
        const Labels labels{{"fstype", "ext4"}, {"mountpoint", mountpoint}};
        story.says(m_path, "node_filesystem_size_bytes", size, labels);
        story.says(m_path, "node_filesystem_avail_bytes", std::round(size * (1 - used)), labels);
    }

    double step() { return std::uniform_real_distribution<double>(-1, 1)(m_random); }

    std::string m_path;
    int m_number;
    double m_load = 1;
    std::mt19937 m_random;
};

void tellEvents(Story &story, Milliseconds time, const Day &day)
{
    const Milliseconds slice = 1s;
    const auto isNow = [&](Milliseconds moment) { return time >= moment && time < moment + slice; };
    if (isNow(3h))
        story.accepts(dayEstate(day.hosts, "night shift"));
    if (isNow(7h))
        story.clockShows(WallTime((Story::begin() + time - 1h).time_since_epoch()));
    if (isNow(7h + 30min))
        story.clockShows(WallTime((Story::begin() + time).time_since_epoch()));
    for (const JournalRow &row : dayJournal()) {
        if (isNow(std::chrono::floor<std::chrono::seconds>(row.wall.time_since_epoch() -
                                                           Story::begin().time_since_epoch())))
            story.writes(row);
    }
}
} // namespace

std::vector<JournalRow> dayJournal()
{
    using Kind = Act::Kind;
    const WallTime begin(Story::begin().time_since_epoch());
    const std::string cache = "disk-full host/web4{mountpoint=\"/\",source=\"node\"}";
    const std::string logs = "disk-full host/web1{mountpoint=\"/var\",source=\"node\"}";
    const std::pair<Milliseconds, Act> acts[] = {
        {2h + 20min, {Kind::Acknowledge, cache, "the cache again", begin + 2h + 30min}},
        {3h + 20min, {Kind::Acknowledge, cache, "seen that it is over", {}}},
        {10h, {Kind::Acknowledge, "source-dead source/node", "web3 is being rebuilt", {}}},
        {11h, {Kind::Note, "", "quiet so far", {}}},
        {12h + 5min, {Kind::Shelve, "host/web1", "logs are being moved", begin + 12h + 45min}},
        {12h + 50min, {Kind::Acknowledge, logs, "not yet", {}}},
        {12h + 51min, {Kind::Unacknowledge, logs, "", {}}},
        {13h + 30min, {Kind::OutOfService, "host/web5", "", {}}},
        {14h, {Kind::Shelve, "source-dead source/node", "known", begin + 16h}},
        {14h + 20min, {Kind::Unshelve, "source-dead source/node", "", {}}},
        {14h + 30min, {Kind::BackInService, "host/web5", "", {}}},
    };
    std::vector<JournalRow> rows;
    for (const auto &[time, act] : acts) {
        rows.push_back(rowOf(act, "ann@desk", begin + time).value());
        rows.back().number = rows.size();
    }
    return rows;
}

std::string dayEstate(int hosts, const std::string &name)
{
    std::string text = "name: " + name + "\nhosts:\n";
    for (int i = 1; i <= hosts; ++i)
        text += "  web" + std::to_string(i) + ": {address: 192.0.2." + std::to_string(i % 250 + 1) + ", site: york}\n";
    std::string names;
    for (int i = 1; i <= hosts; ++i)
        names += (i == 1 ? "" : ", ") + std::string("web") + std::to_string(i);
    return text +
           "  spare: {address: 192.0.2.251, site: london}\n"
           "sources:\n"
           "  node:\n"
           "    type: exposition\n"
           "    url: 'http://{address}:9100/metrics'\n"
           "    hosts: [" +
           names + "]\n";
}

void tellDay(const Day &day, const std::function<void(const Frame &)> &told)
{
    Story story(dayEstate(day.hosts, "day shift"));
    story.every(day.interval);
    std::vector<Host> hosts;
    for (int i = 1; i <= day.hosts; ++i)
        hosts.emplace_back(i, day.seed);
    // A second between ticks; each host answers in a second of its own.
    const auto seconds = std::max<std::int64_t>(1, day.interval / 1s);
    for (Milliseconds time = 0ms; time < day.length; time += 1s) {
        story.at(time + 1ms);
        tellEvents(story, time, day);
        for (std::size_t i = 0; i < hosts.size(); ++i) {
            if ((time / 1s) % seconds == static_cast<std::int64_t>(i) % seconds)
                hosts[i].say(story, time, day);
        }
        told(story.tick());
    }
}
} // namespace signalbox
