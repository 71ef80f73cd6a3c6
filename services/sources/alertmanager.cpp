// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include <QNetworkProxy>

#include <sources/alertlist.h>
#include <sources/cadence.h>
#include <sources/fetch.h>
#include <sources/schedule.h>
#include <sources/selfreport.h>
#include <sources/silencereader.h>
#include <sources/trust.h>

namespace signalbox::sources::alertmanager
{
namespace
{
/// A Prometheus sends what fires again at each evaluation once a minute is over, and Alertmanager takes an alert that
/// was not sent for four minutes as ended: in between lies what tells that nobody sends any more.
constexpr double oldestWatchdog = 180; // seconds

/// One Alertmanager, by its API v2. Reads only.
class Alertmanager final : public Source
{
public:
    Alertmanager(const SourceDeclaration &declaration, Say &say, const Clock &clock)
        : m_clock(clock)
        , m_say(say)
        , m_interval(declaration.interval)
        , m_deadline(std::min(declaration.deadline, declaration.interval * 9 / 10))
        , m_watchdog(declaration.watchdog)
        , m_names(clock)
        , m_reach{m_network, m_names, QSslConfiguration::defaultConfiguration()}
        , m_trust(declaration.certificateAuthority)
        , m_report(say, declaration.targets.front().subject, {}, declaration.targets.front().url, m_interval)
        , m_list(say, declaration)
        , m_cadence(declaration.name + ' ' + declaration.targets.front().url, 1, m_interval, clock, [this] { tick(); })
        , m_alertsFetch(m_reach, url(declaration, "/api/v2/alerts"), "application/json")
        , m_statusFetch(m_reach, url(declaration, "/api/v2/status"), "application/json")
        , m_silencesFetch(m_reach, url(declaration, "/api/v2/silences"), "application/json")
    {
        const Subject &self = declaration.targets.front().subject;
        const auto count = [&](const char *state) {
            return say.series(self, "alertmanager_alerts", {{"state", state}}, {}, m_interval);
        };
        m_active = count("active");
        m_suppressed = count("suppressed");
        m_unprocessed = count("unprocessed");
        m_cluster = say.series(self, "alertmanager_cluster_status", {}, {}, m_interval);
        m_warning = say.series(self, "alertmanager_warning", {}, {}, m_interval);
        m_network.setProxy(QNetworkProxy::NoProxy);
    }

private:
    static QUrl url(const SourceDeclaration &declaration, const char *path)
    {
        std::string base = declaration.targets.front().url;
        while (base.ends_with('/'))
            base.pop_back();
        return QUrl(QString::fromStdString(base + path));
    }

    void tick()
    {
        if (m_open > 0)
            return; // only before the grid is reached; its deadline will say what there is to say
        if (++m_place % schedule::everyNth(m_failures) != 0) {
            m_last.at = m_clock.now();
            m_report.say(m_last);
            m_say.flush();
            return;
        }
        m_asked = m_clock.now();
        m_alerts = tl::unexpected(FetchTrouble{m_trust.settle(m_reach), false});
        m_status = m_alerts;
        m_silences = m_alerts;
        m_open = 3;
        if (!m_alerts.error().what.empty()) {
            m_open = 0;
            finish();
            return;
        }
        m_alertsFetch.start(m_deadline, [this](FetchResult result) { take(m_alerts, std::move(result)); });
        m_statusFetch.start(m_deadline, [this](FetchResult result) { take(m_status, std::move(result)); });
        m_silencesFetch.start(m_deadline, [this](FetchResult result) { take(m_silences, std::move(result)); });
    }

    void take(FetchResult &into, FetchResult result)
    {
        into = std::move(result);
        if (--m_open == 0)
            finish();
    }

    void finish()
    {
        Attempt attempt;
        bool costly = !m_alerts && m_alerts.error().costly;
        if (!m_alerts) {
            attempt.error = m_alerts.error().what;
        } else if (const Expected<AlertCount> count = m_list.take(m_alerts->body, m_asked - m_alerts->age); count) {
            attempt.answered = true;
            attempt.scraped = count->listed;
            attempt.leftOut = count->leftOut;
            attempt.overCap = count->overCap;
            sayCounts(*count);
        } else {
            attempt.error = count.error().sentence();
            costly = true;
        }
        m_failures = costly ? m_failures + 1 : 0;
        m_place = 0;
        attempt.at = m_clock.now();
        attempt.duration = attempt.at - m_asked;
        m_last = attempt;
        m_report.say(attempt);
        m_say.flush();
        m_alerts = tl::unexpected(FetchTrouble{}); // a large answer is not held until the next
        m_silences = m_alerts;
    }

