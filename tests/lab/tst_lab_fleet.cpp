// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/resource.h>
#include <unistd.h>

#include <QFile>
#include <QHostAddress>
#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTcpServer>

#include <commands/recordedpicture.h>
#include <console/console.h>
#include <laboratory/servers.h>
#include <models/findingsmodel.h>
#include <support/testprogram.h>
#include <time/clock.h>

namespace tst_lab_fleet
{
using namespace signalbox;
using namespace signalbox::lab;
using namespace Qt::StringLiterals;

namespace
{
constexpr int hosts = 10'000;
constexpr int everyNthDies = 10;
constexpr int dead = hosts / everyNthDies;
constexpr int interval = 5; // seconds: ours
constexpr int scrapes = 15; // seconds: Prometheus'
constexpr int patience = 180'000;

bool dies(int host)
{
    return host % everyNthDies == 0;
}

QString nameOf(int host)
{
    return u"h%1"_s.arg(host, 4, 10, QLatin1Char('0'));
}

// 127.128.0.0 and on: no laboratory's own address.
QString addressOf(int host)
{
    return QHostAddress(0x7f800000U + static_cast<quint32>(host)).toString();
}

WallTime wallNow()
{
    return readMachineClocks().wall;
}

WallTime timeOf(const QJsonValue &text)
{
    return WallTime(Milliseconds(QDateTime::fromString(text.toString(), Qt::ISODateWithMs).toMSecsSinceEpoch()));
}

double seconds(Milliseconds time)
{
    return static_cast<double>(time.count()) / 1000;
}

/// Whether it comes to be so. Asks four times a second, since each question costs the servers something.
bool comesTrue(const std::function<bool()> &condition)
{
    Milliseconds asked{};
    const auto isSo = [&] {
        const Milliseconds now = readMachineClocks().sinceBoot;
        if (now - asked < Milliseconds(250))
            return false;
        asked = now;
        return condition();
    };
    return QTest::qWaitFor(isSo, patience);
}

/// What a process has used: proc(5), stat and status.
struct Usage {
    double processor = 0; ///< seconds
    QString memory;       ///< the most that was resident
};

Usage usageOf(qint64 process)
{
    const auto read = [&](const char *name) {
        QFile file(u"/proc/%1/%2"_s.arg(process).arg(QLatin1String(name)));
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    };
    const QStringList stat = read("stat").section(u") "_s, 1).split(u' ');
    Usage usage;
    if (stat.size() > 12)
        usage.processor = (stat[11].toDouble() + stat[12].toDouble()) / static_cast<double>(sysconf(_SC_CLK_TCK));
    usage.memory = read("status").section(u"VmHWM:"_s, 1).section(u'\n', 0, 0).simplified();
    return usage;
}

/// How long it took Prometheus to evaluate everything that it was asked so far, and how many questions those were.
struct Evaluations {
    double seconds = 0;
    double count = 0;
};
} // namespace

/// Ten thousand hosts behind Debian's Prometheus, a tenth of which is killed at once, and a web server whose
/// certificate ends soon behind its blackbox exporter.
class LabFleet : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void theDeadTenthIsKnownByTheSecondQuestion();
    void oneFindingForEachAndNoneForTheLiving();
    void theWorstComesFirstAndTheFirstCauseFirst();
    void aProbedCertificateThatEndsSoonIsAFinding();

private:
    bool start(const QString &name, const Recipe &recipe);
    [[nodiscard]] Recipe fleet() const;
    [[nodiscard]] QByteArray targets() const;
    [[nodiscard]] QByteArray prometheusConfig() const;
    [[nodiscard]] QByteArray estate() const;
    [[nodiscard]] Server &server(const QString &name) const { return *m_servers.at(name); }
    [[nodiscard]] QByteArray ask(const std::string &path) const;
    [[nodiscard]] int count(const QByteArray &expression) const;
    [[nodiscard]] Evaluations evaluations() const;
    [[nodiscard]] int knownTargets() const;
    void startServers();
    void report(qint64 watch, const Usage &prometheus, const Evaluations &before) const;

    Laboratory m_lab;
    std::map<QString, std::unique_ptr<Server>> m_servers;
    QString m_recording;
    QString m_said;        ///< by the watch
    WallTime m_killed{};   ///< when the tenth was
    WallTime m_noticed{};  ///< when Prometheus knew all of it, at the latest
    QJsonObject m_picture; ///< the last
};

