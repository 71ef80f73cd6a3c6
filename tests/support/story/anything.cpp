// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <story/anything.h>

#include <limits>
#include <random>

namespace signalbox
{
namespace
{
using namespace std::chrono_literals;

constexpr int hosts = 4;

/// What may be said, drawn at random.
class Anything
{
public:
    Anything(Story &story, std::uint32_t seed)
        : m_story(story)
        , m_random(seed)
    {
    }

    void tick(Milliseconds time)
    {
        m_story.at(time);
        if (below(60) == 0)
            m_story.clockShows(WallTime((Story::begin() + time + 1h * (below(400) - 200)).time_since_epoch()));
        for (int i = 1; i <= hosts; ++i) {
            const std::string host = "host/web" + std::to_string(i);
            m_story.from("node").every(10s);
            if (below(3) != 0)
                sayPolled(host);
            m_story.from("fleet").every(15s);
            if (below(3) != 0)
                sayAsked(host);
            m_story.from("pager").every(15s);
            if (below(3) != 0)
                sayAlert(host);
            if (below(3) != 0)
                sayChecks(host);
        }
        if (below(3) == 0)
            m_story.says("source/pager", "alertmanager_warning", std::string(below(2) == 0 ? "" : "no watchdog"));
        if (below(3) != 0)
            m_story.from("fleet").says("source/fleet", "up", below(30) == 0 ? 0 : 1);
        if (below(4) == 0)
            m_story.from("snmp").every(60s).says("router/edge", "sysUpTime", below(500) * 8.64e6 + ++m_ticks);
        sayPages();
        sayStore();
        m_story.tick();
    }

    int below(int end) { return static_cast<int>(m_random() % static_cast<unsigned>(end)); }

private:
    // Now and then something that no exporter should say.
    double odd(double value)
    {
        static constexpr double absurd[] = {std::numeric_limits<double>::quiet_NaN(),
                                            std::numeric_limits<double>::infinity(), -1, 0, 1e300};
        return below(25) == 0 ? absurd[below(5)] : value;
    }

    // Long stretches in which people are reached, and in which they are not; by no chance, so that the rest stays as it
    // is.
    void sayPages()
    {
        const bool isReached = ++m_looks / 40 % 2 == 0;
        m_story.from("journal").every(1h);
        for (const char *path : {"pager/sms", "heartbeat/outside"}) {
            m_story.says(path, "page_up", isReached ? 1 : 0);
            m_story.says(path, "page_error", std::string(isReached ? "" : "no route to host"));
        }
        // As of people: levers that would be refused, and runs that wait for somebody.
        const Labels lever{{"lever", "service-restart nginx"}};
        m_story.says("host/web1", "signalbox_lever_ready", isReached ? 1 : 0, lever);
        m_story.says("host/web1", "signalbox_lever_error", std::string(isReached ? "" : "not listed"), lever);
        const Labels run{{"run", "0123456789ab"}};
        m_story.says("host/web1", "signalbox_run_waiting", isReached ? 0 : 1, run);
        m_story.says("host/web1", "signalbox_run_state", std::string(isReached ? "done" : "outcome unknown"), run);
    }

    // By a chance of its own, so that the rest stays as it is.
    void sayStore()
    {
        const auto among = [this](int end) { return static_cast<int>(m_ofStores() % static_cast<unsigned>(end)); };
        const std::string store = "store/mail";
        const double wall = static_cast<double>(m_story.picture().wall().time_since_epoch().count()) / 1000;
        const bool isGood = m_looks / 40 % 2 == 0;
        for (const std::string host : {"web1", "web2"}) {
            const Labels slot{{"slot", host}};
            m_story.from("probe").every(15s);
            if (among(4) != 0) {
                const bool isMaster = host == "web1" ? among(30) != 0 : among(12) == 0;
                m_story.says(store, "cyrus_probe_run_time_seconds", odd(wall - among(140)), slot);
                m_story.says(store, "cyrus_slot_master", isMaster ? 1 : 0, slot);
                m_story.says(store, "cyrus_slot_running", among(10) == 0 ? 0 : 1, slot);
                m_story.says(store, "cyrus_slot_users", 100 - among(2), slot);
                m_story.says(store, "cyrus_replication_lag_seconds", isGood ? 0 : among(400), slot);
                m_story.says(store, "cyrus_sync_client_running", among(6) == 0 ? 0 : 1, slot);
                if (among(3) == 0)
                    m_story.says(store, "cyrus_replication_head", among(90), slot.with("event", "USER zoe"));
            }
            m_story.from("imap").every(15s);
            if (among(4) != 0) {
                m_story.says(store, "cyrus_imap_up", among(5) == 0 ? 0 : 1, slot);
                m_story.says(store, "cyrus_canary_time_seconds", wall - (isGood ? 5 : among(500)), slot);
                m_story.says(store, "cyrus_users_to_compare", 100, slot);
                m_story.says(store, "cyrus_users_compared", among(9) == 0 ? 99 : 100, slot);
                m_story.says(store, "cyrus_users_incomplete", isGood ? 0 : among(3), slot);
                m_story.says(store, "cyrus_comparison_oldest_time_seconds", wall - 80000 - among(7000), slot);
            }
        }
        m_story.from("map").every(60s).says(store, "store_map_master", std::string(isGood ? "web1" : "web2"));
        m_story.says(store, "store_map_reading", std::string(among(5) == 0 ? "web2" : ""));
        m_story.says(store, "store_map_new_users", among(4) == 0 ? 1 : 0);
    }

