// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonArray>

#include <console/console.h>
#include <laboratory/servers.h>
#include <support/testprogram.h>

#include "upstream.h"

namespace tst_lab_alertmanager_cluster
{
using namespace signalbox;
using namespace signalbox::lab;
using namespace Qt::StringLiterals;

namespace
{
constexpr int patience = 180'000;

const Labels dog{{"alertname", "Watchdog"}, {"severity", "none"}};
const Labels load{{"alertname", "HighLoad"}, {"instance", "192.0.2.1:9100"}, {"severity", "warning"}};
const Labels quota{{"alertname", "Quota"}, {"instance", "192.0.2.1:9100"}, {"severity", "warning"}};

/// Two Alertmanagers that know each other, both sources of one estate, which is recorded.
class Pair
{
public:
    Pair(const Laboratory &lab, const QString &name, const QString &gossipEvery)
        : Pair(lab, name, gossipEvery, place(lab), place(lab))
    {
    }

    Expected<void> start()
    {
        for (Server *server : {&one, &two}) {
            if (Expected<void> started = server->start(); !started)
                return started;
        }
        watch = std::make_unique<Console>(QStringList{u"watch"_s, m_estate, u"--record"_s, m_recording});
        return {};
    }
    /// As Prometheus does: to each of them.
    [[nodiscard]] bool tell(const Labels &labels, const QByteArray &summary)
    {
        return post(one, "/api/v2/alerts", alert(labels, summary)) == 200 &&
               post(two, "/api/v2/alerts", alert(labels, summary)) == 200;
    }
    [[nodiscard]] QJsonObject picture() const { return pictureJson({m_recording}); }
    /// The sentence of the doubt about that source; empty where there is none.
    [[nodiscard]] QString doubt(const QString &source) const { return sentence(u"upstream-doubt"_s, source); }
    [[nodiscard]] QString dead(const QString &source) const { return sentence(u"source-dead"_s, source); }
    /// What stands about web1: "HighLoad by one".
    [[nodiscard]] QStringList troubles() const
    {
        QStringList told;
        for (const QJsonValue &alert : picture()[u"alerts"_s].toArray()) {
            const QJsonValue labels = alert[u"labels"_s];
            if (alert[u"rule"_s] == u"upstream-alert"_s)
                told += labels[u"alertname"_s].toString() + u" by "_s + labels[u"source"_s].toString();
        }
        told.sort();
        return told;
    }

    Server one;
    Server two;
    std::unique_ptr<Console> watch;

private:
    Pair(const Laboratory &lab, const QString &name, const QString &gossipEvery, const QString &placeOfOne,
         const QString &placeOfTwo)
        : one(alertmanagerInCluster(lab, placeOfOne, placeOfTwo, gossipEvery))
        , two(alertmanagerInCluster(lab, placeOfTwo, placeOfOne, gossipEvery))
        , m_estate(lab.write(name + u".yaml"_s,
                             u"name: Pair\nhosts: {web1: {address: 192.0.2.1}}\nsources:\n"
                             "  one: {type: alertmanager, url: '%1', interval: 1s, watchdog: Watchdog}\n"
                             "  two: {type: alertmanager, url: '%2', interval: 1s, watchdog: Watchdog}\n"_s
                                 .arg(QString::fromStdString(one.url("")), QString::fromStdString(two.url("")))
                                 .toUtf8()))
        , m_recording(lab.path(name + u".db"_s))
    {
    }

    static QString place(const Laboratory &lab) { return lab.address() + u':' + QString::number(lab.freePort()); }
    [[nodiscard]] QString sentence(const QString &rule, const QString &source) const
    {
        return alertIn(picture(), rule, u"source/"_s + source)[u"sentence"_s].toString();
    }