bool LabFleet::start(const QString &name, const Recipe &recipe)
{
    auto server = std::make_unique<Server>(recipe);
    const Expected<void> started = server->start();
    if (!started)
        qWarning("%s", started.error().sentence().c_str());
    m_servers[name] = std::move(server);
    return started.has_value();
}

// It answers on every loopback address, so its port must be free on all of them.
Recipe LabFleet::fleet() const
{
    QTcpServer server;
    server.listen(QHostAddress::AnyIPv4);
    const quint16 port = server.serverPort();
    return {QStringLiteral(SYNTHETIC_FLEET), {}, {QString::number(port)}, m_lab.address(), port};
}

QByteArray LabFleet::targets() const
{
    QByteArray text = "[";
    for (const bool isDying : {false, true}) {
        const std::string peer = server(isDying ? u"dying"_s : u"living"_s).peer();
        const QString port = QString::fromStdString(peer).section(u':', 1);
        text += isDying ? ",{\"targets\":[" : "{\"targets\":[";
        bool isFirst = true;
        for (int host = 0; host < hosts; ++host) {
            if (dies(host) != isDying)
                continue;
            text +=
                (std::exchange(isFirst, false) ? "\"" : ",\"") + addressOf(host).toUtf8() + ':' + port.toUtf8() + '"';
        }
        text += "]}";
    }
    return text + ']';
}

QByteArray LabFleet::prometheusConfig() const
{
    return u"global: {scrape_interval: %1s, scrape_timeout: 10s}\n"
           "scrape_configs:\n"
           "- {job_name: node, file_sd_configs: [{files: ['%2']}]}\n"
           "- job_name: shop\n"
           "  metrics_path: /probe\n"
           "  params: {module: [https]}\n"
           "  static_configs: [{targets: ['%3']}]\n"
           "  relabel_configs:\n"
           "  - {source_labels: [__address__], target_label: __param_target}\n"
           "  - {source_labels: [__param_target], target_label: instance}\n"
           "  - {target_label: __address__, replacement: '%4'}\n"_s
               .arg(QString::number(scrapes), m_lab.write(u"targets.json"_s, targets()),
                    QString::fromStdString(server(u"shop"_s).url("/", "https")),
                    QString::fromStdString(server(u"blackbox"_s).peer()))
               .toUtf8();
}

QByteArray LabFleet::estate() const
{
    static constexpr std::array sites{"york", "leeds", "hull", "ripon"};
    static constexpr std::array roles{"web", "mail", "db"};
    QByteArray text = "name: Fleet\nhosts:\n  shop: {address: " + m_lab.address().toUtf8() + "}\n";
    for (std::size_t host = 0; host < hosts; ++host) {
        const int number = static_cast<int>(host);
        text += "  " + nameOf(number).toUtf8() + ": {address: " + addressOf(number).toUtf8() +
                ", site: " + sites.at(host % sites.size()) + ", roles: [" + roles.at(host % roles.size()) + "]}\n";
    }
    return text + "sources:\n  fleet: {type: prometheus, interval: " + QByteArray::number(interval) +
           "s, sweep: 30s, url: \"" + QByteArray::fromStdString(server(u"prometheus"_s).url("")) + "\"}\n";
}

QByteArray LabFleet::ask(const std::string &path) const
{
    QNetworkAccessManager network;
    QNetworkReply *reply =
        network.get(QNetworkRequest(QUrl(QString::fromStdString(server(u"prometheus"_s).url(path)))));
    return QTest::qWaitFor([&] { return reply->isFinished(); }, patience) ? reply->readAll() : QByteArray();
}

/// What Prometheus counts; 0 as well where it finds nothing to count.
int LabFleet::count(const QByteArray &expression) const
{
    const QByteArray answer = ask("/api/v1/query?query=count(" + expression.toPercentEncoding().toStdString() + ')');
    const QJsonValue data = QJsonDocument::fromJson(answer)[u"data"_s];
    return data[u"result"_s][0][u"value"_s][1].toString().toInt();
}

Evaluations LabFleet::evaluations() const
{
    Evaluations all;
    for (const QByteArray &line : ask("/metrics").split('\n')) {
        const double value = line.mid(line.lastIndexOf(' ') + 1).toDouble();
        if (line.startsWith("prometheus_engine_query_duration_seconds_sum{slice=\"inner_eval\""))
            all.seconds = value;
        if (line.startsWith("prometheus_engine_query_duration_seconds_count{slice=\"inner_eval\""))
            all.count = value;
    }
    return all;
}

