// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <support/saycollector.h>
#include <support/scriptedpeer.h>
#include <support/testprogram.h>

namespace tst_alertmanager
{
using namespace signalbox;

namespace
{
const Subject self{"source", "pager"};
const Subject web1{"host", "web1"};
const QByteArray ready = "{\"cluster\":{\"peers\":[],\"status\":\"ready\"}}";
const QByteArray date = "Content-Type: application/json\r\nDate: Thu, 26 Nov 2026 17:55:00 GMT\r\n";

QByteArray alert(const QByteArray &labels, const QByteArray &summary = "it is so", const QByteArray &status = {},
                 const QByteArray &updatedAt = "2026-11-26T17:54:00Z")
{
    return "{\"annotations\":{\"summary\":\"" + summary + "\"},\"startsAt\":\"2026-11-26T17:53:44Z\",\"updatedAt\":\"" +
           updatedAt + "\",\"status\":" +
           (status.isEmpty() ? "{\"inhibitedBy\":[],\"silencedBy\":[],\"state\":\"active\"}" : status) +
           ",\"labels\":{" + labels + "}}";
}

const QByteArray down = "\"alertname\":\"HostDown\",\"instance\":\"192.0.2.1:9100\",\"severity\":\"critical\"";
const Labels downLabels{{"alertname", "HostDown"}, {"instance", "192.0.2.1:9100"}, {"severity", "critical"}};

/// An Alertmanager that answers what it is told to, and the source that asks it.
struct Running {
    QByteArray alerts = "[]";
    QByteArray status = ready;
    QByteArray silences = "[]";
    ScriptedPeer peer{[this](QTcpSocket &socket, const QByteArray &head) {
        const QByteArray &answer = head.contains("/api/v2/status")     ? status
                                   : head.contains("/api/v2/silences") ? silences
                                                                       : alerts;
        ScriptedPeer::answering(answer, date)(socket, head);
    }};
    SayCollector said;
    ManualClock clock{Moment(Milliseconds(1'000'000))};
    std::unique_ptr<Source> source;

    explicit Running(const QByteArray &list, const std::function<void(SourceDeclaration &)> &change = {})
        : alerts(list)
    {
        SourceDeclaration declared;
        declared.name = "pager";
        declared.type = "alertmanager";
        declared.interval = Milliseconds(200);
        declared.deadline = Milliseconds(5000);
        declared.targets = {{self, peer.url("/am/")}};
        declared.known = {{web1, "192.0.2.1"}, {{"host", "db1"}, {}}};
        if (change)
            change(declared);
        for (const SourceType *part : sources::all()) {
            if (part->id == "alertmanager")
                source = part->start(declared, said, clock);
        }
    }
    [[nodiscard]] std::string warning() const { return said.text(self, "alertmanager_warning"); }
    [[nodiscard]] std::optional<double> count(const std::string &state) const
    {
        return said.number(self, "alertmanager_alerts", {{"state", state}});
    }
};
} // namespace

class AlertmanagerTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Lost if it fails: a recording fills with summaries that differ in a number.
    void aSummaryWithAValueChangesEveryTenMinutes()
    {
        Running run('[' + alert(down, "load 11.5") + ']');
        QTRY_COMPARE(run.said.number(web1, "alertmanager_alert", downLabels), 1.0);
        run.alerts = '[' + alert(down, "load 11.6") + ',' + alert("\"alertname\":\"Quota\"") + ']';
        QTRY_COMPARE(run.said.number({"alert", "Quota"}, "alertmanager_alert", {{"alertname", "Quota"}}), 1.0);
        QCOMPARE(run.said.text(web1, "alertmanager_alert_summary", downLabels), std::string("load 11.5"));
        run.clock.advance(std::chrono::minutes(10));
        QTRY_COMPARE(run.said.text(web1, "alertmanager_alert_summary", downLabels), std::string("load 11.6"));
    }

    // Lost if it fails: alerts are not seen, or not on the host that they are about.
    void saysEachAlertOnItsSubject()
    {
        Running run('[' + alert(down, "web1 is <b>down</b>") + ',' +
                    alert("\"alertname\":\"HighLoad\",\"host\":\"DB1\"") + ',' + alert("\"alertname\":\"Quota\"") +
                    ',' + alert("\"alertname\":\"HighLoad\",\"instance\":\"https://new.example/x\"") + ']');
        QTRY_COMPARE(run.said.number(self, "up"), 1.0);
        QCOMPARE(run.said.number(web1, "alertmanager_alert", downLabels), 1.0);
        QCOMPARE(run.said.text(web1, "alertmanager_alert_summary", downLabels), std::string("web1 is <b>down</b>"));
        QCOMPARE(run.said.number(web1, "alertmanager_alert_start_time_seconds", downLabels), 1795715624.0);
        QCOMPARE(run.said.last(web1, "alertmanager_alert", downLabels)->at, run.clock.now());
        QCOMPARE(run.said.number({"host", "db1"}, "alertmanager_alert", {{"alertname", "HighLoad"}, {"host", "DB1"}}),
                 1.0);
        QCOMPARE(run.said.number({"alert", "Quota"}, "alertmanager_alert", {{"alertname", "Quota"}}), 1.0);
        QVERIFY(run.said.number({"host", "new.example"}, "alertmanager_alert",
                                {{"alertname", "HighLoad"}, {"instance", "https://new.example/x"}}));
        QCOMPARE(run.count("active"), 4.0);
        QCOMPARE(run.said.number(self, "scrape_samples_scraped"), 4.0);
        QCOMPARE(run.said.text(self, "alertmanager_cluster_status"), std::string("ready"));
        QCOMPARE(run.warning(), std::string());
        for (const QByteArray &request : run.peer.requests)
            QVERIFY2(request.startsWith("GET /am/api/v2/"), request.constData());
    }

