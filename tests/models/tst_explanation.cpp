// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Why an alert is raised. If these fail, somebody frees another disk than the one that is full.

#include <demo/demopicture.h>
#include <estate/estatefields.h>
#include <models/explanation.h>
#include <rules/rule.h>
#include <support/testprogram.h>

namespace tst_explanation
{
using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class ExplanationTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatTheRuleReadIsShownAndNothingElse();
    void readingsSayHowOldTheyAre();
    void manyReadingsAreCounted();
    void anUnknownRuleIsNamed();
    void aRuleOfTheEstatesOwnSaysItsOwnGuidance();
    void everyLimitOfEveryRuleHasAText();
};

void ExplanationTest::whatTheRuleReadIsShownAndNothingElse()
{
    const Subject web{"host", "web1"};
    const Labels root{{"mountpoint", "/"}};
    DemoPicture demo;
    demo.say(web, "node_filesystem_size_bytes", 1024, root).say(web, "node_filesystem_avail_bytes", 32, root);
    demo.say(web, "node_filesystem_avail_bytes", 512, {{"mountpoint", "/srv"}}).say(web, "node_load1", 3);
    demo.say(web, "node_filesystem_avail_bytes", 33, root, "other");
    demo.raise("disk-full", web, Severity::Critical, "/ is 96 % full", {{"mountpoint", "/"}, {"source", "node"}});
    const Explanation explanation = explain(*demo.picture(), AlertId{0}, QTimeZone::utc());
    QCOMPARE(explanation.rule, u"Disk full (disk-full)"_s);
    QVERIFY(explanation.guidance.startsWith(u"At 100 % writes fail"_s));
    QCOMPARE(explanation.readings.size(), 2U);
    QCOMPARE(explanation.readings[0].what, u"node_filesystem_size_bytes{mountpoint=\"/\"}"_s);
    QCOMPARE(explanation.readings[1].value, u"32 B"_s);
    QCOMPARE(explanation.readings[1].source, u"node"_s);
    QCOMPARE(explanation.limits, (QStringList{u"disk_full_warning: 85.0 %"_s, u"disk_full_critical: 95.0 %"_s}));
}

void ExplanationTest::readingsSayHowOldTheyAre()
{
    const Subject web{"host", "web1"};
    DemoPicture demo;
    demo.say(web, "node_filesystem_avail_bytes", 1).raise("disk-full", web, Severity::Critical, "full");
    demo.pass(12s);
    QCOMPARE(explain(*demo.picture(), AlertId{0}, QTimeZone::utc()).readings[0].age, u"12 s ago"_s);
    demo.pass(48s);
    QCOMPARE(explain(*demo.picture(), AlertId{0}, QTimeZone::utc()).readings[0].age, u"1 min ago, stale"_s);
}

void ExplanationTest::manyReadingsAreCounted()
{
    const Subject web{"host", "web1"};
    DemoPicture demo;
    for (int i = 0; i < 25; ++i)
        demo.say(web, "node_filesystem_avail_bytes", 1, {{"device", std::to_string(i)}});
    demo.raise("disk-full", web, Severity::Critical, "full");
    const Explanation explanation = explain(*demo.picture(), AlertId{0}, QTimeZone::utc());
    QCOMPARE(explanation.readings.size(), 20U);
    QCOMPARE(explanation.more, 5U);
}

void ExplanationTest::anUnknownRuleIsNamed()
{
    DemoPicture demo;
    demo.raise("rule-of-tomorrow", {"host", "web1"}, Severity::Warning, "odd");
    const Explanation explanation = explain(*demo.picture(), AlertId{0}, QTimeZone::utc());
    QCOMPARE(explanation.rule, u"rule-of-tomorrow"_s);
    QVERIFY(explanation.guidance.isEmpty() && explanation.readings.empty());
}

void ExplanationTest::aRuleOfTheEstatesOwnSaysItsOwnGuidance()
{
    const Subject mx{"host", "mx1"};
    const Labels deferred{{"queue", "deferred"}};
    DemoPicture demo;
    UserRule &deep = demo.userRules.emplace_back();
    deep.name = "deep";
    deep.metric = "length";
    deep.warning = comparisonOf("> 100");
    deep.holdFor = 5min;
    deep.guidance = "Ask <b>Ann</b>.";
    demo.say(mx, "length", 500, deferred).say(mx, "node_load1", 3);
    demo.raise("user-rule", mx, Severity::Warning, "deep",
               {{"queue", "deferred"}, {"rule", "deep"}, {"source", "node"}});
    const Explanation explanation = explain(*demo.picture(), AlertId{0}, QTimeZone::utc());
    QCOMPARE(explanation.rule, u"deep (a rule of the estate's own)"_s);
    QCOMPARE(explanation.guidance, u"Ask <b>Ann</b>."_s);
    QCOMPARE(explanation.limits, (QStringList{u"warning: > 100"_s, u"for: 5 min"_s}));
    QCOMPARE(explanation.readings.size(), 1U);
    QCOMPARE(explanation.readings[0].what, u"length{queue=\"deferred\"}"_s);
}

void ExplanationTest::everyLimitOfEveryRuleHasAText()
{
    for (const Rule *rule : rules::all())
        for (const std::string_view key : rule->limits)
            QVERIFY2(!limitText(Limits{}, key).isEmpty(), std::string(key).c_str());
    for (const Field &field : findField(estateFields(), "limits")->fields)
        QVERIFY2(!limitText(Limits{}, field.key).isEmpty(), std::string(field.key).c_str());
    QVERIFY(limitText(Limits{}, "no_such_limit").isEmpty());
}

SIGNALBOX_TEST(ExplanationTest)
} // namespace tst_explanation

#include "tst_explanation.moc"