    QString m_estate;
    QString m_recording;
};
} // namespace

/// Two of Debian's Alertmanagers in a cluster, and what the console says of them.
class LabAlertmanagerCluster : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Lost if it fails: Alertmanagers that have just been started and know of nothing yet pass for an estate that is
    // well.
    void whileItSettlesItsListIsNoGoodNews()
    {
        Pair pair(m_lab, u"settling"_s, u"5s"_s); // for two minutes and a half
        const Expected<void> started = pair.start();
        QVERIFY2(started, started ? "" : started.error().sentence().c_str());
        const QString cutOff = u"the watchdog alert Watchdog is not listed: what sends alerts may be cut off"_s;
        for (const QString &source : {u"one"_s, u"two"_s}) {
            QTRY_COMPARE_WITH_TIMEOUT(
                pair.doubt(source),
                u"its alerts may not be all there are: "_s + cutOff + u"; its cluster is settling"_s, patience);
        }
        QVERIFY(pair.tell(dog, "always"));
        for (const QString &source : {u"one"_s, u"two"_s}) {
            QTRY_COMPARE_WITH_TIMEOUT(pair.doubt(source),
                                      u"its alerts may not be all there are: its cluster is settling"_s, patience);
        }
    }

    // Lost if it fails: a silence that one of them knows of mutes on the screen what the other still pages for; or one
    // of both dies and its alerts are taken as over, its death as nothing, or the other's alerts as unknown.
    void oneOfBothDies()
    {
        Pair pair(m_lab, u"dies"_s, u"100ms"_s);
        const Expected<void> started = pair.start();
        QVERIFY2(started, started ? "" : started.error().sentence().c_str());
        QVERIFY(pair.tell(dog, "always") && pair.tell(load, "load is 40") && pair.tell(quota, "web1 is full"));
        const QStringList both{u"HighLoad by one"_s, u"HighLoad by two"_s, u"Quota by one"_s, u"Quota by two"_s};
        // Each once for each who tells it: two observers.
        QTRY_COMPARE_WITH_TIMEOUT(pair.troubles(), both, patience);
        QTRY_COMPARE_WITH_TIMEOUT(pair.doubt(u"one"_s) + pair.doubt(u"two"_s), QString(), patience);

        QCOMPARE(post(pair.one, "/api/v2/silences", silence("alertname", "Quota")), 200);
        const QStringList loud{u"HighLoad by one"_s, u"HighLoad by two"_s};
        QTRY_COMPARE_WITH_TIMEOUT(pair.troubles(), loud, patience);

        pair.one.kill();
        QTRY_COMPARE_WITH_TIMEOUT(
            pair.dead(u"one"_s).section(u';', 0, 0),
            u"one does not answer: connection refused by "_s + QString::fromStdString(pair.one.peer()), patience);
        QCOMPARE(pair.troubles(), loud);
        // The other goes on: it is no less to be believed, what ends there ends, and what begins there begins.
        const QByteArray now = pair.picture()[u"time"_s].toString().toLatin1();
        const Labels fresh{{"alertname", "Fresh"}, {"instance", "192.0.2.1:9100"}};
        QCOMPARE(post(pair.two, "/api/v2/alerts", alert(fresh, "new")), 200);
        QCOMPARE(post(pair.two, "/api/v2/alerts", alert(load, "over", now)), 200);
        const QStringList after{u"Fresh by two"_s, u"HighLoad by one"_s};
        QTRY_COMPARE_WITH_TIMEOUT(pair.troubles(), after, patience);
        QCOMPARE(pair.dead(u"two"_s) + pair.doubt(u"two"_s), QString());
        QVERIFY(!pair.dead(u"one"_s).isEmpty());
        QCOMPARE(wronglyFresh(pair.picture()), QString());
        QCOMPARE(pair.watch->stop().status, 0);
    }

private:
    Laboratory m_lab;
};

SIGNALBOX_TEST(LabAlertmanagerCluster)
} // namespace tst_lab_alertmanager_cluster

#include "tst_lab_alertmanager_cluster.moc"
