// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/prctl.h>

#include <laboratory/servers.h>
#include <laboratory/watched.h>
#include <support/testprogram.h>

namespace tst_lab_exporters
{
using namespace signalbox;
using namespace signalbox::lab;

namespace
{
const Subject host{"host", "lab"};
}

/// prometheus-process-exporter, prometheus-blackbox-exporter and a program of Python's prometheus_client: three
/// families of exporters beside node_exporter's.
class LabExporters : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Lost if it fails: groups of processes are not watched.
    void processExporterTellsOfThisTest()
    {
        // A name of its own: other tests of the lab run beside it. The kernel keeps 15 letters.
        QCOMPARE(::prctl(PR_SET_NAME, "tst_lab_exporte"), 0);
        Server exporter(processExporter(m_lab, QStringLiteral("tst_lab_exporte")));
        const Expected<void> started = exporter.start();
        QVERIFY2(started, started ? "" : started.error().sentence().c_str());
        const Watched watched("exposition", {{host, exporter.url()}});
        const Labels group = {{"groupname", "tst_lab_exporte"}};
        QTRY_COMPARE_WITH_TIMEOUT(watched.said.number(host, "namedprocess_namegroup_num_procs", group), 1.0, 30000);
    }

    // Lost if it fails: what is probed from outside (a port, a web site) is not seen to fail, though its prober
    // answers.
    void blackboxExporterTellsWhatItProbes()
    {
        Server node(nodeExporter(m_lab));
        Server blackbox(blackboxExporter(m_lab));
        QVERIFY(node.start());
        const Expected<void> started = blackbox.start();
        QVERIFY2(started, started ? "" : started.error().sentence().c_str());
        const Watched watched("exposition", {{host, blackbox.url("/probe?module=connect&target=" + node.peer())}});
        QTRY_COMPARE_WITH_TIMEOUT(watched.said.number(host, "probe_success"), 1.0, 30000);
        node.stop();
        QTRY_COMPARE_WITH_TIMEOUT(watched.said.number(host, "probe_success"), 0.0, 30000);
        QCOMPARE(watched.up(host), 1.0);
        blackbox.freeze();
        QTRY_COMPARE_WITH_TIMEOUT(watched.up(host), 0.0, 30000);
    }

    // Lost if it fails: programs that speak OpenMetrics are not watched, or lose their units.
    void pythonsClientSpeaksOpenMetrics()
    {
        Server exporter(pythonExporter(m_lab));
        const Expected<void> started = exporter.start();
        QVERIFY2(started, started ? "" : started.error().sentence().c_str());
        const Watched watched("exposition", {{host, exporter.url()}});
        QTRY_COMPARE_WITH_TIMEOUT(watched.up(host), 1.0, 30000);
        QCOMPARE(watched.said.number(host, "queue_length", {{"queue", "deferred \"x\"\n"}}), 42.0);
        QCOMPARE(watched.said.number(host, "messages_total"), 7.0);
        QCOMPARE(watched.said.number(host, "delay_seconds_bucket", {{"le", "0.5"}}), 1.0); // with an exemplar
        QVERIFY(watched.said.number(host, "messages_created").has_value());                // OpenMetrics' own
        for (const SayCollector::Series &series : watched.said.declared) {
            if (series.metric == "delay_seconds_sum")
                QCOMPARE(series.unit, std::string("seconds"));
        }
    }

private:
    Laboratory m_lab;
};

SIGNALBOX_TEST(LabExporters)
} // namespace tst_lab_exporters

#include "tst_lab_exporters.moc"