    // Lost if it fails: an alert that ended stands for ever, or one that goes on seems to end.
    void whatIsNoLongerListedIsGone()
    {
        Running run('[' + alert(down) + ',' + alert("\"alertname\":\"Quota\"") + ']');
        QTRY_COMPARE(run.count("active"), 2.0);
        run.clock.advance(std::chrono::minutes(10));
        run.alerts = '[' + alert("\"alertname\":\"Quota\"", "other words") + ']';
        QTRY_COMPARE(run.count("active"), 1.0);
        for (const char *metric :
             {"alertmanager_alert", "alertmanager_alert_summary", "alertmanager_alert_start_time_seconds"})
            QCOMPARE(run.said.last(web1, metric, downLabels)->kind, FactKind::Gone);
        QCOMPARE(run.said.text({"alert", "Quota"}, "alertmanager_alert_summary", {{"alertname", "Quota"}}),
                 std::string("other words"));
        // The same labels in another order are the same alert.
        run.alerts =
            '[' + alert("\"severity\":\"critical\",\"alertname\":\"HostDown\",\"instance\":\"192.0.2.1:9100\"") + ']';
        QTRY_COMPARE(run.said.number(web1, "alertmanager_alert", downLabels), 1.0);
        const std::size_t declared = run.said.declared.size();
        run.alerts = '[' + alert(down) + ']';
        const std::size_t times = run.said.times(self, "up");
        QTRY_VERIFY(run.said.times(self, "up") >= times + 2);
        QCOMPARE(run.said.number(web1, "alertmanager_alert", downLabels), 1.0);
        QCOMPARE(run.said.declared.size(), declared);
    }

