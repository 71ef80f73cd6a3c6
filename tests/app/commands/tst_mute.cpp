// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the step of a silence makes of an Alertmanager that is slow, broken or lies. If this fails, a silence is claimed
// that is not there, or one is written that takes in more than was shown. The real server is in tst_lab_silence.
#include <QTest>

#include <support/scriptedpeer.h>
#include <support/testprogram.h>

#include "said.h"

namespace tst_mute
{
using namespace signalbox;

namespace
{
/// JSON, written with ' for ".
QByteArray quoted(QByteArray json)
{
    return json.replace('\'', '"');
}

const QByteArray alertJson =
    quoted("{'labels':{'alertname':'HighLoad'},'annotations':{},'startsAt':'2026-11-27T00:00:00Z',"
           "'updatedAt':'2026-11-27T00:00:00Z','endsAt':'2026-11-27T01:00:00Z','fingerprint':'1','receivers':[],"
           "'status':{'state':'active','silencedBy':[],'inhibitedBy':[]}}");

QByteArray silenceJson(const QByteArray &comment, const QByteArray &endsAt, const QByteArray &state = "active",
                       bool isRegex = false)
{
    return quoted("{'id':'a/b','status':{'state':'" + state + "'},'comment':'" + comment +
                  "','createdBy':'bob','endsAt':'" + endsAt + "','matchers':[{'isEqual':true,'isRegex':" +
                  (isRegex ? "true" : "false") + ",'name':'alertname','value':'HighLoad'}]}");
}

/// An Alertmanager that is told what it lists, and how it takes what it is sent.
struct Alertmanager {
    QByteArray alerts = '[' + alertJson + ']';
    QByteArray silences = "[]";
    QByteArray status = "200 OK"; ///< to what changes something
    ScriptedPeer peer{[this](QTcpSocket &socket, const QByteArray &head) {
        const bool isGet = head.startsWith("GET");
        const QByteArray body = !isGet ? QByteArray("{}") : head.contains("/alerts") ? alerts : silences;
        socket.write("HTTP/1.1 " + (isGet ? QByteArray("200 OK") : status) +
                     "\r\nContent-Type: application/json\r\nDate: Fri, 27 Nov 2026 04:00:00 GMT\r\nContent-Length: " +
                     QByteArray::number(body.size()) + "\r\n\r\n" + body);
    }};

    [[nodiscard]] Said says(const QStringList &options) const
    {
        return say(QStringList{QStringLiteral("mute"), QString::fromStdString(peer.url("/")),
                               QStringLiteral("alertname=HighLoad")} +
                   options);
    }
    /// What it was asked to change.
    [[nodiscard]] std::vector<QByteArray> changes() const
    {
        std::vector<QByteArray> all;
        for (const QByteArray &head : peer.requests) {
            if (!head.startsWith("GET"))
                all.push_back(head.left(head.indexOf(" HTTP")));
        }
        return all;
    }
};

const QStringList writing{QStringLiteral("--for"), QStringLiteral("2h")};
const QStringList checking{QStringLiteral("--for"), QStringLiteral("2h"), QStringLiteral("--check")};
const QStringList expiring{QStringLiteral("--expire")};
} // namespace

class tst_mute : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { qputenv("SIGNALBOX_RUN", "0123456789ab"); }
    void cleanup() { qunsetenv("SIGNALBOX_RUN"); }
    void whatIsInForce_data();
    void whatIsInForce();
    void nothingIsWrittenForMoreThanWasShown();
    void whatIsNotThereIsNotSilenced();
    void aRefusalIsSaid();
    void othersSilencesAreLeftAlone();
    void ownOnesAreExpired();
    void badInputIsNoAnswer_data();
    void badInputIsNoAnswer();
};