    void sayCounts(const AlertCount &count)
    {
        m_say.number(m_active, m_asked, static_cast<double>(count.active));
        m_say.number(m_suppressed, m_asked, static_cast<double>(count.suppressed));
        m_say.number(m_unprocessed, m_asked, static_cast<double>(count.unprocessed));
        Expected<std::string> cluster =
            m_status ? m_reader.clusterStatus(m_status->body) : tl::unexpected(Problem{{}, m_status.error().what, {}});
        if (cluster)
            m_say.text(m_cluster, m_asked, *cluster);
        m_say.text(m_warning, m_asked, doubt(count, cluster));
    }

    /// Why the list may not be all that there is; empty where nothing says so.
    [[nodiscard]] std::string doubt(const AlertCount &count, const Expected<std::string> &cluster) const
    {
        std::vector<std::string> doubts;
        if (!m_watchdog.empty() && !count.hasWatchdog)
            doubts.push_back("the watchdog alert " + m_watchdog + " is not listed: what sends alerts may be cut off");
        else if (!m_watchdog.empty() && !isRecent(count.watchdogUpdatedAt))
            doubts.push_back("the watchdog alert " + m_watchdog + " was not sent again for three minutes");
        if (!cluster)
            doubts.push_back("the state of its cluster is not known: " + cluster.error().what);
        else if (*cluster != "ready" && *cluster != "disabled") // disabled: it runs alone, as it was told to
            doubts.push_back("its cluster is " + *cluster);
        const Expected<std::string> muted = m_silences ? silenceOfEverything(m_silences->body)
                                                       : tl::unexpected(Problem{{}, m_silences.error().what, {}});
        if (!muted)
            doubts.push_back("its silences are not known: " + muted.error().what);
        else if (!muted->empty())
            doubts.push_back("a silence mutes every alert, by " + *muted);
        if (count.overCap > 0)
            doubts.push_back("more alerts than the cap of the estate file");
        if (const std::string trouble = m_list.trouble(); !trouble.empty())
            doubts.push_back(trouble);
        std::string all;
        for (const std::string &each : doubts)
            all += (all.empty() ? "" : "; ") + each;
        return all;
    }

    /// Both times by Alertmanager's clock, so that none has to agree with another. Without a Date nobody knows.
    [[nodiscard]] bool isRecent(double updatedAt) const
    {
        if (!m_alerts->date || !std::isfinite(updatedAt))
            return false;
        const double answered = static_cast<double>(m_alerts->date->time_since_epoch().count()) / 1000;
        return answered - updatedAt <= oldestWatchdog;
    }

    const Clock &m_clock;
    Say &m_say;
    Milliseconds m_interval;
    Milliseconds m_deadline;
    std::string m_watchdog;
    QNetworkAccessManager m_network;
    Names m_names;
    Reach m_reach;
    Trust m_trust;
    SelfReport m_report;
    AlertReader m_reader;
    AlertList m_list;
    SeriesHandle m_active{};
    SeriesHandle m_suppressed{};
    SeriesHandle m_unprocessed{};
    SeriesHandle m_cluster{};
    SeriesHandle m_warning{};
    Cadence m_cadence;
    Moment m_asked{};
    Attempt m_last;
    std::uint32_t m_failures = 0; ///< costly ones in a row
    std::uint32_t m_place = 0;    ///< of the grid, counted from the last question
    int m_open = 0;               ///< answers to come
    FetchResult m_alerts = tl::unexpected(FetchTrouble{});
    FetchResult m_status = tl::unexpected(FetchTrouble{});
    FetchResult m_silences = tl::unexpected(FetchTrouble{});
    Fetch m_alertsFetch; ///< last, so that nothing calls back while the rest goes
    Fetch m_statusFetch;
    Fetch m_silencesFetch;
};

std::unique_ptr<Source> start(const SourceDeclaration &declaration, Say &say, const Clock &clock)
{
    if (declaration.targets.empty())
        return nullptr;
    return std::make_unique<Alertmanager>(declaration, say, clock);
}
} // namespace

extern const SourceType item = {"alertmanager", "Prometheus Alertmanager", start};
} // namespace signalbox::sources::alertmanager
