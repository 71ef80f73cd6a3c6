// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <limits>

#include <story/story.h>
#include <support/testprogram.h>

namespace tst_user_rule
{
using namespace signalbox;
using namespace std::chrono_literals;

namespace
{
using Lines = std::vector<std::string>;

const Labels deferred{{"queue", "deferred"}};

std::string withRule(const std::string &rule)
{
    return "name: t\nhosts: {mx1: {roles: [mail]}, web1: }\nrules:\n  deep: {" + rule + "}\n";
}
} // namespace

/// Were this wrong, the one limit that somebody wrote for their own estate would not wake them, or wake them for
/// nothing.
class tst_user_rule : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aValueBeyondItsLimitIsStated_data();
    void aValueBeyondItsLimitIsStated();
    void itIsHeldForAsLongAsWasWritten();
    void rolesAndKindsBoundIt();
    void aShareIsOfAllThatHasTheSameLabels();
    void aRateIsComparedByTheNameOfTheDerivedSeries();
    void aRuleThatIsAddedLooksAtWhatIsThere();
    void aRuleThatIsTakenAwayEndsItsAlert();
    void theAlertSaysWhichRuleAndWhichSeries();
};

void tst_user_rule::aValueBeyondItsLimitIsStated_data()
{
    QTest::addColumn<QByteArray>("rule");
    QTest::addColumn<double>("value");
    QTest::addColumn<QByteArray>("expected");
    const QByteArray both = "metric: length, warning: '> 100', critical: '> 1000'";
    QTest::newRow("well") << both << 100.0 << QByteArray();
    QTest::newRow("warning") << both << 130.0
                             << QByteArray(R"(warning: deep: length{queue="deferred"} is 130 (limit > 100))");
    QTest::newRow("critical") << both << 1234.0
                              << QByteArray(R"(critical: deep: length{queue="deferred"} is 1200 (limit > 1000))");
    QTest::newRow("critical alone") << QByteArray("metric: length, critical: '< 5'") << 1.0
                                    << QByteArray(R"(critical: deep: length{queue="deferred"} is 1.0 (limit < 5))");
    QTest::newRow("no number") << both << std::numeric_limits<double>::quiet_NaN() << QByteArray();
    QTest::newRow("its label") << both + ", labels: [queue=def*]" << 130.0
                               << QByteArray(R"(warning: deep: length{queue="deferred"} is 130 (limit > 100))");
    QTest::newRow("another label") << both + ", labels: [queue=active]" << 130.0 << QByteArray();
    QTest::newRow("without that label") << both + ", labels: ['site=']" << 130.0
                                        << QByteArray(
                                               R"(warning: deep: length{queue="deferred"} is 130 (limit > 100))");
}

void tst_user_rule::aValueBeyondItsLimitIsStated()
{
    QFETCH(QByteArray, rule);
    QFETCH(double, value);
    QFETCH(QByteArray, expected);
    Story story(withRule(rule.toStdString()));
    story.at(1s).says("host/mx1", "length", value, deferred).tick();
    QCOMPARE(story.stated("user-rule"), expected.isEmpty() ? Lines() : Lines{expected.toStdString()});
}

void tst_user_rule::itIsHeldForAsLongAsWasWritten()
{
    Story story(withRule("metric: length, warning: '> 100', for: 5m"));
    story.at(1s).every(1h).says("host/mx1", "length", 500).tick();
    story.at(300s).tick();
    QCOMPARE(story.raised(), Lines());
    story.at(302s).tick();
    QCOMPARE(story.raised().size(), std::size_t(1));
}

void tst_user_rule::rolesAndKindsBoundIt()
{
    for (const char *bound : {"roles: [mail]", "kind: store"}) {
        Story story(withRule(std::string("metric: length, warning: '> 100', ") + bound));
        story.at(1s).says("host/web1", "length", 500).says("queue/q", "length", 500).tick();
        QCOMPARE(story.stated("user-rule"), Lines());
        story.at(2s).says(bound[0] == 'r' ? "host/mx1" : "store/s1", "length", 500).tick();
        QCOMPARE(story.stated("user-rule").size(), std::size_t(1));
    }
}

void tst_user_rule::aShareIsOfAllThatHasTheSameLabels()
{
    Story story(withRule("metric: requests, labels: [code=500], per: requests, warning: '> 5%'"));
    const auto requests = [&](const char *code, const char *site, double count) {
        story.says("host/web1", "requests", count, {{"code", code}, {"site", site}});
    };
    story.at(1s);
    requests("500", "shop", 10);
    requests("200", "shop", 190);
    requests("500", "blog", 10);
    requests("200", "blog", 80);
    story.from("other").says("host/web1", "requests", 1e6, {{"code", "200"}, {"site", "shop"}}).tick();
    QCOMPARE(story.stated("user-rule"),
             (Lines{R"(warning: deep: requests{code="500",site="blog"} is 11% of requests (limit > 5%))"}));
    // Nothing at all is no share of anything.
    story.at(2s).from("node");
    requests("500", "blog", 0);
    requests("200", "blog", 0);
    story.tick();
    QCOMPARE(story.stated("user-rule"), Lines());
}

void tst_user_rule::aRateIsComparedByTheNameOfTheDerivedSeries()
{
    Story story(withRule("metric: errors_total, rate: 5m, critical: '> 2'"));
    story.at(1s).says("host/web1", "errors_total", 1e9).tick();
    QCOMPARE(story.stated("user-rule"), Lines());
    story.at(2s).says("host/web1", "errors_total:rate5m", 3).tick();
    QCOMPARE(story.stated("user-rule"), (Lines{"critical: deep: errors_total:rate5m is 3.0 (limit > 2)"}));
}

void tst_user_rule::aRuleThatIsAddedLooksAtWhatIsThere()
{
    Story story("name: t\n");
    story.at(1s).every(1h).says("host/mx1", "length", 500).tick();
    story.at(2s).accepts(withRule("metric: length, warning: '> 100'")).tick();
    QCOMPARE(story.stated("user-rule").size(), std::size_t(1));
    story.at(3s).says("host/mx1", "length", 50).tick();
    QCOMPARE(story.stated("user-rule"), Lines());
}

void tst_user_rule::aRuleThatIsTakenAwayEndsItsAlert()
{
    Story story(withRule("metric: length, warning: '> 100'"));
    story.at(1s).every(1h).says("host/mx1", "length", 500).tick();
    QCOMPARE(story.raised().size(), std::size_t(1));
    story.at(2s).accepts("name: t\n").tick();
    QCOMPARE(story.raised(), Lines());
}

void tst_user_rule::theAlertSaysWhichRuleAndWhichSeries()
{
    Story story(withRule("metric: length, warning: '> 100'"));
    story.at(1s).says("host/mx1", "length", 500, {{"rule", "x"}, {"zone", "<b>"}}).tick();
    QCOMPARE(story.raised(),
             (Lines{R"(user-rule host/mx1{exported_rule="x",rule="deep",source="node",zone="<b>"}: deep: )"
                    R"(length{rule="x",zone="<b>"} is 500 (limit > 100))"}));
}

SIGNALBOX_TEST(tst_user_rule)
} // namespace tst_user_rule

#include "tst_user_rule.moc"