    double daysFromNow(int days) const
    {
        return static_cast<double>(m_story.picture().now.time_since_epoch().count()) / 1000 + days * 86400.0;
    }

    void sayPolled(const std::string &host)
    {
        const bool answers = below(4) != 0;
        m_story.says(host, "up", answers ? 1 : 0).says(host, "scrape_error", std::string(answers ? "" : "refused"));
        if (!answers)
            return;
        m_story.says(host, "node_load5", odd(below(12))).says(host, "node_cpu_count", odd(2));
        m_story.says(host, "node_memory_MemTotal_bytes", odd(100));
        m_story.says(host, "node_memory_MemAvailable_bytes", odd(below(14)));
        m_story.says(host, "node_timex_offset_seconds", odd(below(3) * 0.6));
        m_story.says(host, "node_timex_sync_status", odd(below(4) == 0 ? 0 : 1));
        m_story.says(host, "node_systemd_unit_state", below(2), {{"name", "a.service"}, {"state", "failed"}});
        const Labels root{{"fstype", "ext4"}, {"mountpoint", "/"}};
        m_story.says(host, "node_filesystem_size_bytes", odd(100), root);
        m_story.says(host, "node_filesystem_avail_bytes", odd(below(30)), root);
        m_story.says(host, "node_filesystem_full_seconds", odd(below(30) * 3600), root);
        if (below(3) == 0) {
            m_story.says(host, "node_boot_time_seconds", odd(std::floor(daysFromNow(-(150 + below(80))))));
            m_story.says(host, "node_uname_info", 1, {{"release", below(2) == 0 ? "3.0.0-12-server" : "6.1.0"}});
        }
    }

    void sayAsked(const std::string &host)
    {
        for (const char *job : {"node", "mysqld"}) {
            const Labels labels{{"job", job}};
            if (below(15) == 0)
                m_story.gone(host, "target_up", labels);
            else if (host == "host/web4" ? below(12) == 0 : below(3) != 0) // one of them is mostly missing
                m_story.says(host, "target_up", below(2), labels);
        }
        if (below(2) == 0)
            m_story.says(host, "probe_success", odd(below(2)), {{"job", "icmp"}});
        if (below(5) == 0)
            m_story.says(host, "probe_ssl_earliest_cert_expiry", odd(daysFromNow(below(25) - 2)));
    }

    void sayAlert(const std::string &host)
    {
        const Labels labels{{"alertname", "Hot"}, {"severity", "page"}};
        if (below(10) == 0)
            m_story.gone(host, "alertmanager_alert", labels);
        else
            m_story.says(host, "alertmanager_alert", odd(below(2)), labels);
        m_story.says(host, "alertmanager_alert_summary", "seen " + std::to_string(below(3)), labels);
    }

    void sayChecks(const std::string &host)
    {
        m_story.from("checks").every(15s).says(host, "plugin_status", odd(below(4)));
        m_story.says(host, "plugin_text", "load " + std::to_string(below(3)));
        const bool answers = below(4) != 0;
        const bool isRight = answers && below(3) != 0;
        m_story.from("web").says(host, "up", answers ? 1 : 0).says(host, "probe_success", odd(isRight ? 1 : 0));
        m_story.says(host, "probe_error", std::string(isRight ? "" : answers ? "answered 500" : "refused"));
        if (below(5) == 0)
            m_story.says(host, "probe_ssl_latest_cert_not_before", odd(daysFromNow(below(5) - 3)));
    }

    int m_looks = 0;
    Story &m_story;
    std::mt19937 m_random;
    std::mt19937 m_ofStores{7};
    int m_ticks = 0; ///< a counter never says the same twice
};
} // namespace

std::string anyEstate()
{
    std::string text = "name: anything\nhosts:\n";
    for (int i = 1; i <= hosts; ++i)
        text += "  web" + std::to_string(i) + ":\n";
    return text + "routers: {edge: }\n"
                  "stores: {mail: {slots: [web1, web2]}}\n"
                  "cyrus: {map: {file: /var/lib/config.db}}\n"
                  "uptime_horizons: {firmware: {limit: 160d, reason: disks stop}}\n"
                  "rules: {busy: {metric: node_load5, warning: '> 3', for: 30s}}\n";
}

void tellAnything(Story &story, std::uint32_t seed, int ticks, const std::function<void()> &told)
{
    Anything anything(story, seed);
    Milliseconds time = 1s;
    for (int i = 0; i < ticks; ++i) {
        anything.tick(time);
        told();
        time += anything.below(40) == 0 ? 24h * (1 + anything.below(4)) : Milliseconds(100 + anything.below(20000));
    }
}
} // namespace signalbox
