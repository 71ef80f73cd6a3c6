// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <laboratory/servers.h>
#include <laboratory/watched.h>
#include <support/testprogram.h>

namespace tst_lab_prometheus
{
using namespace signalbox;
using namespace signalbox::lab;

namespace
{
const Subject self{"source", "lab"};
const Labels node{{"job", "node"}};

QString peerOf(const Server &server)
{
    return QString::fromStdString(server.peer());
}
} // namespace

/// Prometheus and VictoriaMetrics, scraping node_exporter.
class LabPrometheus : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Lost if it fails: against the real servers there is no fleet, or a dead exporter is not known.
    void targetsAndValues_data()
    {
        QTest::addColumn<bool>("isVictoria");
        QTest::newRow("Prometheus") << false;
        QTest::newRow("VictoriaMetrics") << true;
    }
    void targetsAndValues()
    {
        QFETCH(bool, isVictoria);
        Server exporter(nodeExporter(m_lab));
        const Expected<void> started = exporter.start();
        QVERIFY2(started, started ? "" : started.error().sentence().c_str());
        const QStringList targets{peerOf(exporter)};
        Server server(isVictoria ? victoriaMetrics(m_lab, targets) : prometheus(m_lab, targets));
        const Expected<void> serves = server.start();
        QVERIFY2(serves, serves ? "" : serves.error().sentence().c_str());

        const Subject host{"host", "web1"};
        const Watched watched("prometheus", {{self, server.url("")}}, [&](SourceDeclaration &declared) {
            declared.sweep = Milliseconds(2000);
            declared.known = {{host, m_lab.address().toStdString()}};
        });
        QTRY_COMPARE_WITH_TIMEOUT(watched.said.number(host, "target_up", node), 1.0, 60000);
        QTRY_VERIFY_WITH_TIMEOUT(watched.said.number(host, "node_load1"), 60000);
        QTRY_VERIFY_WITH_TIMEOUT(watched.said.number(host, "node_cpu_count").value_or(0) >= 1, 60000);
        QTRY_VERIFY2_WITH_TIMEOUT(watched.error(self).empty(), watched.error(self).c_str(), 60000);
        const Moment at = watched.said.last(host, "node_load1")->at;
        QVERIFY(at < watched.clock.now());

        exporter.kill();
        QTRY_COMPARE_WITH_TIMEOUT(watched.said.number(host, "target_up", node), 0.0, 60000);
        QTRY_VERIFY_WITH_TIMEOUT(!watched.said.text(host, "target_error", node).empty(), 60000);
        QTRY_COMPARE_WITH_TIMEOUT(watched.said.number(self, "prometheus_targets", {{"state", "down"}}), 1.0, 60000);

        server.freeze();
        QTRY_COMPARE_WITH_TIMEOUT(watched.up(self), 0.0, 60000);
        server.thaw();
        QTRY_COMPARE_WITH_TIMEOUT(watched.up(self), 1.0, 60000);
        server.kill();
        QTRY_COMPARE_WITH_TIMEOUT(watched.up(self), 0.0, 60000);
        QTRY_COMPARE_WITH_TIMEOUT(watched.error(self), "connection refused by " + server.peer(), 60000);
    }

private:
    Laboratory m_lab;
};

SIGNALBOX_TEST(LabPrometheus)
} // namespace tst_lab_prometheus

#include "tst_lab_prometheus.moc"