    // Lost if it fails: a broken answer ends alerts, or the last list passes for the present one: what it said must
    // grow old.
    void aBrokenListChangesNothing()
    {
        Running run('[' + alert(down) + ']');
        QTRY_COMPARE(run.count("active"), 1.0);
        for (const QByteArray &broken : {QByteArray("[" + alert(down).left(150)), QByteArray("<html>"),
                                         QByteArray("[]]"), '[' + alert("\"a\":7") + ']'}) {
            run.alerts = broken;
            QTRY_COMPARE(run.said.number(self, "up"), 0.0);
            QVERIFY(!run.said.text(self, "scrape_error").empty());
            run.clock.advance(Milliseconds(60'000));
            const std::size_t asked = run.said.times(self, "up");
            QTRY_VERIFY(run.said.times(self, "up") > asked + 1);
            for (const auto &[subject, metric, labels] :
                 {std::tuple(web1, "alertmanager_alert", downLabels),
                  std::tuple(self, "alertmanager_warning", Labels()),
                  std::tuple(self, "alertmanager_alerts", Labels{{"state", "active"}})})
                QVERIFY2(run.said.last(subject, metric, labels)->at + Milliseconds(60'000) <= run.clock.now(), metric);
            QCOMPARE(run.said.number(web1, "alertmanager_alert", downLabels), 1.0);
            run.alerts = '[' + alert(down) + ']';
            QTRY_COMPARE(run.said.number(self, "up"), 1.0);
        }
    }

    // Lost if it fails: a silenced alert seems to burn, or leaves no trace of who muted it.
    void whatIsSuppressedIsKeptAsSuch()
    {
        const QByteArray silenced = "{\"inhibitedBy\":[],\"silencedBy\":[\"x\"],\"state\":\"suppressed\"}";
        Running run('[' + alert(down, "a", silenced) + ']');
        QTRY_COMPARE(run.count("suppressed"), 1.0);
        QCOMPARE(run.said.number(web1, "alertmanager_alert", downLabels), 0.0);
        QCOMPARE(run.said.text(web1, "alertmanager_alert_suppressed_by", downLabels), std::string("a silence"));
        run.alerts = '[' + alert(down) + ']';
        QTRY_COMPARE(run.said.number(web1, "alertmanager_alert", downLabels), 1.0);
        QCOMPARE(run.said.last(web1, "alertmanager_alert_suppressed_by", downLabels)->kind, FactKind::Gone);
    }

    // Lost if it fails: Prometheus is cut off from Alertmanager, and the screen says that all is well.
    void anEmptyListWithoutTheWatchdogIsNoGoodNews()
    {
        const QByteArray dog = "\"alertname\":\"Watchdog\",\"severity\":\"none\"";
        Running run("[]", [](SourceDeclaration &declared) { declared.watchdog = "Watchdog"; });
        QTRY_COMPARE(run.warning(),
                     std::string("the watchdog alert Watchdog is not listed: what sends alerts may be cut off"));
        run.alerts = '[' + alert(dog) + ']';
        QTRY_COMPARE(run.warning(), std::string());
        QCOMPARE(run.count("active"), 0.0); // it is no trouble itself
        run.alerts = '[' + alert(dog, "a", {}, "2026-11-26T17:51:59Z") + ']';
        QTRY_COMPARE(run.warning(), std::string("the watchdog alert Watchdog was not sent again for three minutes"));
    }

    // Lost if it fails: a cluster that has not yet learnt of every alert passes for one that has.
    void aClusterThatIsNotReadyIsSaid()
    {
        Running run("[]");
        QTRY_COMPARE(run.said.text(self, "alertmanager_cluster_status"), std::string("ready"));
        run.status = "{\"cluster\":{\"status\":\"settling\"}}";
        QTRY_COMPARE(run.warning(), std::string("its cluster is settling"));
        run.status = "{\"cluster\":{\"status\":\"disabled\"}}";
        QTRY_COMPARE(run.warning(), std::string());
        run.status = "{";
        QTRY_VERIFY(run.warning().find("the state of its cluster is not known") == 0);
        QCOMPARE(run.said.number(self, "up"), 1.0);
    }

    // Lost if it fails: one silence mutes the whole estate, and the console is as quiet as on a good night.
    void aSilenceOfEverythingIsSaid()
    {
        const QByteArray silenced = "{\"inhibitedBy\":[],\"silencedBy\":[\"x\"],\"state\":\"suppressed\"}";
        Running run('[' + alert(down, "a", silenced) + ']');
        QTRY_COMPARE(run.count("suppressed"), 1.0);
        QCOMPARE(run.warning(), std::string());
        run.silences = "[{\"status\":{\"state\":\"active\"},\"createdBy\":\"ann\",\"endsAt\":\"2026-11-26T18:00:00Z\","
                       "\"matchers\":[{\"name\":\"alertname\",\"value\":\".+\",\"isRegex\":true,\"isEqual\":true}]}]";
        QTRY_COMPARE(run.warning(), std::string("a silence mutes every alert, by ann until 2026-11-26T18:00:00Z"));
        run.silences = run.silences.left(40);
        QTRY_COMPARE(run.warning(), std::string("its silences are not known: the answer is no list of silences"));
        QCOMPARE(run.said.number(self, "up"), 1.0);
        run.silences = "[]";
        QTRY_COMPARE(run.warning(), std::string());
    }

    // Lost if it fails: a flood of alerts fills memory and recording, or is cut without a word.
    void aFloodIsCappedAndCounted()
    {
        QByteArray list = "[";
        for (int i = 0; i < 10'000; ++i)
            list += (i ? "," : "") + alert("\"alertname\":\"A\",\"instance\":\"h" + QByteArray::number(i) + ":9100\"");
        Running run(list + ']', [](SourceDeclaration &declared) {
            declared.cap = 9'000;
            declared.interval = Milliseconds(1000);
        });
        QTRY_COMPARE_WITH_TIMEOUT(run.said.number(self, "scrape_samples_over_cap"), 1000.0, 20000);
        QCOMPARE(run.said.number(self, "scrape_samples_left_out"), 1000.0);
        QCOMPARE(run.count("active"), 10000.0);
        QCOMPARE(run.warning(), std::string("more alerts than the cap of the estate file"));
        QVERIFY(
            run.said.number({"host", "h8999"}, "alertmanager_alert", {{"alertname", "A"}, {"instance", "h8999:9100"}}));
        QVERIFY(!run.said.number({"host", "h9000"}, "alertmanager_alert",
                                 {{"alertname", "A"}, {"instance", "h9000:9100"}}));
    }

    // Lost if it fails: two alerts share one line, and the end of one hides the other.
    void twoAlertsThatLookAlikeOnceCutAreCounted()
    {
        const QByteArray same(400, 'x');
        Running run('[' + alert("\"alertname\":\"A\",\"x\":\"" + same + "1\"") + ',' +
                    alert("\"alertname\":\"A\",\"x\":\"" + same + "2\"") + ']');
        QTRY_COMPARE(run.said.number(self, "scrape_samples_left_out"), 1.0);
        QCOMPARE(run.count("active"), 2.0);
    }
};

SIGNALBOX_TEST(AlertmanagerTest)
} // namespace tst_alertmanager

#include "tst_alertmanager.moc"
