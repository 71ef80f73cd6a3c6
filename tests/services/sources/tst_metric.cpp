// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sources/metric.h>
#include <support/testprogram.h>

namespace tst_metric
{
using namespace signalbox;

class MetricTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Lost if it fails: axes and tables show bare numbers, or bytes where seconds are meant.
    void unitFollowsFromTheName_data()
    {
        QTest::addColumn<QByteArray>("metric");
        QTest::addColumn<QByteArray>("unit");
        QTest::newRow("gauge") << QByteArray("node_memory_MemTotal_bytes") << QByteArray("bytes");
        QTest::newRow("counter") << QByteArray("node_cpu_seconds_total") << QByteArray("seconds");
        QTest::newRow("count") << QByteArray("http_requests_total") << QByteArray();
        QTest::newRow("bucket") << QByteArray("http_request_duration_seconds_bucket") << QByteArray();
        QTest::newRow("count of a histogram") << QByteArray("http_request_duration_seconds_count") << QByteArray();
        QTest::newRow("sum") << QByteArray("http_request_duration_seconds_sum") << QByteArray("seconds");
        QTest::newRow("none") << QByteArray("up") << QByteArray();
        QTest::newRow("unit alone is a name") << QByteArray("seconds") << QByteArray();
        QTest::newRow("empty") << QByteArray() << QByteArray();
    }
    void unitFollowsFromTheName()
    {
        QFETCH(QByteArray, metric);
        QFETCH(QByteArray, unit);
        const std::string_view found = unitOf(metric.toStdString());
        QCOMPARE(QByteArray(found.data(), static_cast<qsizetype>(found.size())), unit);
    }

    // Lost if it fails: an exporter floods the recording with what nobody asked for, or what was asked for is not kept.
    void keepListTakesNamesAndBeginnings()
    {
        const std::vector<std::string> keep = {"up", "node_filesystem_*"};
        QVERIFY(isKept("up", keep));
        QVERIFY(isKept("node_filesystem_size_bytes", keep));
        QVERIFY(!isKept("upper", keep));
        QVERIFY(!isKept("node_load1", keep));
        QVERIFY(isKept("node_load1", {}));
        const std::vector<std::string> all = {"*"};
        QVERIFY(isKept("anything", all));
    }

    // Lost if it fails: a server's reply can break the table that shows it, or the recording's text table.
    void outsideTextIsMadeFitToShow()
    {
        QCOMPARE(wellFormed("plain"), std::string("plain"));
        QCOMPARE(wellFormed("a\nb\x1b[31m\x7f"), std::string("a b [31m "));
        QCOMPARE(wellFormed("\xff"), std::string("\xef\xbf\xbd"));
        QCOMPARE(wellFormed(std::string_view("a\0b", 3)), std::string("a b"));
        QCOMPARE(wellFormed("\xc3\xa4\xc3\xa4", 3), std::string("\xc3\xa4"));
        QVERIFY(wellFormed(std::string(1000, '\xff')).size() <= 300);
    }
};

SIGNALBOX_TEST(MetricTest)
} // namespace tst_metric

#include "tst_metric.moc"
