// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>

#include <cmath>

#include <sources/alertreader.h>
#include <support/testprogram.h>

namespace tst_alertreader
{
using namespace signalbox;

namespace
{
std::string contents(const QString &name)
{
    QFile file(QStringLiteral(SIGNALBOX_TEST_DATA "/alertmanager/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : "no such file";
}
} // namespace

class AlertReaderTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Lost if it fails: what a real Alertmanager lists is not understood.
    void readsWhatAlertmanagerAnswers_data()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("as it came") << QStringLiteral("good/alertmanager-0.25.json");
        QTest::newRow("spaced") << QStringLiteral("good/spaced.json");
    }
    void readsWhatAlertmanagerAnswers()
    {
        QFETCH(QString, file);
        AlertReader reader;
        std::string answer = contents(file);
        const auto alerts = reader.alerts(answer);
        QVERIFY2(alerts, alerts ? "" : alerts.error().sentence().c_str());
        QCOMPARE(alerts->size(), std::size_t(5));
        const UpstreamAlert &down = (*alerts)[0];
        QCOMPARE(down.state, std::string_view("active"));
        QCOMPARE(AlertReader::time(down.startsAt), 1795715624.463);
        QCOMPARE(
            *reader.labels(down.labels),
            (Labels{{"alertname", "HostDown"}, {"instance", "web1:9100"}, {"job", "node"}, {"severity", "critical"}}));
        QCOMPARE(reader.summary(down.annotations), std::string("web1 is down"));
        QVERIFY((*alerts)[2].isSilenced && !(*alerts)[2].isInhibited);
        QCOMPARE(reader.summary((*alerts)[2].annotations), std::string("12,000 messages wait"));
        QCOMPARE(labelValue(*reader.labels((*alerts)[2].labels), "queue"),
                 std::string_view("deferred \"x\" <b>&amp;</b>   …"));
        QVERIFY((*alerts)[3].isInhibited && !(*alerts)[3].isSilenced);
        QCOMPARE(reader.summary((*alerts)[4].annotations), std::string());
    }

    // Lost if it fails: one endless label fills the recording and the screen.
    void boundsWhatIsLong()
    {
        AlertReader reader;
        std::string answer = contents(QStringLiteral("good/long.json"));
        const auto alerts = reader.alerts(answer);
        QVERIFY(alerts);
        const Expected<Labels> labels = reader.labels((*alerts)[0].labels);
        QCOMPARE(labelValue(*labels, "x").size(), std::size_t(300));
        const std::string summary = reader.summary((*alerts)[0].annotations);
        QCOMPARE(summary.size(), std::size_t(300));
        QVERIFY(QByteArray::fromStdString(summary).startsWith("<img src=x>z"));
    }

    // Lost if it fails: half a list is taken for the whole one, and what it lacks is said to have ended.
    void refusesWhatIsNoWholeList_data()
    {
        QTest::addColumn<QString>("file");
        for (const QString &folder : {QStringLiteral("truncated"), QStringLiteral("hostile")}) {
            const QDir files(QStringLiteral(SIGNALBOX_TEST_DATA "/alertmanager/") + folder);
            for (const QString &file : files.entryList(QDir::Files))
                QTest::newRow(qPrintable(file)) << folder + QLatin1Char('/') + file;
        }
    }
    void refusesWhatIsNoWholeList()
    {
        QFETCH(QString, file);
        AlertReader reader;
        std::string answer = contents(file);
        QVERIFY(answer != "no such file");
        const auto alerts = reader.alerts(answer);
        const bool labelsAreNone = alerts && !alerts->empty() && !reader.labels(alerts->front().labels);
        QVERIFY(!alerts || labelsAreNone);
    }

    // Lost if it fails: an alert seems to have begun at another time than it did.
    void readsTimes_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<double>("seconds");
        const double none = std::nan("");
        QTest::newRow("UTC") << QByteArray("2026-11-26T17:53:44Z") << 1795715624.0;
        QTest::newRow("zone") << QByteArray("2026-11-26T18:53:44+01:00") << 1795715624.0;
        QTest::newRow("west") << QByteArray("2026-11-26T12:23:44.5-05:30") << 1795715624.5;
        QTest::newRow("never") << QByteArray("0001-01-01T00:00:00.000Z") << -62135596800.0;
        QTest::newRow("empty") << QByteArray() << none;
        QTest::newRow("no zone") << QByteArray("2026-11-26T17:53:44.1234") << none;
        QTest::newRow("30 February") << QByteArray("2026-02-30T17:53:44Z") << none;
        QTest::newRow("letters") << QByteArray("2026-11-26T1x:53:44Z") << none;
        QTest::newRow("cut zone") << QByteArray("2026-11-26T17:53:44+01:0") << none;
        QTest::newRow("slashes") << QByteArray("2026/11/26T17:53:44Z") << none;
    }
    void readsTimes()
    {
        QFETCH(QByteArray, text);
        QFETCH(double, seconds);
        const double read = AlertReader::time(text.toStdString());
        if (std::isnan(seconds))
            QVERIFY(std::isnan(read));
        else
            QCOMPARE(read, seconds);
    }

    // Lost if it fails: a cluster that is not ready yet passes for one that is.
    void readsTheClustersStatus()
    {
        AlertReader reader;
        std::string good = "{\"cluster\":{\"peers\":[],\"status\":\"settling\"},\"versionInfo\":{}}";
        QCOMPARE(*reader.clusterStatus(good), std::string("settling"));
        for (const char *bad :
             {"", "{}", "[]", "{\"cluster\":{}}", "{\"cluster\":{\"status\":7}}", "{\"cluster\":{\"sta"}) {
            std::string answer = bad;
            QVERIFY2(!reader.clusterStatus(answer), bad);
        }
    }
};

SIGNALBOX_TEST(AlertReaderTest)
} // namespace tst_alertreader

#include "tst_alertreader.moc"
