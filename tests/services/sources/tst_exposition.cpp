// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <sys/resource.h>

#include <support/saycollector.h>
#include <support/scriptedpeer.h>
#include <support/testprogram.h>

namespace tst_exposition
{
using namespace signalbox;

namespace
{
const Subject host1{"host", "host1"};
const Subject host2{"host", "host2"};
const QByteArray good = "# TYPE node_load1 gauge\nnode_load1 0.5\nnode_filesystem_size_bytes{mountpoint=\"/\"} 1000\n";

/// A source over some targets, with what it says.
struct Running {
    SayCollector said;
    ManualClock clock{Moment(Milliseconds(1'000'000))};
    std::unique_ptr<Source> source;

    explicit Running(std::vector<Target> targets, const std::function<void(SourceDeclaration &)> &change = {})
    {
        SourceDeclaration declared;
        declared.name = "node";
        declared.type = "exposition";
        declared.interval = Milliseconds(200);
        declared.deadline = Milliseconds(150);
        declared.targets = std::move(targets);
        if (change)
            change(declared);
        for (const SourceType *part : sources::all()) {
            if (part->id == "exposition")
                source = part->start(declared, said, clock);
        }
    }
    [[nodiscard]] std::string error(const Subject &subject = host1) const { return said.text(subject, "scrape_error"); }
};

SourceDeclaration *patient(SourceDeclaration &declared)
{
    declared.interval = Milliseconds(20000);
    declared.deadline = Milliseconds(15000);
    return &declared;
}
const auto withPatience = [](SourceDeclaration &declared) { patient(declared); };
} // namespace

class ExpositionTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Lost if it fails: no exporter is watched at all.
    void saysWhatTheExporterAnswers()
    {
        ScriptedPeer peer(ScriptedPeer::answering(good + "odd NaN\nhigh +Inf\n"));
        Running run({{host1, peer.url()}});
        QTRY_COMPARE(run.said.number(host1, "up"), 1.0);
        QCOMPARE(run.said.number(host1, "node_load1"), 0.5);
        QCOMPARE(run.said.number(host1, "node_filesystem_size_bytes", {{"mountpoint", "/"}}), 1000.0);
        QVERIFY(std::isnan(run.said.number(host1, "odd").value_or(0)));
        QCOMPARE(run.said.number(host1, "high"), HUGE_VAL);
        QCOMPARE(run.said.number(host1, "scrape_samples_scraped"), 4.0);
        QCOMPARE(run.said.number(host1, "scrape_samples_left_out"), 0.0);
        QCOMPARE(run.said.text(host1, "scrape_url"), peer.url());
        QCOMPARE(run.error(), std::string());
        QCOMPARE(run.said.last(host1, "node_load1")->at, run.clock.now());
        for (const SayCollector::Series &series : run.said.declared) {
            QCOMPARE(series.interval, Milliseconds(200));
            if (series.metric == "node_filesystem_size_bytes")
                QCOMPARE(series.unit, std::string("bytes"));
        }
    }

    // Lost if it fails: each look costs the exporter a new connection.
    void keepsTheConnection()
    {
        ScriptedPeer peer(ScriptedPeer::answering(good));
        Running run({{host1, peer.url()}});
        QTRY_VERIFY(run.said.times(host1, "up") >= 4);
        QCOMPARE(peer.connections, 1);
        QVERIFY(peer.requests.front().contains("Host: 127.0.0.1:" + QByteArray::number(peer.port())));
        QVERIFY(peer.requests.front().contains("application/openmetrics-text"));
    }

