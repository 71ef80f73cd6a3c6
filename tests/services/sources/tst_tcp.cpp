// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <support/proberun.h>
#include <support/scriptedpeer.h>
#include <support/testprogram.h>

namespace tst_tcp
{
using namespace signalbox;

namespace
{
struct Running : ProbeRun {
    explicit Running(const std::string &url, const std::function<void(SourceDeclaration &)> &change = {})
        : ProbeRun("tcp", url, change)
    {
    }
};

/// A server that says something to whoever connects, and perhaps hangs up.
class Greeter
{
public:
    explicit Greeter(const QByteArray &greeting, bool hangsUp = false)
    {
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this, greeting, hangsUp] {
            QTcpSocket *socket = m_server.nextPendingConnection();
            ++connections;
            socket->write(greeting);
            if (hangsUp)
                socket->disconnectFromHost();
        });
        m_server.listen(QHostAddress(QHostAddress::LocalHost));
    }
    [[nodiscard]] std::string url(const std::string &scheme = "tcp") const
    {
        return scheme + "://127.0.0.1:" + std::to_string(m_server.serverPort());
    }
    [[nodiscard]] std::string peer() const { return "127.0.0.1:" + std::to_string(m_server.serverPort()); }
    void close() { m_server.close(); }

    int connections = 0;

private:
    QTcpServer m_server;
};

std::function<void(SourceDeclaration &)> expecting(const std::string &text,
                                                   Milliseconds deadline = Milliseconds(20'000))
{
    return [text, deadline](SourceDeclaration &declared) {
        declared.expect = text;
        declared.deadline = deadline;
    };
}
} // namespace

class TcpTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Lost if it fails: an open port is told as closed, or the other way round.
    void aPortThatAnswersIsWell()
    {
        const Greeter server("");
        const Running run(server.url());
        QTRY_VERIFY_WITH_TIMEOUT(run.hasLooked(), 30000);
        QCOMPARE(run.error(), std::string());
        QCOMPARE(run.number("probe_success"), 1.0);
        QCOMPARE(run.number("up"), 1.0);
        QCOMPARE(run.said.text(panel, "scrape_url"), server.url());
        QVERIFY(!run.said.last(panel, "probe_ssl_earliest_cert_expiry"));
    }

    void aClosedPortIsSaid()
    {
        Greeter server("");
        const std::string url = server.url();
        const std::string peer = server.peer();
        server.close();
        const Running run(url);
        QTRY_VERIFY_WITH_TIMEOUT(run.hasLooked(), 30000);
        QCOMPARE(run.error(), "connection refused by " + peer);
        QCOMPARE(run.number("probe_success"), 0.0);
        QCOMPARE(run.number("up"), 0.0);
        QCOMPARE(run.said.text(panel, "scrape_error"), run.error());
    }

    // Lost if it fails: a port that is open passes for a service that works.
    void theGreetingIsCompared_data()
    {
        QTest::addColumn<QByteArray>("greeting");
        QTest::addColumn<bool>("hangsUp");
        QTest::addColumn<QByteArray>("error");
        QTest::newRow("as expected") << QByteArray("220 mail.example.net ESMTP\r\n") << false << QByteArray();
        QTest::newRow("as expected, without a line's end") << QByteArray("220 ") << false << QByteArray();
        QTest::newRow("other") << QByteArray("554 <b>go away</b>\r\n") << false
                               << QByteArray("PEER greets otherwise: 554 <b>go away</b>");
        QTest::newRow("binary") << QByteArray("\x16\x03\x01\x00", 4) << false << QByteArray("PEER greets otherwise: ");
        QTest::newRow("hangs up at once")
            << QByteArray() << true << QByteArray("PEER closed the connection before it greeted as expected");
        QTest::newRow("hangs up in the middle")
            << QByteArray("22") << true << QByteArray("PEER closed the connection before it greeted as expected");
        QTest::newRow("floods") << QByteArray(10'000'000, 'x') << false
                                << QByteArray("PEER greets otherwise: " + QByteArray(80, 'x'));
    }
    void theGreetingIsCompared()
    {
        QFETCH(QByteArray, greeting);
        QFETCH(bool, hangsUp);
        QFETCH(QByteArray, error);
        const Greeter server(greeting, hangsUp);
        const Running run(server.url(), expecting("220 "));
        QTRY_VERIFY_WITH_TIMEOUT(run.hasLooked(), 30000);
        error.replace("PEER", QByteArray::fromStdString(server.peer()));
        QVERIFY2(error.endsWith(": ") ? run.error().starts_with(error.toStdString())
                                      : run.error() == error.toStdString(),
                 run.error().c_str());
        QCOMPARE(run.number("probe_success"), error.isEmpty() ? 1.0 : 0.0);
        QCOMPARE(run.number("up"), 1.0);
    }

    // Lost if it fails: a service that accepts and then hangs is waited for, for ever.
    void silenceIsSaid()
    {
        const Greeter server("");
        const Running run(server.url(), expecting("220 ", Milliseconds(300)));
        QTRY_VERIFY_WITH_TIMEOUT(run.hasLooked(), 30000);
        QCOMPARE(run.error(), "no greeting as expected from " + server.peer() + " within 0.3 s");
        QCOMPARE(run.number("up"), 1.0);
    }

    // Lost if it fails: plain text passes for TLS.
    void whatSpeaksNoTlsIsSaid()
    {
        const Greeter server("220 plain\r\n");
        const Running run(server.url("tls"));
        QTRY_VERIFY_WITH_TIMEOUT(run.hasLooked(), 30000);
        QVERIFY2(run.error().starts_with("no TLS with " + server.peer()), run.error().c_str());
        QCOMPARE(run.number("up"), 1.0);
    }

    // Lost if it fails: a source that is removed in the middle of a look takes the console along.
    void itMayEndInTheMiddle()
    {
        const Greeter server("");
        Running run(server.url(), expecting("220 "));
        QTRY_COMPARE_WITH_TIMEOUT(server.connections, 1, 30000);
        run.source.reset();
        QCoreApplication::processEvents();
        QVERIFY(!run.hasLooked());
    }
};

SIGNALBOX_TEST(TcpTest)
} // namespace tst_tcp

#include "tst_tcp.moc"
