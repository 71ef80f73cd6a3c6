// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonDocument>

#include <laboratory/servers.h>
#include <sources/fetch.h>
#include <support/testprogram.h>

#include "actingscene.h"
#include "upstream.h"

namespace tst_lab_silence
{
using namespace signalbox;
using namespace signalbox::lab;
using namespace Qt::StringLiterals;

namespace
{
constexpr int patience = 60'000;
const Labels load{{"alertname", "HighLoad"}, {"disk", "a \"b\" \\c"}, {"instance", "web1"}, {"severity", "warning"}};
const Labels down{{"alertname", "HostDown"}, {"instance", "web2"}, {"severity", "critical"}};
const QStringList silencing{u"silence"_s, u"host/web1"_s, u"alert=HighLoad"_s, u"until=2h"_s, u"reason=new disk"_s};

QJsonArray get(const Server &server, const char *path)
{
    QNetworkAccessManager network;
    QNetworkReply *reply = network.get(QNetworkRequest(QUrl(QString::fromStdString(server.url(path)))));
    if (!QTest::qWaitFor([reply] { return reply->isFinished(); }, 20000))
        return {};
    return QJsonDocument::fromJson(reply->readAll()).array();
}

std::vector<QJsonObject> active(const Server &server)
{
    std::vector<QJsonObject> all;
    for (const QJsonValue &each : get(server, "/api/v2/silences")) {
        if (each[u"status"_s][u"state"_s].toString() == u"active"_s)
            all.push_back(each.toObject());
    }
    return all;
}

QString estateFor(const QStringList &urls)
{
    QString text = u"hosts: {web1: {}, web2: {}}\nsources:\n"_s;
    for (int i = 0; i < urls.size(); ++i)
        text += u"  am%1: {type: alertmanager, url: \"%2\", interval: 1s, deadline: 900ms}\n"_s.arg(i + 1).arg(urls[i]);
    return text;
}

QString urlOf(const Server &server)
{
    return QString::fromStdString(server.url("/"));
}
} // namespace

/// The real Alertmanager, the real watch, and a person at a terminal. If this fails, an alert that somebody silenced
/// pages on, or one is silent that nobody silenced.
class LabSilence : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneAlertIsSilencedReadBackAndUndone()
    {
        const Laboratory lab;
        Server server(alertmanager(lab));
        QVERIFY(server.start());
        ActingScene scene(lab, u"one"_s, estateFor({urlOf(server)}));
        QVERIFY(scene.watch());
        QCOMPARE(post(server, "/api/v2/alerts", alertOf(load)), 200);
        QTRY_VERIFY_WITH_TIMEOUT(!scene.plan(silencing).isEmpty(), patience);
        const Ended done = scene.act(silencing);
        QVERIFY2(done.status == 0, qPrintable(done.out + done.err));

        const auto silences = active(server);
        QCOMPARE(silences.size(), 1U);
        const QJsonObject silence = silences.front();
        const Run run = scene.lastRun();
        QCOMPARE(silence[u"comment"_s].toString(),
                 u"new disk [signalbox run %1]"_s.arg(QString::fromStdString(run.id)));
        QCOMPARE(silence[u"createdBy"_s].toString(), QString::fromStdString(run.who));
        QCOMPARE(silence[u"matchers"_s].toArray().size(), static_cast<qsizetype>(load.size()));
        QTRY_COMPARE_WITH_TIMEOUT(stateIn(server, u"HighLoad"_s), u"suppressed"_s, patience);

        const auto isSeen = [&] { return ActingScene::guardOf(scene.plan(silencing), u"firing"_s); };
        QTRY_VERIFY_WITH_TIMEOUT(isSeen().contains(u"suppressed"_s), patience); // else the plan becomes another one

        // Said once more, nothing is written: it is so already.
        const Ended again = scene.act(silencing);
        QVERIFY2(again.status == 0, qPrintable(again.out.right(500) + again.err));
        QCOMPARE(active(server).size(), 1U);
        QVERIFY(again.out.contains(u"it was so already"_s));
    }

    void undoingExpiresIt()
    {
        const Laboratory lab;
        Server server(alertmanager(lab));
        QVERIFY(server.start());
        Server dead(alertmanager(lab)); // the second step fails, so that a person is asked
        QVERIFY(dead.start());
        ActingScene scene(lab, u"undo"_s, estateFor({urlOf(server), urlOf(dead)}));
        QVERIFY(scene.watch());
        for (const Server *each : {&server, &dead})
            QCOMPARE(post(*each, "/api/v2/alerts", alertOf(load)), 200);
        QTRY_COMPARE_WITH_TIMEOUT(scene.plan(silencing)[u"steps"_s].toArray().size(), 2, patience);
        const QStringList acting = scene.acting(silencing, {});
        dead.kill();
        const Ended asked = scene.says(acting);
        QVERIFY2(asked.status == 3, qPrintable(asked.out + asked.err));
        QCOMPARE(active(server).size(), 1U);
        QCOMPARE(scene.lastRun().steps[0].state, StepState::Done);
        QVERIFY(scene.lastRun().steps[1].state != StepState::Done);
        (void)scene.decide({u"undo"_s});
        QTRY_COMPARE_WITH_TIMEOUT(scene.lastRun().steps[0].state, StepState::Undone, patience);
        QCOMPARE(active(server).size(), 0U);
    }

