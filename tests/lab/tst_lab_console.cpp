// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDateTime>
#include <QJsonArray>

#include <console/console.h>
#include <laboratory/servers.h>
#include <support/testprogram.h>

namespace tst_lab_console
{
using namespace signalbox;
using namespace signalbox::lab;

namespace
{
constexpr int interval = 3; // seconds; three of them hold several ticks, however loaded the machine is
constexpr int patience = 180'000;

const QString sourceDead = QStringLiteral("source-dead");

QStringList alertsOf(const QJsonObject &picture)
{
    QStringList sentences;
    for (const QJsonValue &alert : picture[QStringLiteral("alerts")].toArray())
        sentences += alert[QStringLiteral("sentence")].toString();
    return sentences;
}

QString isoTime(const QDateTime &time)
{
    return time.toString(Qt::ISODateWithMs);
}

QDateTime timeOf(const QJsonObject &object, const QString &key)
{
    return QDateTime::fromString(object[key].toString(), Qt::ISODateWithMs);
}
} // namespace

/// `signalboxctl watch` on real exporters that are stopped, frozen and killed all at once, beside one that lives; then
/// mended. What `signalboxctl picture` said meanwhile is compared with what it says of those moments afterwards. All
/// times are the console's own.
class LabConsole : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();

    void beforeItAllIsWell();
    void withinThreeIntervalsItSaysSo_data() { brokenHosts(); }
    void withinThreeIntervalsItSaysSo();
    void whatIsOldGrowsOlderAndNothingOldLooksNew_data() { brokenHosts(); }
    void whatIsOldGrowsOlderAndNothingOldLooksNew();
    void theOneBesideThemStaysFresh();
    void mendedItClearsByItself();
    void theRecordingShowsWhatWasSeen();

private:
    static void brokenHosts();
    void startServers();
    [[nodiscard]] QString estate() const;
    void look(std::vector<QJsonObject> &seen);
    [[nodiscard]] QJsonObject pictureAt(const QDateTime &time) const
    {
        return pictureJson({m_recording, QStringLiteral("--at"), isoTime(time)});
    }

    const QStringList m_hosts = {QStringLiteral("well"),        QStringLiteral("stopped"),
                                 QStringLiteral("frozen"),      QStringLiteral("killed"),
                                 QStringLiteral("proxyfrozen"), QStringLiteral("behindproxy")};
    Laboratory m_lab;
    std::map<QString, std::unique_ptr<Server>> m_servers;
    std::map<QString, std::string> m_urls;  ///< of each host
    std::map<QString, std::string> m_peers; ///< whom the sentence must name
    QString m_authority;
    QString m_recording;
    std::vector<QJsonObject> m_before;
    std::vector<QJsonObject> m_during;
    std::vector<QJsonObject> m_after;
};

void LabConsole::brokenHosts()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("reason"); // %1 is the address that was asked
    QTest::newRow("node_exporter stopped") << QStringLiteral("stopped") << QStringLiteral("connection refused by %1");
    QTest::newRow("process_exporter frozen")
        << QStringLiteral("frozen") << QStringLiteral("no answer from %1 within 2.7 s");
    QTest::newRow("python exporter killed") << QStringLiteral("killed") << QStringLiteral("connection refused by %1");
    QTest::newRow("nginx frozen") << QStringLiteral("proxyfrozen") << QStringLiteral("no answer from %1 within 2.7 s");
    QTest::newRow("killed behind nginx") << QStringLiteral("behindproxy")
                                         << QStringLiteral("%1 answered 502 Bad Gateway");
}

void LabConsole::startServers()
{
    const Expected<Authority> authority = Authority::create(m_lab, QStringLiteral("authority"));
    QVERIFY2(authority, authority ? "" : authority.error().sentence().c_str());
    m_authority = authority->certificate();
    const Expected<Certificate> certificate =
        authority->issue(QStringLiteral("server"), QStringLiteral("IP:") + m_lab.address());
    QVERIFY2(certificate, certificate ? "" : certificate.error().sentence().c_str());
    const auto start = [this](const QString &name, const Recipe &recipe) {
        auto server = std::make_unique<Server>(recipe);
        const Expected<void> started = server->start();
        QVERIFY2(started, started ? "" : started.error().sentence().c_str());
        m_urls[name] = server->url();
        m_peers[name] = server->peer();
        m_servers[name] = std::move(server);
    };
    start(QStringLiteral("well"), nodeExporter(m_lab));
    start(QStringLiteral("stopped"), nodeExporter(m_lab));
    start(QStringLiteral("frozen"), processExporter(m_lab, QStringLiteral("signalboxctl")));
    start(QStringLiteral("killed"), pythonExporter(m_lab));
    start(QStringLiteral("behindproxy"), processExporter(m_lab, QStringLiteral("signalboxctl")));
    start(QStringLiteral("proxy"), nginxWithTls(m_lab, *certificate, m_peers.at(QStringLiteral("behindproxy"))));
    start(QStringLiteral("proxyfrozen"), nginxWithTls(m_lab, *certificate, m_peers.at(QStringLiteral("well"))));
    m_urls[QStringLiteral("behindproxy")] = m_servers.at(QStringLiteral("proxy"))->url("/metrics", "https");
    m_peers[QStringLiteral("behindproxy")] = m_peers.at(QStringLiteral("proxy"));
    m_urls[QStringLiteral("proxyfrozen")] = m_servers.at(QStringLiteral("proxyfrozen"))->url("/metrics", "https");
}

