// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDateTime>

#include <laboratory/servers.h>
#include <support/testprogram.h>

#include "upstream.h"
#include "watched.h"

namespace tst_lab_alertmanager
{
using namespace signalbox;
using namespace signalbox::lab;

namespace
{
const Subject self{"source", "lab"};
const Subject web1{"host", "web1"};
const Labels down{{"alertname", "HostDown"}, {"instance", "192.0.2.1:9100"}, {"severity", "critical"}};
const Labels load{{"alertname", "HighLoad"}, {"instance", "192.0.2.1:9100"}, {"severity", "warning"}};

double seconds(WallTime wall)
{
    return static_cast<double>(wall.time_since_epoch().count()) / 1000;
}

std::function<void(SourceDeclaration &)> declaring(const std::string &watchdog)
{
    return [watchdog](SourceDeclaration &declared) {
        declared.known = {{web1, "192.0.2.1"}};
        declared.watchdog = watchdog;
        declared.cap = 20'000;
    };
}
} // namespace

/// Against the real Alertmanager of Debian.
class LabAlertmanager : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Lost if it fails: what Alertmanager lists, mutes and drops is not what the screen shows.
    void followsAnAlertsLife()
    {
        Server server(alertmanager(m_lab));
        const Expected<void> started = server.start();
        QVERIFY2(started, started ? "" : started.error().sentence().c_str());
        const Watched watched("alertmanager", {{self, server.url("")}}, declaring({}));
        const auto active = [&](const Labels &labels) {
            return watched.said.number(web1, "alertmanager_alert", labels);
        };
        QTRY_COMPARE_WITH_TIMEOUT(watched.up(self), 1.0, 30000);
        QCOMPARE(watched.said.text(self, "alertmanager_cluster_status"), std::string("disabled"));
        QCOMPARE(watched.said.text(self, "alertmanager_warning"), std::string());

        QCOMPARE(post(server, "/api/v2/alerts", alert(load, "load is <b>40</b>")), 200);
        QTRY_COMPARE_WITH_TIMEOUT(active(load), 1.0, 30000);
        QCOMPARE(watched.said.text(web1, "alertmanager_alert_summary", load), std::string("load is <b>40</b>"));
        const double begun = watched.said.number(web1, "alertmanager_alert_start_time_seconds", load).value_or(0);
        QVERIFY(std::abs(begun - seconds(watched.clock.wallNow())) < 120);

        QCOMPARE(post(server, "/api/v2/alerts", alert(down, "web1 is down")), 200);
        QTRY_COMPARE_WITH_TIMEOUT(active(down), 1.0, 30000);
        QTRY_COMPARE_WITH_TIMEOUT(active(load), 0.0, 30000);
        QCOMPARE(watched.said.text(web1, "alertmanager_alert_suppressed_by", load), std::string("another alert"));

        QCOMPARE(post(server, "/api/v2/silences", silence("alertname", "HostDown")), 200);
        QTRY_COMPARE_WITH_TIMEOUT(active(down), 0.0, 30000);
        QCOMPARE(watched.said.text(web1, "alertmanager_alert_suppressed_by", down), std::string("a silence"));

        const QByteArray now =
            QDateTime::fromMSecsSinceEpoch(watched.clock.wallNow().time_since_epoch().count(), Qt::UTC)
                .toString(Qt::ISODate)
                .toLatin1();
        QCOMPARE(post(server, "/api/v2/alerts", alert(load, "over", now)), 200);
        QTRY_VERIFY_WITH_TIMEOUT(watched.said.last(web1, "alertmanager_alert", load)->kind == FactKind::Gone, 30000);
    }

    // Lost if it fails: an Alertmanager that nothing reaches looks like an estate that is well.
    void missesItsWatchdog()
    {
        Server server(alertmanager(m_lab));
        QVERIFY(server.start());
        const Watched watched("alertmanager", {{self, server.url("")}}, declaring("Watchdog"));
        const auto warning = [&] { return watched.said.text(self, "alertmanager_warning"); };
        QTRY_COMPARE_WITH_TIMEOUT(
            warning(), std::string("the watchdog alert Watchdog is not listed: what sends alerts may be cut off"),
            30000);
        QCOMPARE(post(server, "/api/v2/alerts", alert({{"alertname", "Watchdog"}}, "always")), 200);
        QTRY_COMPARE_WITH_TIMEOUT(warning(), std::string(), 30000);
    }

    // Lost if it fails: one silence mutes the whole estate, and the console is as quiet as on a good night.
    void saysThatASilenceTakesInEverything()
    {
        Server server(alertmanager(m_lab));
        QVERIFY(server.start());
        const Watched watched("alertmanager", {{self, server.url("")}}, declaring({}));
        const auto warning = [&] { return watched.said.text(self, "alertmanager_warning"); };
        QCOMPARE(post(server, "/api/v2/silences", silence("alertname", "HostDown")), 200);
        QCOMPARE(post(server, "/api/v2/alerts", alert(down, "web1 is down")), 200);
        QTRY_COMPARE_WITH_TIMEOUT(watched.said.number(web1, "alertmanager_alert", down), 0.0, 30000);
        QCOMPARE(warning(), std::string());
        QCOMPARE(post(server, "/api/v2/silences", silence("alertname", ".+", true)), 200);
        QTRY_COMPARE_WITH_TIMEOUT(
            warning(), std::string("a silence mutes every alert, by lab until 2099-01-01T00:00:00.000Z"), 30000);
    }

    // Lost if it fails: a dead Alertmanager ends its alerts, or nobody learns that it is dead.
    void aDeadServerEndsNothing()
    {
        Server server(alertmanager(m_lab));
        QVERIFY(server.start());
        QCOMPARE(post(server, "/api/v2/alerts", alert(down, "web1 is down")), 200);
        const Watched watched("alertmanager", {{self, server.url("")}}, declaring({}));
        QTRY_COMPARE_WITH_TIMEOUT(watched.said.number(web1, "alertmanager_alert", down), 1.0, 30000);
        server.kill();
        QTRY_COMPARE_WITH_TIMEOUT(watched.up(self), 0.0, 30000);
        QCOMPARE(watched.error(self), "connection refused by " + server.peer());
        QCOMPARE(watched.said.number(web1, "alertmanager_alert", down), 1.0);
    }

private:
    Laboratory m_lab;
};

SIGNALBOX_TEST(LabAlertmanager)
} // namespace tst_lab_alertmanager

#include "tst_lab_alertmanager.moc"