    void whatIsCriticalNeedsAReason()
    {
        const Laboratory lab;
        Server server(alertmanager(lab));
        QVERIFY(server.start());
        ActingScene scene(lab, u"critical"_s, estateFor({urlOf(server)}));
        QVERIFY(scene.watch());
        QCOMPARE(post(server, "/api/v2/alerts", alertOf(down)), 200);
        const QStringList words{u"silence"_s, u"host/web2"_s, u"alert=HostDown"_s};
        QTRY_VERIFY_WITH_TIMEOUT(!scene.plan(words).isEmpty(), patience);
        QCOMPARE(scene.act(words).status, 2);
        QCOMPARE(active(server).size(), 0U);
        const Ended done =
            scene.act(words, {u"--override"_s, u"severity"_s, u"--why"_s, u"known, it is being rebuilt"_s});
        QVERIFY2(done.status == 0, qPrintable(done.out + done.err));
        QCOMPARE(active(server).size(), 1U);
    }

    // The source was asked a second ago; what fires since then is not silenced unseen.
    void whatNobodySawIsNotTakenIn()
    {
        const Laboratory lab;
        Server server(alertmanager(lab));
        QVERIFY(server.start());
        ActingScene scene(lab, u"more"_s, estateFor({urlOf(server)}).replace(u"interval: 1s"_s, u"interval: 20s"_s));
        QCOMPARE(post(server, "/api/v2/alerts", alertOf(load)), 200);
        QVERIFY(scene.watch());
        QTRY_VERIFY_WITH_TIMEOUT(!scene.plan(silencing).isEmpty(), patience);
        const QStringList acting = scene.acting(silencing, {});
        QCOMPARE(post(server, "/api/v2/alerts", alertOf(load.with("zone", "b"))), 200);
        const Ended refused = scene.says(acting);
        QVERIFY2(refused.status != 0, qPrintable(refused.out + refused.err));
        QCOMPARE(active(server).size(), 0U);
    }

    void anAcknowledgementWritesOne()
    {
        const Laboratory lab;
        Server server(alertmanager(lab));
        QVERIFY(server.start());
        ActingScene scene(lab, u"ack"_s, estateFor({urlOf(server)}));
        QVERIFY(scene.watch());
        QCOMPARE(post(server, "/api/v2/alerts", alertOf(load)), 200);
        QTRY_VERIFY_WITH_TIMEOUT(!scene.plan(silencing).isEmpty(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(Console({u"alerts"_s, scene.estate()}).wait().out.contains(u"HighLoad"_s), patience);
        const QString labels = QString::fromStdString(labelText(load));
        const QString hash =
            scene.plan({u"silence"_s, u"host/web1"_s, u"alert="_s + labels, u"until=1h"_s, u"reason=mine"_s})[u"hash"_s]
                .toString();
        const Ended done = scene.says(
            {u"ack"_s, u"upstream-alert"_s, u"--why"_s, u"mine"_s, u"--silence"_s, u"1h"_s, u"--confirm"_s, hash});
        QVERIFY2(done.status == 0, qPrintable(done.out + done.err));
        QCOMPARE(active(server).size(), 1U);
        QVERIFY(active(server).front()[u"comment"_s].toString().startsWith(u"mine "_s));
    }

private:
    /// The labels as JSON, which upstream.h writes for plain values alone.
    static QByteArray alertOf(const Labels &labels)
    {
        QJsonObject object;
        for (const auto &[name, value] : labels)
            object.insert(QString::fromStdString(name), QString::fromStdString(value));
        return QJsonDocument(QJsonArray{QJsonObject{{u"labels"_s, object}}}).toJson();
    }
    static QString stateIn(const Server &server, const QString &name)
    {
        for (const QJsonValue &each : get(server, "/api/v2/alerts")) {
            if (each[u"labels"_s][u"alertname"_s].toString() == name)
                return each[u"status"_s][u"state"_s].toString();
        }
        return {};
    }
};

SIGNALBOX_TEST(LabSilence)
} // namespace tst_lab_silence

#include "tst_lab_silence.moc"