// `well` and `stopped` are targets of one source: the dead one must not delay the other.
QString LabConsole::estate() const
{
    const auto url = [this](const char *host) { return QString::fromStdString(m_urls.at(QString::fromLatin1(host))); };
    QString text = QStringLiteral("name: Laboratory\nhosts: {well: {}, stopped: {}, frozen: {}, killed: {}, "
                                  "proxyfrozen: {}, behindproxy: {}}\nsources:\n");
    const auto addSource = [&](const char *name, const QString &targets, bool hasTls) {
        text += QStringLiteral("  %1: {type: exposition, interval: %2s, %3targets: {%4}}\n")
                    .arg(QLatin1String(name))
                    .arg(interval)
                    .arg(hasTls ? QStringLiteral("ca: \"%1\", ").arg(m_authority) : QString(), targets);
    };
    const QString one = QStringLiteral("host/%1: \"%2\"");
    addSource("stopped",
              one.arg(QStringLiteral("well"), url("well")) + QStringLiteral(", ") +
                  one.arg(QStringLiteral("stopped"), url("stopped")),
              false);
    for (const char *host : {"frozen", "killed"})
        addSource(host, one.arg(QLatin1String(host), url(host)), false);
    for (const char *host : {"proxyfrozen", "behindproxy"})
        addSource(host, one.arg(QLatin1String(host), url(host)), true);
    return text;
}

void LabConsole::look(std::vector<QJsonObject> &seen)
{
    const QJsonObject picture = pictureJson({m_recording});
    if (!picture.isEmpty() && (seen.empty() || seen.back() != picture))
        seen.push_back(picture);
}

void LabConsole::initTestCase()
{
    startServers();
    if (QTest::currentTestFailed())
        return;
    m_recording = m_lab.path(QStringLiteral("recording.db"));
    Console watch({QStringLiteral("watch"), m_lab.write(QStringLiteral("lab.yaml"), estate().toUtf8()),
                   QStringLiteral("--record"), m_recording});
    const auto allAnswer = [&](const std::vector<QJsonObject> &seen) {
        return !seen.empty() && alertsOf(seen.back()).isEmpty() &&
               std::all_of(m_hosts.begin(), m_hosts.end(), [&](const QString &host) {
                   return seriesIn(seen.back(), QStringLiteral("host/") + host,
                                   QStringLiteral("up"))[QStringLiteral("value")]
                              .toDouble() == 1;
               });
    };
    QTRY_VERIFY2_WITH_TIMEOUT((look(m_before), allAnswer(m_before)), qPrintable(watch.err()), patience);

    const auto server = [this](const char *name) -> Server & { return *m_servers.at(QString::fromLatin1(name)); };
    server("frozen").freeze();
    server("proxyfrozen").freeze();
    server("killed").kill();
    server("behindproxy").kill();
    server("stopped").stop();
    const auto allAreStale = [&](const std::vector<QJsonObject> &seen) {
        return !seen.empty() && std::all_of(m_hosts.begin(), m_hosts.end(), [&](const QString &host) {
            const QString path = QStringLiteral("host/") + host;
            const QJsonObject value = seriesIn(seen.back(), path, QStringLiteral("process_start_time_seconds"));
            return host == QLatin1String("well") || value[QStringLiteral("freshness")] == QLatin1String("stale");
        });
    };
    QTRY_VERIFY2_WITH_TIMEOUT((look(m_during), allAreStale(m_during)), qPrintable(watch.err()), patience);

    server("frozen").thaw();
    server("proxyfrozen").thaw();
    for (const char *name : {"killed", "behindproxy", "stopped"}) {
        const Expected<void> started = server(name).start();
        QVERIFY2(started, started ? "" : started.error().sentence().c_str());
    }
    QTRY_VERIFY2_WITH_TIMEOUT((look(m_after), allAnswer(m_after)), qPrintable(alertsOf(m_after.back()).join(u'\n')),
                              patience);
    const Ended ended = watch.stop();
    QCOMPARE(ended.status, 0);
    QVERIFY(ended.out.contains(QStringLiteral(" unknown source-dead source/stopped: ")));
    QVERIFY(ended.out.contains(QStringLiteral(" cleared source-dead source/stopped: ")));
}

// Lost if it fails: an alert that is always there, which nobody reads.
void LabConsole::beforeItAllIsWell()
{
    QCOMPARE(alertsOf(m_before.back()), QStringList());
    for (const QString &host : m_hosts)
        QCOMPARE(subjectIn(m_before.back(), QStringLiteral("host/") + host)[QStringLiteral("freshness")].toString(),
                 QStringLiteral("fresh"));
}

