// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <support/fakeprometheus.h>
#include <support/saycollector.h>
#include <support/testprogram.h>

namespace tst_prometheus
{
using namespace signalbox;

namespace
{
const Subject self{"source", "fleet"};
const Subject web1{"host", "web1"};
const Subject web2{"host", "web2"};
constexpr double start = 1'700'000'000;

/// The source over that server, with what it says. Its clock stands until the test moves it; ticks are real.
struct Running {
    SayCollector said;
    ManualClock clock{Moment(Milliseconds(1'000'000'000))};
    std::unique_ptr<Source> source;

    explicit Running(const std::string &url, const std::function<void(SourceDeclaration &)> &change = {})
    {
        SourceDeclaration declared;
        declared.name = "fleet";
        declared.type = "prometheus";
        declared.interval = Milliseconds(1000);
        declared.deadline = Milliseconds(900);
        declared.targets = {{self, url}};
        declared.known = {{web1, ""}, {web2, "192.0.2.2"}};
        if (change)
            change(declared);
        for (const SourceType *part : sources::all()) {
            if (part->id == "prometheus")
                source = part->start(declared, said, clock);
        }
    }
    [[nodiscard]] std::string error() const { return said.text(self, "scrape_error"); }
    [[nodiscard]] std::string warning() const { return said.text(self, "prometheus_warning"); }
    [[nodiscard]] std::size_t ticks() const { return said.times(self, "up"); }
    /// When a stamp of the server is on the clock of the test, now and here.
    [[nodiscard]] Moment at(double stamp, double serverTime = start) const
    {
        return clock.now() - Milliseconds(static_cast<std::int64_t>((serverTime - stamp) * 1000));
    }
};

const Labels node{{"job", "node"}};

#define WAIT_TICKS(run, number)                                                                                        \
    do {                                                                                                               \
        const std::size_t wanted = (run).ticks() + (number);                                                           \
        QTRY_VERIFY_WITH_TIMEOUT((run).ticks() >= wanted, 30000);                                                      \
    } while (false)
} // namespace

class PrometheusTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Lost if it fails: a fleet behind Prometheus is not seen, or its values carry the age of the question.
    void saysTargetsAndValuesAsOldAsTheirSamples()
    {
        FakeServer server;
        server.up = {{FakeServer::target("web1"), start - 5}, {FakeServer::target("192.0.2.2"), start - 7, 0}};
        server.values["node_load1"] = {{FakeServer::target("web1"), start - 5, 2.5}};
        server.active = "{\"labels\":{" + FakeServer::target("192.0.2.2") +
                        "},\"health\":\"down\",\"lastError\":\"<b>refused</b>\",\"scrapeInterval\":\"15s\"}";
        Running run(server.peer.url(""));
        QTRY_COMPARE_WITH_TIMEOUT(run.said.number(self, "up"), 1.0, 30000);
        QCOMPARE(run.error(), std::string());
        QCOMPARE(run.said.number(web1, "target_up", node), 1.0);
        QCOMPARE(run.said.last(web1, "target_up", node)->at, run.at(start - 5));
        QCOMPARE(run.said.number(web2, "target_up", node), 0.0);
        QCOMPARE(run.said.text(web2, "target_error", node), std::string("<b>refused</b>"));
        QCOMPARE(run.said.number(web1, "node_load1"), 2.5);
        QCOMPARE(run.said.last(web1, "node_load1")->at, run.at(start - 5));
        QCOMPARE(run.said.number(self, "prometheus_targets", {{"state", "up"}}), 1.0);
        QCOMPARE(run.said.number(self, "prometheus_targets", {{"state", "down"}}), 1.0);
        QCOMPARE(run.said.number(self, "prometheus_targets_dropped"), 3.0);
        QCOMPARE(run.said.number(self, "prometheus_query_series", {{"query", "node_load1"}}), 1.0);
        QVERIFY(!run.said.number(web1, "up")); // that is this source's own word
        // All of one evaluation.
        QVERIFY(server.times.front().isEmpty());
        for (const QString &time : server.times.mid(1))
            QCOMPARE(time, QStringLiteral("1700000000.000"));
    }

    // Lost if it fails: the server is asked for its whole fleet at each tick.
    void asksByAggregatesAndBelievesThemWhereTheyAddUp()
    {
        FakeServer server;
        server.up = {{FakeServer::target("web1")}, {FakeServer::target("web2")}};
        Running run(server.peer.url(""));
        QTRY_COMPARE_WITH_TIMEOUT(run.said.number(self, "up"), 1.0, 30000);
        WAIT_TICKS(run, 1); // after the list of targets came the whole roll is looked at once more
        server.queries.clear();
        server.time = start + 15;
        server.up[0].stamp = start + 14;
        server.up[1] = {FakeServer::target("web2"), start + 12, 0};
        WAIT_TICKS(run, 2);
        for (const QByteArray &query : server.queries)
            QVERIFY2(!query.contains("\"all\""), query.constData());
        QCOMPARE(run.said.number(web1, "target_up", node), 1.0);
        QCOMPARE(run.said.last(web1, "target_up", node)->at, run.at(start + 14, start + 15));
        QCOMPARE(run.said.number(web2, "target_up", node), 0.0);
        // One more: the numbers no longer add up, and the roll is listed afresh.
        server.up.append({FakeServer::target("web3")});
        QTRY_COMPARE_WITH_TIMEOUT(run.said.number({"host", "web3"}, "target_up", node), 1.0, 30000);
    }

    // Lost if it fails: a series that stopped looks alive for as long as the server looks back, five minutes.
    void aSeriesThatStoppedGrowsOld()
    {
        FakeServer server;
        server.up = {{FakeServer::target("web1"), start - 1}};
        Running run(server.peer.url(""));
        QTRY_COMPARE_WITH_TIMEOUT(run.said.number(web1, "target_up", node), 1.0, 30000);
        const Moment was = run.said.last(web1, "target_up", node)->at;
        server.time = start + 200;
        run.clock.advance(std::chrono::seconds(200));
        WAIT_TICKS(run, 2);
        QCOMPARE(run.said.last(web1, "target_up", node)->at, was);
    }

    // Lost if it fails: what the server complains of is not shown, or one bad query takes the others with it.
    void anErrorOfOneQueryIsSaidAndHoldsUpNoOther()
    {
        FakeServer server;
        server.up = {{FakeServer::target("web1")}};
        server.failing = "node_load1";
        server.values["node_load5"] = {{FakeServer::target("web1"), start, 3}};
        Running run(server.peer.url(""));
        QTRY_COMPARE_WITH_TIMEOUT(run.said.number(web1, "node_load5"), 3.0, 30000);
        QTRY_COMPARE_WITH_TIMEOUT(run.said.number(self, "up"), 1.0, 30000);
        QCOMPARE(run.error(), "node_load1: 127.0.0.1:" + std::to_string(server.peer.port()) +
                                  " answered 422 Unprocessable Entity: the server says execution: too many samples");
        QVERIFY(!run.said.number(self, "prometheus_query_series", {{"query", "node_load1"}}));
    }

    // Lost if it fails: a part of a federation that is away makes hosts disappear instead of grow old.
    void aPartialAnswerEndsNothing()
    {
        FakeServer server;
        server.up = {{FakeServer::target("web1")}, {FakeServer::target("web2")}};
        server.hasTargets = false;
        Running run(server.peer.url(""));
        QTRY_COMPARE_WITH_TIMEOUT(run.said.number(web2, "target_up", node), 1.0, 30000);
        server.warnings = "store york did not answer";
        server.up.removeLast();
        run.clock.advance(std::chrono::hours(2));
        server.time += 7200;
        server.up[0].stamp = server.time;
        const std::size_t said = run.said.times(web2, "target_up", node);
        WAIT_TICKS(run, 2);
        QVERIFY(run.warning().find("store york did not answer") != std::string::npos);
        QCOMPARE(run.said.times(web2, "target_up", node), said);
        // Whole again, and still not there after more than an hour: gone.
        server.warnings.clear();
        run.clock.advance(std::chrono::minutes(10)); // a sweep, after which the whole roll is looked at
        QTRY_COMPARE_WITH_TIMEOUT(run.said.last(web2, "target_up", node)->kind, FactKind::Gone, 30000);
    }

    // Lost if it fails: an empty server looks like a healthy fleet, or takes the fleet away.
    void anEmptyVectorIsNoNews()
    {
        FakeServer server;
        server.up = {{FakeServer::target("web1")}};
        server.active = "{\"labels\":{" + FakeServer::target("web1") + "},\"health\":\"up\"}";
        server.values["node_load1"] = {{FakeServer::target("web1"), start, 2.5}};
        Running run(server.peer.url(""));
        QTRY_COMPARE_WITH_TIMEOUT(run.said.number(web1, "node_load1"), 2.5, 30000);
        const std::size_t said = run.said.times(web1, "target_up", node);
        server.up.clear(); // as a server that lost its data: the target is known, its samples are not
        server.values.clear();
        WAIT_TICKS(run, 2);
        QCOMPARE(run.said.number(self, "up"), 1.0);
        QCOMPARE(run.said.number(self, "prometheus_targets", {{"state", "up"}}), 0.0);
        QVERIFY(run.said.times(web1, "target_up", node) <= said + 1);
        QCOMPARE(run.said.last(web1, "target_up", node)->kind, FactKind::Number);
    }

    // Lost if it fails: a target that was taken out of service is shown as unknown for ever.
    void aTargetThatTheServerNoLongerHasIsGone()
    {
        FakeServer server;
        server.up = {{FakeServer::target("web1")}, {FakeServer::target("web2")}};
        server.active = "{\"labels\":{" + FakeServer::target("web1") + "},\"health\":\"up\"}";
        Running run(server.peer.url(""));
        QTRY_COMPARE_WITH_TIMEOUT(run.said.number(web2, "target_up", node), 1.0, 30000);
        server.up.removeLast();
        QTRY_COMPARE_WITH_TIMEOUT(run.said.last(web2, "target_up", node)->kind, FactKind::Gone, 30000);
        QCOMPARE(run.said.number(web1, "target_up", node), 1.0);
    }

    // Lost if it fails: what is wrong is known a whole sweep too late, or a cleared disk alarms for another sweep.
    void whatIsWrongComesAtEachTickAndWhatIsBetterAtOnce()
    {
        FakeServer server;
        server.up = {{FakeServer::target("web1")}};
        const QByteArray root = FakeServer::target("web1") + ",\"device\":\"/dev/sda\",\"mountpoint\":\"/\"";
        const Labels labels{{"device", "/dev/sda"}, {"mountpoint", "/"}};
        server.values["node_filesystem_avail_bytes"] = {{root, start, 90}};
        Running run(server.peer.url(""));
        QTRY_COMPARE_WITH_TIMEOUT(run.said.number(web1, "node_filesystem_avail_bytes", labels), 90.0, 30000);
        server.wrong["node_filesystem_avail_bytes"] = {{root, start, 5}};
        QTRY_COMPARE_WITH_TIMEOUT(run.said.number(web1, "node_filesystem_avail_bytes", labels), 5.0, 30000);
        server.wrong.clear();
        server.values["node_filesystem_avail_bytes"] = {{root, start, 60}};
        QTRY_COMPARE_WITH_TIMEOUT(run.said.number(web1, "node_filesystem_avail_bytes", labels), 60.0, 30000);
    }

    // Lost if it fails: two things become one, and the worse hides behind the better.
    void namesThatCollideAreToldApartOrSaid()
    {
        FakeServer server;
        const QByteArray second = "\"instance\":\"web1:9200\",\"job\":\"node\"";
        server.up = {{FakeServer::target("web1")},
                     {second, start, 0},
                     {"\"instance\":\"a b:1\",\"job\":\"node\""},
                     {"\"instance\":\"a/b:1\",\"job\":\"node\""},
                     {FakeServer::target("web2") + ",\"replica\":\"0\""},
                     {FakeServer::target("web2") + ",\"replica\":\"1\""}};
        server.values["node_load1"] = {{FakeServer::target("web1"), start, 1}, {second, start, 2}};
        Running run(server.peer.url(""));
        QTRY_COMPARE_WITH_TIMEOUT(run.said.number(self, "up"), 1.0, 30000);
        const auto both = [](const char *instance) { return Labels{{"instance", instance}, {"job", "node"}}; };
        QCOMPARE(run.said.number(web1, "target_up", both("web1:9100")), 1.0);
        QCOMPARE(run.said.number(web1, "target_up", both("web1:9200")), 0.0);
        QVERIFY(!run.said.number(web1, "target_up", node));
        QCOMPARE(run.said.number(web1, "node_load1", both("web1:9200")), 2.0);
        QVERIFY(!run.said.number(web1, "node_load1"));
        QVERIFY(run.said.number({"host", "a_b"}, "target_up", node));
        QVERIFY2(run.warning().find("since two would be one") != std::string::npos, run.warning().c_str());
        QVERIFY2(run.warning().find("same host, job and instance") != std::string::npos, run.warning().c_str());
    }

    // Lost if it fails: a label from outside is taken for markup, or fills the recording.
    void labelsAreTextAndBounded()
    {
        FakeServer server;
        server.up = {{FakeServer::target("web1")}};
        server.values["node_filesystem_avail_bytes"] = {
            {FakeServer::target("web1") + ",\"mountpoint\":\"<b>%1</b>\\n\"", start, 1},
            {FakeServer::target("web1") + ",\"mountpoint\":\"" + QByteArray(4096, 'x') + '"', start, 2}};
        Running run(server.peer.url(""));
        QTRY_COMPARE_WITH_TIMEOUT(run.said.number(web1, "node_filesystem_avail_bytes", {{"mountpoint", "<b>%1</b> "}}),
                                  1.0, 30000);
        QCOMPARE(run.said.number(web1, "node_filesystem_avail_bytes", {{"mountpoint", std::string(300, 'x')}}), 2.0);
    }

    // Lost if it fails: an exporter that invents series fills the recording, and nobody is told what is missing.
    void twoHundredThousandSeriesAreCapped()
    {
        FakeServer server;
        server.up = {{FakeServer::target("web1")}};
        for (int i = 0; i < 200'000; ++i)
            server.values["node_filesystem_size_bytes"].append(
                {FakeServer::target("web1") + ",\"device\":\"" + QByteArray::number(i) + '"', start, 1});
        Running run(server.peer.url(""), [](SourceDeclaration &declared) {
            declared.interval = Milliseconds(300'000);
            declared.deadline = Milliseconds(250'000);
            declared.cap = 100;
        });
        QTRY_COMPARE_WITH_TIMEOUT(run.said.number(self, "up"), 1.0, 120000);
        const bool isTold = run.said.number(self, "scrape_samples_over_cap") == 199'900.0 ||
                            run.error().find("larger than 32 MB") != std::string::npos;
        QVERIFY2(isTold, (run.error() + run.warning()).c_str());
        QVERIFY(run.said.declared.size() < 300);
    }

    // Lost if it fails: half of a large answer passes for the whole, and half a fleet for gone.
    void aLargeAnswerCutInTheMiddleIsRefused()
    {
        FakeServer server;
        server.up = {{FakeServer::target("web1")}};
        QByteArray large;
        for (int i = 0; i < 150'000; ++i)
            large += "{\"metric\":{\"instance\":\"web1:9100\",\"signalbox\":\"value\",\"device\":\"" +
                     QByteArray::number(i) + QByteArray(120, 'x') + "\"},\"value\":[1,\"1\"]},";
        large = server.vector(large).left(15'000'000);
        server.peer.setScript([&](QTcpSocket &socket, const QByteArray &head) {
            if (head.contains("node_load1"))
                FakeServer::reply(socket, "200 OK", large);
            else
                server.answer(socket, head);
        });
        Running run(server.peer.url(""), [](SourceDeclaration &declared) {
            declared.interval = Milliseconds(60000);
            declared.deadline = Milliseconds(50000);
        });
        QTRY_COMPARE_WITH_TIMEOUT(run.said.number(self, "up"), 1.0, 60000);
        QCOMPARE(run.error(),
                 std::string("node_load1: the answer is cut off or no JSON. Is the url that of a Prometheus server?"));
    }

    // Lost if it fails: a server that is frozen or killed looks alive, or delays another.
    void eachServerFailsAlone()
    {
        FakeServer server;
        server.up = {{FakeServer::target("web1")}};
        FakeServer frozen;
        Running good(server.peer.url(""));
        Running bad(frozen.peer.url(""));
        frozen.peer.setScript(ScriptedPeer::silence());
        QTRY_COMPARE_WITH_TIMEOUT(bad.said.number(self, "up"), 0.0, 30000);
        QCOMPARE(bad.error(), "no answer from 127.0.0.1:" + std::to_string(frozen.peer.port()) + " within 0.9 s");
        WAIT_TICKS(good, 2);
        QCOMPARE(good.said.number(self, "up"), 1.0);
        const quint16 port = server.peer.port();
        server.peer.stop();
        QTRY_COMPARE_WITH_TIMEOUT(good.said.number(self, "up"), 0.0, 30000);
        QTRY_COMPARE_WITH_TIMEOUT(QString::fromStdString(good.error()),
                                  QStringLiteral("connection refused by 127.0.0.1:%1").arg(port), 30000);
    }

    // Lost if it fails: a server that was replaced is believed to speak of the old one's time.
    void aServerWithAnotherClockAndHistoryIsTakenAsItIs()
    {
        FakeServer server;
        server.up = {{FakeServer::target("web1"), start - 5}};
        Running run(server.peer.url(""));
        QTRY_COMPARE_WITH_TIMEOUT(run.said.number(web1, "target_up", node), 1.0, 30000);
        server.time = start - 86400;
        server.up = {{FakeServer::target("web2"), start - 86402}};
        QTRY_COMPARE_WITH_TIMEOUT(run.said.number(web2, "target_up", node), 1.0, 30000);
        QCOMPARE(run.said.last(web2, "target_up", node)->at, run.at(start - 86402, start - 86400));
    }

    // Lost if it fails: a chart begins where the recording does, though the server remembers.
    void thePastIsSaidOfAPageThatIsOpened()
    {
        FakeServer server;
        server.up = {{FakeServer::target("web1")}};
        server.values["node_load1"] = {{FakeServer::target("web1"), start, 2.5}};
        Running run(server.peer.url(""));
        QTRY_COMPARE_WITH_TIMEOUT(run.said.number(self, "up"), 1.0, 30000);
        run.source->attend({"host", "not-ours"});
        run.source->attend(web1);
        QTRY_COMPARE_WITH_TIMEOUT(run.said.pasts.size(), std::size_t(1), 30000);
        const auto &[series, points] = run.said.pasts.front();
        QCOMPARE(run.said.declared[index(series)].metric, std::string("node_load1"));
        QCOMPARE(points.size(), std::size_t(2));
        QCOMPARE(points[1].at, run.at(1699999090));
        QCOMPARE(points[1].value, 2.0);
    }

    // Lost if it fails: what only this house measures is not watched.
    void declaredQueriesAreAskedAndMapped()
    {
        FakeServer server;
        server.up = {{FakeServer::target("web1")}};
        server.values["postfix_length"] = {{"\"queue\":\"deferred\",\"instance\":\"mx1:9154\"", start - 3, 12}};
        Running run(server.peer.url(""), [](SourceDeclaration &declared) {
            DeclaredQuery query;
            query.name = "queue_length";
            query.expr = "postfix_length{}";
            query.label = "queue";
            query.kind = "queue";
            declared.queries = {query};
        });
        QTRY_COMPARE_WITH_TIMEOUT(run.said.number({"queue", "deferred"}, "queue_length"), 12.0, 30000);
        QCOMPARE(run.said.last({"queue", "deferred"}, "queue_length")->at, run.at(start - 3));
    }
};

SIGNALBOX_TEST(PrometheusTest)
} // namespace tst_prometheus

#include "tst_prometheus.moc"
