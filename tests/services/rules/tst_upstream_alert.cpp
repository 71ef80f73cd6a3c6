// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <story/story.h>
#include <support/testprogram.h>

namespace tst_upstream_alert
{
using namespace signalbox;
using namespace std::chrono_literals;

namespace
{
const std::vector<std::string> nothing;

/// One alert of the source "pager" on web1.
Story &lists(Story &story, double active, const Labels &labels, const std::string &summary)
{
    story.from("pager").says("host/web1", "alertmanager_alert", active, labels);
    return story.says("host/web1", "alertmanager_alert_summary", summary, labels);
}
} // namespace

/// Were this wrong, an alert that Alertmanager has been listing for an hour would not be on the screen.
class tst_upstream_alert : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anActiveAlertIsAFinding();
    void theSeverityIsTheLabels_data();
    void theSeverityIsTheLabels();
    void whatIsSuppressedOrGoneIsNone();
    void alertsOfOneSubjectAreToldApart();
    void aLabelCalledSourceIsKept();
};

void tst_upstream_alert::anActiveAlertIsAFinding()
{
    Story story;
    lists(story.at(1s), 1, {{"alertname", "HighLoad"}}, "load is <b>40</b>").tick();
    QCOMPARE(story.raised(),
             std::vector<std::string>{
                 R"(upstream-alert host/web1{alertname="HighLoad",source="pager"}: HighLoad: load is <b>40</b>)"});
    lists(story.at(11s), 1, {{"alertname", "HighLoad"}}, "").tick();
    QCOMPARE(story.raised(),
             std::vector<std::string>{R"(upstream-alert host/web1{alertname="HighLoad",source="pager"}: HighLoad)"});
}

void tst_upstream_alert::theSeverityIsTheLabels_data()
{
    QTest::addColumn<std::string>("label");
    QTest::addColumn<Severity>("severity");
    QTest::newRow("critical") << std::string("critical") << Severity::Critical;
    QTest::newRow("page") << std::string("page") << Severity::Critical;
    QTest::newRow("warning") << std::string("warning") << Severity::Warning;
    QTest::newRow("a word of their own") << std::string("p3") << Severity::Warning;
    QTest::newRow("none") << std::string() << Severity::Warning;
}

void tst_upstream_alert::theSeverityIsTheLabels()
{
    QFETCH(std::string, label);
    QFETCH(Severity, severity);
    Story story;
    Labels labels{{"alertname", "A"}};
    if (!label.empty())
        labels = labels.with("severity", label);
    lists(story.at(1s), 1, labels, "x").tick();
    QCOMPARE(story.picture().alerts[0].cell.severity, severity);
}

void tst_upstream_alert::whatIsSuppressedOrGoneIsNone()
{
    Story story;
    lists(story.at(1s), 1, {}, "x").tick();
    QCOMPARE(story.raised().size(), std::size_t(1));
    lists(story.at(11s), 0, {}, "x").tick();
    QCOMPARE(story.raised(), nothing);
    lists(story.at(21s), 1, {}, "x").tick();
    QCOMPARE(story.raised().size(), std::size_t(1));
    story.at(31s).gone("host/web1", "alertmanager_alert").gone("host/web1", "alertmanager_alert_summary").tick();
    QCOMPARE(story.raised(), nothing);
}

void tst_upstream_alert::alertsOfOneSubjectAreToldApart()
{
    Story story;
    story.at(1s);
    for (int i = 0; i < 300; ++i)
        lists(story, 1, {{"alertname", "Quota"}, {"user", std::to_string(i)}}, "user " + std::to_string(i));
    story.tick();
    QCOMPARE(story.raised().size(), std::size_t(300));
    lists(story.at(11s), 0, {{"alertname", "Quota"}, {"user", "7"}}, "user 7").tick();
    QCOMPARE(story.raised().size(), std::size_t(299));
    QCOMPARE(story.picture().subject(story.picture().alerts[0].subject).raised, 299U);
}

void tst_upstream_alert::aLabelCalledSourceIsKept()
{
    Story story;
    lists(story.at(1s), 1, {{"alertname", "A"}, {"source", "syslog"}}, "x").tick();
    QCOMPARE(story.raised(),
             std::vector<std::string>{
                 R"(upstream-alert host/web1{alertname="A",exported_source="syslog",source="pager"}: A: x)"});
}

SIGNALBOX_TEST(tst_upstream_alert)
} // namespace tst_upstream_alert

#include "tst_upstream_alert.moc"