// Lost if it fails: an exporter has been dead for a quarter of an hour before anybody is told, or is not told whom to
// look at.
void LabConsole::withinThreeIntervalsItSaysSo()
{
    QFETCH(QString, host);
    QFETCH(QString, reason);
    const QString path = QStringLiteral("host/") + host;
    // Of the exporter itself, so that it is no older than the outage; polls that a busy machine missed do not count.
    const QJsonObject last = seriesIn(m_during.back(), path, QStringLiteral("process_start_time_seconds"));
    const QDateTime lastAnswer = timeOf(last, QStringLiteral("at"));
    QVERIFY(lastAnswer.isValid());
    const QJsonObject picture = pictureAt(lastAnswer.addSecs(3 * interval));
    QVERIFY(timeOf(picture, QStringLiteral("time")) <= lastAnswer.addSecs(3 * interval));
    const QString sentence =
        alertIn(picture, sourceDead, QStringLiteral("source/") + host)[QStringLiteral("sentence")].toString();
    const QString expected =
        host + QStringLiteral(" does not answer: ") + reason.arg(QString::fromStdString(m_peers.at(host)));
    QVERIFY2(sentence.startsWith(expected), qPrintable(sentence + QStringLiteral(" is not ") + expected));
    const QString freshness =
        seriesIn(picture, path, QStringLiteral("process_start_time_seconds"))[QStringLiteral("freshness")].toString();
    QVERIFY2(freshness == QLatin1String("late") || freshness == QLatin1String("stale"), qPrintable(freshness));
}

// Lost if it fails: somebody decides by a number of an hour ago.
void LabConsole::whatIsOldGrowsOlderAndNothingOldLooksNew()
{
    QFETCH(QString, host);
    const QString path = QStringLiteral("host/") + host;
    QVERIFY(m_during.size() > 2);
    double age = 0;
    QDateTime answered;
    for (const QJsonObject &picture : m_during) {
        QCOMPARE(wronglyFresh(picture), QString());
        const QJsonObject value = seriesIn(picture, path, QStringLiteral("process_start_time_seconds"));
        const QDateTime at = timeOf(value, QStringLiteral("at"));
        const double shown = value[QStringLiteral("age_seconds")].toDouble();
        QCOMPARE(qRound64(shown * 1000), at.msecsTo(timeOf(picture, QStringLiteral("time"))));
        QVERIFY(at != answered || shown > age);
        answered = at;
        age = shown;
    }
    const QJsonArray all = subjectIn(m_during.back(), path)[QStringLiteral("series")].toArray();
    QVERIFY(all.size() > 10);
    for (const QJsonValue &series : all) {
        // What the console says of its own asking is news; everything else came from the exporter.
        const QString metric = series[QStringLiteral("metric")].toString();
        const bool isOurs = metric == QLatin1String("up") || metric.startsWith(QLatin1String("scrape_"));
        QVERIFY2(isOurs || series[QStringLiteral("freshness")] != QLatin1String("fresh"), qPrintable(metric));
    }
    QVERIFY(subjectIn(m_during.back(), path)[QStringLiteral("freshness")] != QLatin1String("fresh"));
}

// Lost if it fails: one dead target makes its neighbours unknown.
void LabConsole::theOneBesideThemStaysFresh()
{
    for (const QJsonObject &picture : m_during) {
        const QJsonObject load = seriesIn(picture, QStringLiteral("host/well"), QStringLiteral("node_load1"));
        QCOMPARE(load[QStringLiteral("freshness")].toString(), QStringLiteral("fresh"));
        const QString sentence =
            alertIn(picture, sourceDead, QStringLiteral("source/stopped"))[QStringLiteral("sentence")].toString();
        QVERIFY2(!sentence.startsWith(QLatin1String("2 of 2")), qPrintable(sentence));
    }
}

// Lost if it fails: an alert that stays when all is well again has to be cleared by hand.
void LabConsole::mendedItClearsByItself()
{
    QCOMPARE(alertsOf(m_after.back()), QStringList());
    for (const QString &host : m_hosts) {
        const QString path = QStringLiteral("host/") + host;
        QCOMPARE(seriesIn(m_after.back(), path, QStringLiteral("scrape_error"))[QStringLiteral("value")].toString(),
                 QString());
        QCOMPARE(
            seriesIn(m_after.back(), path, QStringLiteral("process_start_time_seconds"))[QStringLiteral("freshness")]
                .toString(),
            QStringLiteral("fresh"));
    }
}

// Lost if it fails: the review of an incident shows another night than the one on call saw.
void LabConsole::theRecordingShowsWhatWasSeen()
{
    int compared = 0;
    for (const std::vector<QJsonObject> *seen : {&m_before, &m_during, &m_after}) {
        for (const QJsonObject &picture : *seen) {
            const QJsonObject replayed = pictureAt(timeOf(picture, QStringLiteral("time")));
            QCOMPARE(replayed[QStringLiteral("tick")], picture[QStringLiteral("tick")]);
            QCOMPARE(alertsOf(replayed), alertsOf(picture));
            QCOMPARE(replayed, picture);
            ++compared;
        }
    }
    QVERIFY(compared > 10);
}

SIGNALBOX_TEST(LabConsole)
} // namespace tst_lab_console

#include "tst_lab_console.moc"
