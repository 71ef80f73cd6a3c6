// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <laboratory/servers.h>
#include <laboratory/watched.h>
#include <support/rootmount.h>
#include <support/testprogram.h>

namespace tst_lab_node_exporter
{
using namespace signalbox;
using namespace signalbox::lab;

namespace
{
const Subject host{"host", "lab"};
}

/// prometheus-node-exporter, and the two sources that tell of this machine.
class LabNodeExporter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Lost if it fails: a stopped exporter looks alive, or one that was started again looks dead.
    void stoppedAndStartedAgain()
    {
        Server exporter(nodeExporter(m_lab));
        const Expected<void> started = exporter.start();
        QVERIFY2(started, started ? "" : started.error().sentence().c_str());
        const Watched watched("exposition", {{host, exporter.url()}});
        QTRY_COMPARE_WITH_TIMEOUT(watched.up(host), 1.0, 30000);
        QVERIFY(watched.said.number(host, "node_load1").has_value());
        QCOMPARE(watched.said.number(host, "scrape_samples_left_out"), 0.0);

        exporter.stop();
        QTRY_COMPARE_WITH_TIMEOUT(watched.up(host), 0.0, 30000);
        QTRY_COMPARE_WITH_TIMEOUT(watched.error(host), "connection refused by " + exporter.peer(), 30000);
        const std::size_t said = watched.said.times(host, "node_load1");
        const std::size_t up = watched.said.times(host, "up");
        QTRY_VERIFY_WITH_TIMEOUT(watched.said.times(host, "up") >= up + 2, 30000);
        QCOMPARE(watched.said.times(host, "node_load1"), said);

        QVERIFY(exporter.start());
        QTRY_COMPARE_WITH_TIMEOUT(watched.up(host), 1.0, 30000);
        QCOMPARE(watched.error(host), std::string());
    }

    // Lost if it fails: an exporter that hangs is shown with its last values as if they were now.
    void frozenAndThawed()
    {
        Server exporter(nodeExporter(m_lab));
        const Expected<void> started = exporter.start();
        QVERIFY2(started, started ? "" : started.error().sentence().c_str());
        const Watched watched("exposition", {{host, exporter.url()}});
        QTRY_COMPARE_WITH_TIMEOUT(watched.up(host), 1.0, 30000);

        exporter.freeze();
        const std::size_t before = watched.said.times(host, "up");
        QTRY_COMPARE_WITH_TIMEOUT(watched.up(host), 0.0, 30000);
        QVERIFY2(watched.said.times(host, "up") <= before + 2, "more than one answer came out of a frozen process");
        QCOMPARE(watched.error(host), "no answer from " + exporter.peer() + " within 0.9 s");
        const Moment last = watched.said.last(host, "node_load1")->at;
        const std::size_t up = watched.said.times(host, "up");
        QTRY_VERIFY_WITH_TIMEOUT(watched.said.times(host, "up") >= up + 2, 30000);
        QCOMPARE(watched.said.last(host, "node_load1")->at, last);

        exporter.thaw();
        QTRY_COMPARE_WITH_TIMEOUT(watched.up(host), 1.0, 30000);
    }

    // Lost if it fails: a crashed exporter looks alive, or takes another with it.
    void killedBesideOneThatLives()
    {
        Server exporter(nodeExporter(m_lab));
        Server neighbour(nodeExporter(m_lab));
        QVERIFY(exporter.start());
        QVERIFY(neighbour.start());
        const Subject other{"host", "neighbour"};
        const Watched watched("exposition", {{host, exporter.url()}, {other, neighbour.url()}});
        QTRY_COMPARE_WITH_TIMEOUT(watched.up(host), 1.0, 30000);
        QTRY_COMPARE_WITH_TIMEOUT(watched.up(other), 1.0, 30000);
        exporter.kill();
        QTRY_COMPARE_WITH_TIMEOUT(watched.up(host), 0.0, 30000);
        const std::size_t up = watched.said.times(other, "up");
        QTRY_VERIFY_WITH_TIMEOUT(watched.said.times(other, "up") >= up + 3, 30000);
        QCOMPARE(watched.up(other), 1.0);
    }

    // Lost if it fails: a rule or a page works for node_exporter's hosts and not for the bare machine, or the other way
    // round.
    void thisMachineSpeaksAsNodeExporterDoes()
    {
        Server exporter(nodeExporter(m_lab));
        const Expected<void> started = exporter.start();
        QVERIFY2(started, started ? "" : started.error().sentence().c_str());
        const Watched exported("exposition", {{host, exporter.url()}});
        const Watched own("this-machine", {{host, {}}});
        QTRY_COMPARE_WITH_TIMEOUT(exported.up(host), 1.0, 30000);
        QTRY_COMPARE_WITH_TIMEOUT(own.up(host), 1.0, 30000);

        // Said by this machine alone, and documented as such.
        const QStringList alone = {QStringLiteral("node_cpu_busy_ratio"), QStringLiteral("node_cpu_count"),
                                   QStringLiteral("systemd_state"), QStringLiteral("scrape_")};
        // The same thing to the last digit, however often one looks.
        const QStringList steady = {QStringLiteral("node_memory_MemTotal_bytes"),
                                    QStringLiteral("node_filesystem_size_bytes"),
                                    QStringLiteral("node_filesystem_files"),
                                    QStringLiteral("node_boot_time_seconds"),
                                    QStringLiteral("node_uname_info"),
                                    QStringLiteral("node_timex_sync_status")};
        int compared = 0;
        for (const SayCollector::Series &series : own.said.declared) {
            const QString metric = QString::fromStdString(series.metric);
            const bool isAlone =
                std::any_of(alone.begin(), alone.end(), [&](const QString &a) { return metric.startsWith(a); });
            if (isAlone || !own.said.number(host, series.metric, series.labels))
                continue;
            const bool isSum =
                series.metric == "node_cpu_seconds_total"; // over all processors, so without the label `cpu`
            Labels labels = series.labels;
            if (isSum)
                labels = labels.with("cpu", "0");
            const std::optional<double> theirs = exported.said.number(host, series.metric, labels);
            QVERIFY2(theirs, (series.metric + labelText(labels)).c_str());
            if (steady.contains(metric)) {
                QCOMPARE(own.said.number(host, series.metric, series.labels), theirs);
                ++compared;
            }
        }
        QVERIFY(compared >= (isRootMounted() ? 6 : 4)); // two of them are of file systems
    }

private:
    Laboratory m_lab;
};

SIGNALBOX_TEST(LabNodeExporter)
} // namespace tst_lab_node_exporter

#include "tst_lab_node_exporter.moc"