/// How many targets the recording says are up.
int LabFleet::knownTargets() const
{
    const Expected<PicturePtr> picture = recordedPicture(m_recording.toStdString(), {});
    if (!picture)
        return 0;
    const auto source = (*picture)->find({"source", "fleet"});
    if (!source)
        return 0;
    for (const SeriesId id : (*picture)->subject(*source).series) {
        const SeriesKey &key = (*picture)->series[index(id)]->declared.key;
        if (key.metric == "prometheus_targets" && key.labels == Labels{{"state", "up"}})
            return static_cast<int>((*picture)->sample(id).value);
    }
    return 0;
}

void LabFleet::startServers()
{
    rlimit files{};
    getrlimit(RLIMIT_NOFILE, &files);
    QVERIFY2(files.rlim_max >= hosts + 1000, "Prometheus and the fleet need 11,000 open files each: see ulimit -Hn");
    const Expected<Authority> authority = Authority::create(m_lab, u"authority"_s);
    QVERIFY2(authority, authority ? "" : authority.error().sentence().c_str());
    const Expected<Certificate> certificate = authority->issue(u"shop"_s, u"IP:"_s + m_lab.address(), 2);
    QVERIFY2(certificate, certificate ? "" : certificate.error().sentence().c_str());
    QVERIFY(start(u"blackbox"_s, blackboxExporter(m_lab, authority->certificate())));
    QVERIFY(start(u"shop"_s, nginxWithTls(m_lab, *certificate, server(u"blackbox"_s).peer())));
    QVERIFY(start(u"living"_s, fleet()));
    QVERIFY(start(u"dying"_s, fleet()));
    QVERIFY(start(u"prometheus"_s, prometheusWith(m_lab, prometheusConfig())));
}

void LabFleet::initTestCase()
{
    startServers();
    if (QTest::currentTestFailed())
        return;
    m_recording = m_lab.path(u"recording.db"_s);
    Console watch({u"watch"_s, m_lab.write(u"fleet.yaml"_s, estate()), u"--record"_s, m_recording});
    QVERIFY2(comesTrue([&] { return count("up==1") == hosts + 1; }), "Prometheus does not reach its targets");
    QVERIFY2(comesTrue([&] { return knownTargets() == hosts + 1; }), qPrintable(watch.err()));
    QVERIFY2(comesTrue([&] { return watch.out().contains(u" certificate-expiry host/shop"_s); }),
             qPrintable(watch.err())); // before the kill, so that it is the first cause
    const Usage prometheus = usageOf(server(u"prometheus"_s).pid());
    const Evaluations before = evaluations();

    m_killed = wallNow();
    server(u"dying"_s).kill();
    QVERIFY(comesTrue([&] { return count("up==0") == dead; }));
    m_noticed = wallNow();
    QVERIFY2(comesTrue([&] { return watch.out().count(u" host-down host/"_s) >= dead; }), qPrintable(watch.err()));
    report(watch.pid(), prometheus, before);
    m_picture = pictureJson({m_recording});
    m_said = watch.stop().out;
}

void LabFleet::report(qint64 watch, const Usage &prometheus, const Evaluations &before) const
{
    const Usage ours = usageOf(watch);
    const Usage theirs = usageOf(server(u"prometheus"_s).pid());
    const Evaluations after = evaluations();
    const double span = seconds(wallNow() - m_killed);
    qInfo("Prometheus knew %.1f s after the kill; all findings were raised %.1f s after it",
          seconds(m_noticed - m_killed), span);
    qInfo("watch: %.1f s of processor time since its start, at most %s", ours.processor, qPrintable(ours.memory));
    qInfo("Prometheus: %.1f s of processor time in the last %.1f s, at most %s; %.0f questions took it %.2f s",
          theirs.processor - prometheus.processor, span, qPrintable(theirs.memory), after.count - before.count,
          after.seconds - before.seconds);
}

