// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <support/proberun.h>
#include <support/scriptedpeer.h>
#include <support/testprogram.h>

namespace tst_http
{
using namespace signalbox;

namespace
{
struct Running : ProbeRun {
    explicit Running(const std::string &url, const std::function<void(SourceDeclaration &)> &change = {})
        : ProbeRun("http", url, change)
    {
    }
};

ScriptedPeer::Script saying(const QByteArray &status, const QByteArray &headers = {}, const QByteArray &body = "hello")
{
    return ScriptedPeer::sendingRaw("HTTP/1.1 " + status + "\r\n" + headers +
                                    "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
}
} // namespace

class HttpTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Lost if it fails: a site that is down is drawn as well, or the other way round.
    void theAnswerIsJudged_data()
    {
        QTest::addColumn<QByteArray>("raw");
        QTest::addColumn<int>("right");
        QTest::addColumn<QByteArray>("expect");
        QTest::addColumn<double>("status");
        QTest::addColumn<QByteArray>("error");
        const auto answer = [](const QByteArray &status, const QByteArray &body = "hello") {
            return "HTTP/1.1 " + status + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
        };
        QTest::newRow("well") << answer("200 OK") << 0 << QByteArray() << 200.0 << QByteArray();
        QTest::newRow("no content") << answer("204 No Content", "") << 0 << QByteArray() << 204.0 << QByteArray();
        QTest::newRow("error") << answer("500 Oh <b>no</b>") << 0 << QByteArray() << 500.0
                               << QByteArray("PEER answered 500 Oh <b>no</b>");
        QTest::newRow("as it should be") << answer("401 Unauthorized") << 401 << QByteArray() << 401.0 << QByteArray();
        QTest::newRow("200 where 401 is right")
            << answer("200 OK") << 401 << QByteArray() << 200.0 << QByteArray("PEER answered 200 OK");
        QTest::newRow("the text is there")
            << answer("200 OK", "a hello b") << 0 << QByteArray("hello") << 200.0 << QByteArray();
        QTest::newRow("200 with an error page") << answer("200 OK", "database down") << 0 << QByteArray("hello")
                                                << 200.0 << QByteArray("the page does not contain \"hello\"");
        QTest::newRow("half a page") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nhello") << 0
                                     << QByteArray("hello") << 200.0
                                     << QByteArray("PEER closed the connection before the answer was complete");
        QTest::newRow("no HTTP") << QByteArray("220 mail\r\n\r\n") << 0 << QByteArray() << 0.0 << QByteArray("*");
        QTest::newRow("nothing") << QByteArray() << 0 << QByteArray() << 0.0 << QByteArray("*");
    }
    void theAnswerIsJudged()
    {
        QFETCH(QByteArray, raw);
        QFETCH(int, right);
        QFETCH(QByteArray, expect);
        QFETCH(double, status);
        QFETCH(QByteArray, error);
        const ScriptedPeer peer(ScriptedPeer::sendingRaw(raw));
        const Running run(peer.url("/"), [&](SourceDeclaration &declared) {
            declared.status = static_cast<std::uint32_t>(right);
            declared.expect = expect.toStdString();
        });
        QTRY_VERIFY_WITH_TIMEOUT(run.hasLooked(), 30000);
        error.replace("PEER", "127.0.0.1:" + QByteArray::number(peer.port()));
        if (error == "*")
            QVERIFY(!run.error().empty());
        else
            QCOMPARE(run.error(), error.toStdString());
        QCOMPARE(run.number("probe_success"), error.isEmpty() ? 1.0 : 0.0);
        QCOMPARE(run.number("probe_http_status_code"), status);
        QCOMPARE(run.number("up"), 1.0);
    }

    // Lost if it fails: nobody learns where a page leads to, or a circle is followed for ever.
    void redirectionsAreFollowedAndCounted()
    {
        ScriptedPeer other(saying("200 OK"));
        ScriptedPeer peer(saying("302 Found", "Location: " + QByteArray::fromStdString(other.url("/x")) + "\r\n"));
        const Running run(peer.url("/"));
        QTRY_VERIFY_WITH_TIMEOUT(run.hasLooked(), 30000);
        QCOMPARE(run.error(), std::string());
        QCOMPARE(run.number("probe_http_redirects"), 1.0);
        QVERIFY(other.requests.front().startsWith("GET /x "));

        peer.setScript(saying("302 Found", "Location: /\r\n"));
        const Running circle(peer.url("/"));
        QTRY_VERIFY_WITH_TIMEOUT(circle.hasLooked(), 30000);
        QCOMPARE(circle.error(), "redirected more than ten times, the last time to " + peer.url("/"));

        peer.setScript(saying("302 Found", "Location: file:///etc/passwd\r\n"));
        const Running file(peer.url("/"));
        QTRY_VERIFY_WITH_TIMEOUT(file.hasLooked(), 30000);
        QCOMPARE(file.error(), std::string("redirected to file:///etc/passwd, which is no web address"));

        const Running wanted(peer.url("/"), [](SourceDeclaration &declared) { declared.status = 302; });
        QTRY_VERIFY_WITH_TIMEOUT(wanted.hasLooked(), 30000);
        QCOMPARE(wanted.error(), std::string());
    }

    // Lost if it fails: a connection that was kept hides that nobody new gets in, or shows yesterday's certificate.
    void eachLookIsAConnectionOfItsOwn()
    {
        ScriptedPeer peer(ScriptedPeer::answering("hello", "Connection: keep-alive\r\n"));
        const Running run(peer.url("/"), [](SourceDeclaration &declared) { declared.interval = Milliseconds(100); });
        QTRY_VERIFY_WITH_TIMEOUT(run.said.flushes >= 3, 30000);
        QVERIFY2(peer.connections >= 3, QByteArray::number(peer.connections).constData());
    }

    // Lost if it fails: a server is asked by its address for a site that it does not know.
    void theServersNameIsAskedFor()
    {
        ScriptedPeer peer(saying("200 OK"));
        const Running run(peer.url("/"), [](SourceDeclaration &declared) { declared.serverName = "www.example.net"; });
        QTRY_VERIFY_WITH_TIMEOUT(run.hasLooked(), 30000);
        QVERIFY2(peer.requests.front().contains("Host: www.example.net:" + QByteArray::number(peer.port())),
                 peer.requests.front().constData());
    }

    // Lost if it fails: a server that hangs is waited for, for ever.
    void silenceIsSaid()
    {
        ScriptedPeer peer(ScriptedPeer::silence());
        const Running run(peer.url("/"), [](SourceDeclaration &declared) { declared.deadline = Milliseconds(300); });
        QTRY_VERIFY_WITH_TIMEOUT(run.hasLooked(), 30000);
        QCOMPARE(run.error(), "no answer from 127.0.0.1:" + std::to_string(peer.port()) + " within 0.3 s");
        QCOMPARE(run.number("probe_http_status_code"), 0.0);
        QCOMPARE(run.number("up"), 0.0);
    }

    void refusalIsSaid()
    {
        ScriptedPeer peer(ScriptedPeer::silence());
        const std::string url = peer.url("/");
        peer.stop();
        const Running run(url);
        QTRY_VERIFY_WITH_TIMEOUT(run.hasLooked(), 30000);
        QCOMPARE(run.error(), "connection refused by 127.0.0.1:" + url.substr(17, url.size() - 18));
        QCOMPARE(run.number("up"), 0.0);
    }
};

SIGNALBOX_TEST(HttpTest)
} // namespace tst_http

#include "tst_http.moc"