    // Lost if it fails: half an answer, or something that is no answer, passes for the truth; or nobody is told why it
    // was refused.
    void whatIsNoWholeAnswerIsRefusedAsAWhole_data()
    {
        QTest::addColumn<QByteArray>("raw");
        QTest::addColumn<QString>("error");
        const QByteArray ok = "HTTP/1.1 200 OK\r\n";
        const QByteArray text = ok + "Content-Type: text/plain\r\n";
        const auto row = [](const char *name, const QByteArray &raw, const char *error) {
            QTest::newRow(name) << raw << QString::fromLatin1(error);
        };
        row("cut off in a line", text + "\r\nnode_load1 0.5\nnode_load5 0.",
            "the answer is cut off in the middle of a line");
        row("no EOF", ok + "Content-Type: application/openmetrics-text; version=1.0.0\r\n\r\nnode_load1 0.5\n",
            "the answer is cut off: no # EOF");
        row("shorter than announced", text + "Content-Length: 100\r\n\r\nnode_load1 0.5\n",
            "PEER closed the connection before the answer was complete");
        row("chunks that stop", text + "Transfer-Encoding: chunked\r\n\r\nf\r\nnode_load1 0.5\n\r\n",
            "PEER closed the connection before the answer was complete");
        row("a web page", ok + "Content-Type: text/html; charset=utf-8\r\n\r\n<html>node_load1 0.5</html>\n",
            "the answer is text/html and no metrics. Is the path right?");
        row("JSON", ok + "Content-Type: application/json\r\n\r\n{}\n",
            "the answer is application/json and no metrics. Is the path right?");
        row("nothing", text + "Content-Length: 0\r\n\r\n", "the answer is empty. Is the path right?");
        row("bad line", text + "\r\nnode_load1 0.5\nnode_load5 x\n",
            "line 2 of the answer: the value of node_load5 is no number");
        row("error", "HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain\r\n\r\nnode_load1 0.5\n",
            "PEER answered 503 Service Unavailable");
        row("not found", "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "PEER answered 404 Not Found");
        row("wants a password",
            "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n",
            "PEER answered 401 Unauthorized");
        row("no content", "HTTP/1.1 204 No Content\r\n\r\n", "PEER answered 204 No Content");
        row("closed at once", "", "PEER closed the connection before the answer was complete");
        row("packed otherwise", text + "Content-Encoding: br\r\n\r\nnode_load1 0.5\n",
            "the answer is packed as br, which was not asked for");
        row("gzip that is none", text + "Content-Encoding: gzip\r\n\r\nnode_load1 0.5\n",
            "the answer is said to be gzip and is not");
        row("another scheme", "HTTP/1.1 302 Found\r\nLocation: https://192.0.2.1/metrics\r\nContent-Length: 0\r\n\r\n",
            "redirected to https://192.0.2.1/metrics, which is another server; put it into the estate file if it is "
            "right");
        row("a file", "HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n",
            "redirected to file:///etc/passwd, which is another server; put it into the estate file if it is right");
        row("in a circle", "HTTP/1.1 302 Found\r\nLocation: /metrics\r\nContent-Length: 0\r\n\r\n",
            "PEER redirects in a circle");
    }
    void whatIsNoWholeAnswerIsRefusedAsAWhole()
    {
        QFETCH(QByteArray, raw);
        QFETCH(QString, error);
        ScriptedPeer peer(ScriptedPeer::sendingRaw(raw));
        Running run({{host1, peer.url()}}, withPatience);
        QTRY_COMPARE(run.said.number(host1, "up"), 0.0);
        error.replace(QStringLiteral("PEER"), QStringLiteral("127.0.0.1:%1").arg(peer.port()));
        QCOMPARE(QString::fromStdString(run.error()), error);
        QVERIFY(!run.said.number(host1, "node_load1"));
    }

    // Lost if it fails: a redirected exporter is not watched though it answers.
    void redirectionOnTheSameServerIsFollowed()
    {
        ScriptedPeer peer([](QTcpSocket &socket, const QByteArray &head) {
            if (head.startsWith("GET /metrics "))
                socket.write("HTTP/1.1 301 Moved\r\nLocation: /metrics/\r\nContent-Length: 0\r\n\r\n");
            else
                ScriptedPeer::answering(good)(socket, head);
        });
        Running run({{host1, peer.url()}});
        QTRY_COMPARE(run.said.number(host1, "up"), 1.0);
    }

    // Lost if it fails: a stopped exporter looks alive, or the operator reads "error 1".
    void refusedConnectionIsSaidInWords()
    {
        auto peer = std::make_unique<ScriptedPeer>(ScriptedPeer::answering(good));
        const std::string address = "127.0.0.1:" + std::to_string(peer->port());
        Running run({{host1, peer->url()}});
        QTRY_COMPARE(run.said.number(host1, "up"), 1.0);
        peer->stop();
        QTRY_COMPARE(run.said.number(host1, "up"), 0.0);
        QTRY_COMPARE(run.error(), "connection refused by " + address);
        const std::size_t said = run.said.times(host1, "node_load1");
        const std::size_t up = run.said.times(host1, "up");
        QTRY_VERIFY(run.said.times(host1, "up") >= up + 3); // said again and again, and nothing old is repeated
        QCOMPARE(run.said.times(host1, "node_load1"), said);
    }

    // Lost if it fails: a frozen exporter is never noticed, or hides the state of all others.
    void aSilentTargetDelaysNoOther()
    {
        ScriptedPeer frozen(ScriptedPeer::silence());
        ScriptedPeer peer(ScriptedPeer::answering(good));
        Running run({{host1, frozen.url()}, {host2, peer.url()}});
        QTRY_COMPARE(run.said.number(host1, "up"), 0.0);
        QCOMPARE(run.error(), "no answer from 127.0.0.1:" + std::to_string(frozen.port()) + " within 0.15 s");
        QTRY_VERIFY(run.said.times(host2, "up") >= 10);
        QCOMPARE(run.said.number(host2, "up"), 1.0);
        // Asked more seldom, said as often.
        QTRY_VERIFY(QByteArray::fromStdString(run.error()).endsWith("(now asked every 4th time)"));
        const std::size_t asked = frozen.requests.size();
        const std::size_t said = run.said.times(host1, "up");
        QTRY_VERIFY(run.said.times(host1, "up") >= said + 8);
        QVERIFY(frozen.requests.size() <= asked + 3);
        // And it is back as soon as it answers.
        frozen.setScript(ScriptedPeer::answering(good));
        QTRY_COMPARE(run.said.number(host1, "up"), 1.0);
        QCOMPARE(run.error(), std::string());
    }

    // Lost if it fails: an exporter that trickles keeps its target's state unsaid for hours.
    void aTricklingAnswerMeetsTheTotalDeadline()
    {
        ScriptedPeer peer([](QTcpSocket &socket, const QByteArray &) {
            socket.write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n");
            auto *timer = new QTimer(&socket);
            QObject::connect(timer, &QTimer::timeout, &socket, [&socket] { socket.write("a"); });
            timer->start(10);
        });
        Running run({{host1, peer.url()}});
        QTRY_COMPARE(run.said.number(host1, "up"), 0.0);
        QCOMPARE(run.error(),
                 "the answer of 127.0.0.1:" + std::to_string(peer.port()) + " was not complete within 0.15 s");
        QTRY_COMPARE(peer.closedByClient, 1);
    }

    // Lost if it fails: one broken exporter takes all memory of the console.
    void anEndlessAnswerIsCutOff()
    {
        ScriptedPeer peer([](QTcpSocket &socket, const QByteArray &) {
            socket.write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n");
            const auto more = [&socket] { socket.write(QByteArray("a 1\n").repeated(65536)); };
            QObject::connect(&socket, &QTcpSocket::bytesWritten, &socket, [&socket, more] {
                if (socket.bytesToWrite() == 0)
                    more();
            });
            more();
        });
        Running run({{host1, peer.url()}}, withPatience);
        QTRY_COMPARE_WITH_TIMEOUT(run.said.number(host1, "up"), 0.0, 30000);
        QCOMPARE(run.error(), std::string("the answer is larger than 32 MB"));
        QTRY_COMPARE_WITH_TIMEOUT(peer.closedByClient, 1, 30000);
    }

    // Lost if it fails: an exporter with a million series fills the recording, and nobody is told what is missing.
    void aMillionLinesAreCountedAndCapped()
    {
        QByteArray body;
        for (int i = 0; i < 1'000'000; ++i)
            body += "m{n=\"" + QByteArray::number(i) + "\"} 1\n";
        ScriptedPeer peer(ScriptedPeer::answering(body));
        Running run({{host1, peer.url()}}, withPatience);
        QTRY_COMPARE_WITH_TIMEOUT(run.said.number(host1, "up"), 1.0, 30000);
        QCOMPARE(run.said.number(host1, "scrape_samples_scraped"), 1'000'000.0);
        QCOMPARE(run.said.number(host1, "scrape_samples_left_out"), 998'000.0);
        QCOMPARE(run.said.number(host1, "scrape_samples_over_cap"), 998'000.0);
        QCOMPARE(run.said.number(host1, "m", {{"n", "1999"}}), 1.0);
        QVERIFY(!run.said.number(host1, "m", {{"n", "2000"}}));
    }

    // Lost if it fails: `keep` in the estate file is not heeded.
    void onlyWhatIsNamedIsKept()
    {
        ScriptedPeer peer(ScriptedPeer::answering(good));
        Running run({{host1, peer.url()}}, [](SourceDeclaration &declared) { declared.keep = {"node_filesystem_*"}; });
        QTRY_COMPARE(run.said.number(host1, "up"), 1.0);
        QVERIFY(run.said.number(host1, "node_filesystem_size_bytes", {{"mountpoint", "/"}}));
        QVERIFY(!run.said.number(host1, "node_load1"));
        QCOMPARE(run.said.number(host1, "scrape_samples_left_out"), 1.0);
        QCOMPARE(run.said.number(host1, "scrape_samples_over_cap"), 0.0);
    }

    // Lost if it fails: a host with two exporters shows only the state of one of them.
    void twoTargetsOfOneSubjectAreToldApart()
    {
        ScriptedPeer peer(ScriptedPeer::answering(good));
        ScriptedPeer frozen(ScriptedPeer::silence());
        Running run({{host1, peer.url()}, {host1, frozen.url()}});
        QTRY_COMPARE(run.said.number(host1, "up", {{"instance", peer.url()}}), 1.0);
        QTRY_COMPARE(run.said.number(host1, "up", {{"instance", frozen.url()}}), 0.0);
        QVERIFY(run.said.number(host1, "node_load1", {{"instance", peer.url()}}));
    }

    // Lost if it fails: a typing error in the estate file leaves a target unwatched without a word.
    void impossibleAddressesAndAuthoritiesAreSaid()
    {
        Running noWeb({{host1, "ftp://127.0.0.1/metrics"}});
        QTRY_COMPARE(noWeb.said.number(host1, "up"), 0.0);
        QCOMPARE(noWeb.error(), std::string("this is no http or https address: ftp://127.0.0.1/metrics"));

        Running noFile({{host1, "https://127.0.0.1:1/metrics"}},
                       [](SourceDeclaration &declared) { declared.certificateAuthority = "/nonexistent/ca.pem"; });
        QTRY_COMPARE(noFile.said.number(host1, "up"), 0.0);
        QCOMPARE(
            noFile.error(),
            std::string("the certificate authority /nonexistent/ca.pem cannot be read: No such file or directory"));
    }

    // Lost if it fails: the console cannot watch a middling estate by itself.
    void aThousandTargetsAreAskedFromOneThread()
    {
        struct rlimit descriptors = {};
        QCOMPARE(getrlimit(RLIMIT_NOFILE, &descriptors), 0);
        if (descriptors.rlim_max < 4096)
            QSKIP("this machine allows a process fewer connections than the test makes at both ends");
        descriptors.rlim_cur = 1024; // what a login shell gets
        QCOMPARE(setrlimit(RLIMIT_NOFILE, &descriptors), 0);
        ScriptedPeer peer(ScriptedPeer::answering(good), QHostAddress(QHostAddress::AnyIPv4));
        std::vector<Target> targets;
        for (int i = 0; i < 1000; ++i) {
            const std::string address = "127.1." + std::to_string(i / 250) + '.' + std::to_string(i % 250 + 1);
            targets.push_back({{"host", "h" + std::to_string(i)}, peer.url("/metrics", address)});
        }
        Running run(targets, withPatience);
        const auto answered = [&run, &targets] {
            return std::count_if(targets.begin(), targets.end(),
                                 [&run](const Target &target) { return run.said.number(target.subject, "up") == 1.0; });
        };
        QTRY_COMPARE_WITH_TIMEOUT(answered(), 1000, 40000);
    }

    // Lost if it fails: closing the window, or reloading the estate, while requests are out crashes.
    void aSourceMayGoInTheMiddleOfAnAnswer()
    {
        ScriptedPeer peer(ScriptedPeer::silence());
        {
            Running run({{host1, peer.url()}});
            QTRY_COMPARE(peer.requests.size(), std::size_t(1));
        }
        QTRY_COMPARE(peer.closedByClient, 1);
    }
};

SIGNALBOX_TEST(ExpositionTest)
} // namespace tst_exposition

#include "tst_exposition.moc"