// Lost if it fails: a power cut in a data centre is on the wall minutes after Prometheus knows it, or in dribs and
// drabs. Counted in questions of the watch that were answered, so that a busy machine makes no difference.
void LabFleet::theDeadTenthIsKnownByTheSecondQuestion()
{
    WallTime last{};
    for (const QJsonValue &alert : m_picture[u"alerts"_s].toArray()) {
        if (alert[u"rule"_s] == u"host-down"_s)
            last = std::max(last, timeOf(alert[u"since"_s]));
    }
    QVERIFY(last >= m_killed);
    const Ended history = Console({u"history"_s, m_recording, u"source/fleet"_s, u"up"_s, u"--json"_s}).wait();
    QCOMPARE(history.status, 0);
    const QJsonValue asked = QJsonDocument::fromJson(history.out.toUtf8())[u"series"_s][0][u"points"_s];
    QVERIFY(asked.toArray().size() > 2);
    int questions = 0;
    for (const QJsonValue &question : asked.toArray()) {
        const WallTime at = timeOf(question[u"at"_s]);
        questions += question[u"value"_s].toDouble() == 1.0 && at > m_noticed && at <= last ? 1 : 0;
    }
    qInfo("all were known %.1f s after the kill, %.1f s after Prometheus knew", seconds(last - m_killed),
          seconds(last - m_noticed));
    // The first may have been under way, or about a moment just before.
    QVERIFY2(questions <= 2, qPrintable(QString::number(questions)));
}

// Lost if it fails: somebody looks for a host among a thousand lines and it is not there, or drives to one that lives.
void LabFleet::oneFindingForEachAndNoneForTheLiving()
{
    QSet<QString> down;
    for (const QJsonValue &alert : m_picture[u"alerts"_s].toArray()) {
        if (alert[u"rule"_s] == u"certificate-expiry"_s)
            continue;
        QCOMPARE(alert[u"rule"_s].toString(), u"host-down"_s);
        QCOMPARE(alert[u"severity"_s].toString(), u"critical"_s);
        QVERIFY2(alert[u"sentence"_s].toString().contains(u"connection refused"_s),
                 qPrintable(alert[u"sentence"_s].toString()));
        const QString path = alert[u"subject"_s].toString();
        QVERIFY2(!down.contains(path), qPrintable(path));
        down.insert(path);
    }
    for (int host = 0; host < hosts; ++host)
        QCOMPARE(down.contains(u"host/"_s + nameOf(host)), dies(host));
    QCOMPARE(m_said.count(u" host-down host/"_s), dead);
    int wrong = 0;
    for (const QJsonValue &subject : m_picture[u"subjects"_s].toArray()) {
        const bool isWrong = subject[u"severity"_s] != u"ok"_s;
        wrong += isWrong ? 1 : 0;
    }
    QCOMPARE(wrong, dead + 1);
}

// Lost if it fails: what everything else follows from stands somewhere in a list of a thousand.
void LabFleet::theWorstComesFirstAndTheFirstCauseFirst()
{
    const Expected<PicturePtr> picture = recordedPicture(m_recording.toStdString(), {});
    QVERIFY2(picture, picture ? "" : picture.error().sentence().c_str());
    FindingsModel model;
    model.show(*picture);
    QCOMPARE(model.rowCount(), dead + 1);
    QCOMPARE(model.at(0).subject, u"host/shop"_s);
    QSet<Moment::rep> moments;
    for (int row = 1; row < model.rowCount(); ++row) {
        const AlertCell &before = model.at(row - 1).cell;
        const AlertCell &cell = model.at(row).cell;
        QVERIFY(before.severity > cell.severity || (before.severity == cell.severity && before.since <= cell.since));
        moments.insert(cell.since.time_since_epoch().count());
    }
    QVERIFY(moments.size() > 1); // or nothing was sorted
}

// Lost if it fails: the shop is refused by every browser, and it was known a fortnight before.
void LabFleet::aProbedCertificateThatEndsSoonIsAFinding()
{
    const QJsonObject alert = alertIn(m_picture, u"certificate-expiry"_s, u"host/shop"_s);
    QCOMPARE(alert[u"severity"_s].toString(), u"critical"_s);
    const double end = seriesIn(m_picture, u"host/shop"_s, u"probe_ssl_earliest_cert_expiry"_s)[u"value"_s].toDouble();
    QVERIFY(end > seconds(m_killed.time_since_epoch()) + 86'400);
    QVERIFY(end < seconds(m_killed.time_since_epoch()) + 2 * 86'400);
    const QString date = QDateTime::fromSecsSinceEpoch(qRound64(end), Qt::UTC).toString(u"yyyy-MM-dd"_s);
    QCOMPARE(alert[u"sentence"_s].toString(), u"the certificate {job=\"shop\"} expires on "_s + date);
    QCOMPARE(seriesIn(m_picture, u"host/shop"_s, u"probe_success"_s)[u"value"_s].toDouble(), 1.0);
}

SIGNALBOX_TEST(LabFleet)
} // namespace tst_lab_fleet

#include "tst_lab_fleet.moc"
