// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>

#include <estate/estatereader.h>
#include <support/scriptedpeer.h>
#include <support/testprogram.h>

#include "said.h"

namespace tst_init
{
using namespace signalbox;

namespace
{
constexpr char none[] = R"({"status":"success","data":{"activeTargets":[],"droppedTargets":[]}})";
constexpr char two[] =
    R"({"status":"success","data":{"activeTargets":[{"labels":{"instance":"web1:9100","job":"node","dc":"york"}},
       {"labels":{"instance":"web2:9100","job":"node","dc":"york"}}]}})";
constexpr char up[] = R"({"status":"success","data":{"resultType":"vector","result":[
       {"metric":{"__name__":"up","instance":"web1:9100","job":"node"},"value":[1,"1"]}]}})";

QByteArray http(const QByteArray &status, const QByteArray &body)
{
    return "HTTP/1.1 " + status + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}
} // namespace

class TestInit : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("XDG_CONFIG_HOME", m_folder->path().toUtf8());
    }

    // Lost if it fails: the first command that a newcomer types does not give a file that the desk opens.
    void writesWhatTheDeskOpens()
    {
        ScriptedPeer peer(ScriptedPeer::answering(two));
        const Said said = say({QStringLiteral("init"), QStringLiteral("--from-prometheus"), url(peer)});
        QCOMPARE(said.err, QString());
        QCOMPARE(said.exit, Exit::Done);
        QVERIFY(
            said.out.startsWith(QStringLiteral("wrote ") + byDefault() + QStringLiteral(": 2 hosts, 1 role, 1 site")));
        const EstateReading reading = readEstate(byDefault().toStdString());
        QVERIFY(reading.estate);
        QCOMPARE(reading.estate->subjects.size(), 2U);
        QCOMPARE(peer.requests.front().split(' ').value(1), QByteArray("/api/v1/targets?state=active"));
    }

    // Lost if it fails: running it again writes over what a person filled in.
    void aSecondTimeShowsTheDifference()
    {
        ScriptedPeer peer(ScriptedPeer::answering(two));
        const QStringList words{QStringLiteral("init"), QStringLiteral("--from-prometheus"), url(peer)};
        QCOMPARE(say(words).exit, Exit::Done);
        QCOMPARE(say(words).exit, Exit::Done); // nothing differs
        QFile file(byDefault());
        QVERIFY(file.open(QIODevice::ReadWrite));
        QByteArray text = file.readAll();
        text.replace("  web1: {address: web1, site: york", "  old: {}\n  web2: {address: web2, site: leeds");
        text.replace("  web2: {address: web2, site: york, roles: [node]}\n", "");
        file.resize(0);
        file.seek(0);
        file.write(text);
        file.close();
        const Said said = say(words);
        QCOMPARE(said.exit, Exit::Blocked);
        QVERIFY(said.out.contains(QStringLiteral("  web1: {address: web1, site: york, roles: [node]}\n")));
        QVERIFY(said.out.contains(QStringLiteral("1 host only in the file:\n  old\n")));
        QVERIFY(said.out.contains(QStringLiteral("  web2: site leeds -> york\n")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), text);
        const Said json = say(words + QStringList{QStringLiteral("--json")});
        QCOMPARE(json.exit, Exit::Blocked);
        const QJsonObject object = QJsonDocument::fromJson(json.out.toUtf8()).object();
        QCOMPARE(object.value(QStringLiteral("gone")).toArray(), QJsonArray{QStringLiteral("old")});
        QCOMPARE(undocumentedKeys(object, guideText()), QStringList());
    }

    // Lost if it fails: without a list of targets (Thanos, VictoriaMetrics) nothing can be begun.
    void withoutAListOfTargetsItAsksForUp()
    {
        for (const QByteArray &first : {http("404 Not Found", "404 page not found"), http("200 OK", none)}) {
            ScriptedPeer peer([&](QTcpSocket &socket, const QByteArray &head) {
                socket.write(head.contains("/targets") ? first : http("200 OK", up));
            });
            const Said said = say(printed(peer));
            QCOMPARE(said.exit, Exit::Done);
            QVERIFY(said.out.contains(QStringLiteral("web1: {address: web1, roles: [node]}")));
        }
    }

    // Lost if it fails: the person does not learn what is wrong, or a file is left that means nothing.
    void whatIsWrongIsOneSentence_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QString>("said");
        QTest::newRow("401") << http("401 Unauthorized", "no") << QStringLiteral(" answered 401 Unauthorized");
        QTest::newRow("html") << http("200 OK", "<html>Sign in</html>") << QStringLiteral("the answer is no JSON but");
        QTest::newRow("cut") << http("200 OK", QByteArray(two).left(80)) << QStringLiteral("cut off or damaged");
        QTest::newRow("shorter than said") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n{")
                                           << QStringLiteral("closed the connection");
        QTest::newRow("none") << http("200 OK", none) << QStringLiteral("this server has no targets");
    }
    void whatIsWrongIsOneSentence()
    {
        QFETCH(const QByteArray, answer);
        QFETCH(const QString, said);
        ScriptedPeer peer(ScriptedPeer::sendingRaw(answer));
        const Said result = say({QStringLiteral("init"), QStringLiteral("--from-prometheus"), url(peer)});
        QCOMPARE(result.exit, Exit::Failed);
        QCOMPARE(result.out, QString());
        QVERIFY2(result.err.contains(said), qPrintable(result.err));
        QCOMPARE(result.err.count(QLatin1Char('\n')), 1);
        QVERIFY(!QFile::exists(byDefault()));
    }

    // Lost if it fails: a password typed into the URL becomes part of every recording.
    void whatIsNoAddressIsRefused_data()
    {
        QTest::addColumn<QString>("url");
        QTest::newRow("secret") << QStringLiteral("http://user:hunter2@127.0.0.1:9090");
        QTest::newRow("no scheme") << QStringLiteral("prometheus:9090");
        QTest::newRow("query") << QStringLiteral("http://127.0.0.1:9090/?x=hunter2");
    }
    void whatIsNoAddressIsRefused()
    {
        QFETCH(const QString, url);
        const Said said = say({QStringLiteral("init"), QStringLiteral("--from-prometheus"), url});
        QCOMPARE(said.exit, Exit::BadInput);
        QVERIFY(!said.err.contains(QStringLiteral("hunter2")));
        QVERIFY(!QFile::exists(byDefault()));
    }

private:
    static QString url(const ScriptedPeer &peer) { return QString::fromStdString(peer.url("")); }
    static QStringList printed(const ScriptedPeer &peer)
    {
        return {QStringLiteral("init"), QStringLiteral("--from-prometheus"), url(peer), QStringLiteral("-")};
    }
    QString byDefault() const { return m_folder->filePath(QStringLiteral("signalbox/estate.yaml")); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

SIGNALBOX_TEST(TestInit)
} // namespace tst_init

#include "tst_init.moc"