void tst_mute::whatIsInForce_data()
{
    QTest::addColumn<QByteArray>("silences");
    QTest::addColumn<int>("exit");
    const QByteArray ours = "disk [signalbox run 0123456789ab]";
    QTest::newRow("none") << QByteArray("[]") << 1;
    QTest::newRow("this run's") << '[' + silenceJson(ours, "2026-11-27T04:00:01Z") + ']' << 0;
    QTest::newRow("this run's, over") << '[' + silenceJson(ours, "2026-11-27T06:00:00Z", "expired") + ']' << 1;
    QTest::newRow("somebody's, as long") << '[' + silenceJson("x", "2026-11-27T06:00:00Z") + ']' << 0;
    QTest::newRow("by hand, nine minutes ago") << '[' + silenceJson("x", "2026-11-27T05:51:00Z") + ']' << 0;
    QTest::newRow("somebody's, shorter") << '[' + silenceJson("x", "2026-11-27T05:00:00Z") + ']' << 1;
    QTest::newRow("somebody's, no time") << '[' + silenceJson("x", "never") + ']' << 1;
    QTest::newRow("an expression") << '[' + silenceJson(ours, "2026-11-27T06:00:00Z", "active", true) + ']' << 1;
    QTest::newRow("another run's marker in the middle")
        << '[' + silenceJson(ours + " and more", "2026-11-27T04:30:00Z") + ']' << 1;
    QTest::newRow("no list") << QByteArray("{}") << 3;
    QTest::newRow("broken off") << '[' + silenceJson(ours, "2026-11-27T06:00:00Z").left(60) << 3;
    QTest::newRow("a page") << QByteArray("<html>") << 3;
}

void tst_mute::whatIsInForce()
{
    QFETCH(QByteArray, silences);
    QFETCH(int, exit);
    Alertmanager there;
    there.silences = silences;
    const Said said = there.says(checking);
    QCOMPARE(static_cast<int>(said.exit), exit);
    QVERIFY(there.changes().empty());
}

void tst_mute::nothingIsWrittenForMoreThanWasShown()
{
    Alertmanager there;
    there.alerts = '[' + alertJson + ',' + alertJson + ']';
    QCOMPARE(there.says(writing).exit, Exit::Failed);
    QVERIFY(there.changes().empty());
    const Said said = there.says(writing + QStringList{QStringLiteral("--at-most"), QStringLiteral("2")});
    QCOMPARE(said.exit, Exit::Done);
    QCOMPARE(there.changes(), std::vector<QByteArray>{"POST /api/v2/silences"});
}

void tst_mute::whatIsNotThereIsNotSilenced()
{
    for (const char *alerts : {"[]", "<html>", "[{}"}) {
        Alertmanager there;
        there.alerts = alerts;
        QCOMPARE(there.says(writing).exit, Exit::Failed);
        QVERIFY(there.changes().empty());
    }
}

void tst_mute::aRefusalIsSaid()
{
    Alertmanager there;
    there.status = "400 Bad Request";
    const Said said = there.says(writing);
    QCOMPARE(said.exit, Exit::Failed);
    QVERIFY(said.out.contains(QLatin1String("answered 400")));
}

void tst_mute::othersSilencesAreLeftAlone()
{
    Alertmanager there;
    there.silences = '[' + silenceJson("x", "2026-11-27T06:00:00Z") + ']';
    QCOMPARE(there.says(expiring).exit, Exit::Failed);
    QVERIFY(there.changes().empty());
    there.silences = "[]";
    QCOMPARE(there.says(expiring).exit, Exit::Done);
}

void tst_mute::ownOnesAreExpired()
{
    Alertmanager there;
    there.silences = '[' + silenceJson("x [signalbox run 0123456789ab]", "2026-11-27T06:00:00Z") + ']';
    QCOMPARE(there.says(expiring).exit, Exit::Done);
    QCOMPARE(there.changes(), std::vector<QByteArray>{"DELETE /api/v2/silence/a%2Fb"});
    there.status = "500 Internal Server Error";
    QCOMPARE(there.says(expiring).exit, Exit::Failed);
}

void tst_mute::badInputIsNoAnswer_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("no URL") << QStringList{QStringLiteral("ftp://x"), QStringLiteral("a=b")};
    QTest::newRow("no label") << QStringList{QStringLiteral("http://127.0.0.1:1/"), QStringLiteral("a")};
    QTest::newRow("no value") << QStringList{QStringLiteral("http://127.0.0.1:1/"), QStringLiteral("a=")};
}

// A probe that ends with 1 says that it is not so, and something is sent.
void tst_mute::badInputIsNoAnswer()
{
    QFETCH(QStringList, words);
    QCOMPARE(say(QStringList{QStringLiteral("mute")} + words + checking).exit, Exit::Unknown);
    QCOMPARE(say(QStringList{QStringLiteral("mute"), QStringLiteral("http://127.0.0.1:1/"), QStringLiteral("a=b"),
                             QStringLiteral("--check"), QStringLiteral("--for"), QStringLiteral("8d")})
                 .exit,
             Exit::Unknown);
}

SIGNALBOX_TEST(tst_mute)
} // namespace tst_mute

#include "tst_mute.moc"
