// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A silence takes in the alert that was shown and nothing else, for as long as was said. If this fails, one alert too
// many is silent, and nobody learns of it.
#include <QTest>

#include <support/testprogram.h>

#include "guardcase.h"

namespace tst_alert_silence
{
using namespace signalbox;

namespace
{
using Lines = std::vector<std::string>;

Lines with(Lines more)
{
    Lines all = guardCases("silences").front().lines;
    all.erase(
        std::remove_if(all.begin(), all.end(), [](const std::string &line) { return line.starts_with("expect"); }),
        all.end());
    all.insert(all.end(), more.begin(), more.end());
    return all;
}
} // namespace

class tst_alert_silence : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void guardsAnswerAsRecorded_data();
    void guardsAnswerAsRecorded();
    void thePlanSaysWhatIsDone();
    void aClusterIsToldByEachMember();
    void nothingBecomesAnOption_data();
    void nothingBecomesAnOption();
    void itIsInNobodysWay();
    void offersAreForWhatFires();
};

void tst_alert_silence::guardsAnswerAsRecorded_data()
{
    QTest::addColumn<int>("number");
    const std::vector<GuardCase> cases = guardCases("silences");
    QVERIFY(!cases.empty());
    for (std::size_t i = 0; i < cases.size(); ++i)
        QTest::newRow(cases[i].name.c_str()) << static_cast<int>(i);
}

void tst_alert_silence::guardsAnswerAsRecorded()
{
    QFETCH(int, number);
    const std::string differences =
        GuardWorld(guardCases("silences").at(static_cast<std::size_t>(number)).lines).differences();
    QVERIFY2(differences.empty(), differences.c_str());
}

void tst_alert_silence::thePlanSaysWhatIsDone()
{
    const GuardWorld world(with({"request silence host/web1 alert=HighLoad until=4h reason=disk"}));
    const Expected<Plan> plan = world.plan();
    QVERIFY2(plan, plan ? "" : plan.error().sentence().c_str());
    QCOMPARE(plan->title, std::string("Silence HighLoad of host/web1 for 4h"));
    QCOMPARE(plan->gate, GateLevel::Press);
    QVERIFY(plan->isReversible);
    QCOMPARE(plan->claims, (Lines{"alert{alertname=\"HighLoad\",instance=\"web1\",severity=\"warning\"}"}));
    QCOMPARE(plan->steps.size(), 1U);
    const Step &step = plan->steps.front();
    const Lines words{"signalboxctl",       "mute",          "http://192.0.2.9:9093/",
                      "alertname=HighLoad", "instance=web1", "severity=warning"};
    const auto extended = [&](const Lines &more) {
        Lines all = words;
        all.insert(all.end(), more.begin(), more.end());
        return all;
    };
    QCOMPARE(step.command.words, extended({"--for=4h", "--at-most=1", "--why=disk"}));
    QCOMPARE(step.probe->words, extended({"--for=4h", "--check"}));
    QCOMPARE(step.undo->words, extended({"--expire"}));
}

// Each member is asked, since nobody can tell which one lives to hand it on.
void tst_alert_silence::aClusterIsToldByEachMember()
{
    const GuardWorld world(
        with({"from am2", "says host/web1 alertmanager_alert{alertname=HighLoad,instance=web1,severity=warning} 1",
              "request silence host/web1 alert=HighLoad"}));
    const Expected<Plan> plan = world.plan();
    QVERIFY2(plan, plan ? "" : plan.error().sentence().c_str());
    QCOMPARE(plan->steps.size(), 2U);
    QCOMPARE(plan->steps[0].command.words[2], std::string("http://192.0.2.9:9093/"));
    QCOMPARE(plan->steps[1].command.words[2], std::string("http://192.0.2.10:9093/"));
}

void tst_alert_silence::nothingBecomesAnOption_data()
{
    QTest::addColumn<std::string>("hostile");
    for (const char *text : {"--expire", "-x", "$(reboot)", "`id`", "; rm -rf /", "'\"", "a\nb", "\x1b[31m", "--why=x",
                             "\xff\xfe", "%s%n", "{name}", "&& true"})
        QTest::newRow(QByteArray(text).toHex().constData()) << std::string(text);
}

void tst_alert_silence::nothingBecomesAnOption()
{
    QFETCH(std::string, hostile);
    GuardWorld world(with({"request silence host/web1 alert=HighLoad"}));
    Request request = world.request();
    request.parameters["reason"] = hostile;
    const Expected<Plan> plan = makePlan(request, world.situation());
    QVERIFY(plan);
    const Lines &words = plan->steps.front().command.words;
    QCOMPARE(words.size(), 9U);
    QVERIFY(words.back().starts_with("--why="));
    QVERIFY(words.back().find('\n') == std::string::npos && words.back().find('\x1b') == std::string::npos);
    for (const char *parameter : {"alert", "until"}) {
        Request other = world.request();
        other.parameters[parameter] = hostile;
        QVERIFY(!makePlan(other, world.situation()));
    }
}

// Whoever restarts the host an hour later is not asked why it was acted on, nor stopped by it.
void tst_alert_silence::itIsInNobodysWay()
{
    const GuardWorld world(with({"request silence host/web1 alert=HighLoad"}));
    const Expected<Plan> plan = world.plan();
    QVERIFY(plan);
    QVERIFY(plan->touched().empty());
    Plan other = *plan;
    other.claims.emplace_back("host/web1");
    QCOMPARE(other.touched(), (std::vector<Subject>{{"host", "web1"}}));
}

void tst_alert_silence::offersAreForWhatFires()
{
    const GuardWorld world(with({"says host/web2 alertmanager_alert{alertname=HighLoad,instance=web2} 0",
                                 "says alert/Backup alertmanager_alert{alertname=Backup} 1"}));
    const auto titlesFor = [&](const Subject &subject) {
        std::string all;
        for (const auto &[request, title] : offersFor(world.situation().picture, subject)) {
            if (request.action != "silence")
                continue;
            all += title + ';';
            const Expected<Plan> plan = makePlan(request, world.situation());
            if (!plan)
                all += plan.error().sentence();
        }
        return all;
    };
    QCOMPARE(titlesFor({"host", "web1"}),
             std::string("Silence HighLoad of host/web1 for 2h;Silence HostDown of host/web1 for 2h;"));
    QCOMPARE(titlesFor({"host", "web2"}), std::string());
    QCOMPARE(titlesFor({"source", "am"}), std::string("Silence Backup of alert/Backup for 2h;"));
}

SIGNALBOX_TEST(tst_alert_silence)
} // namespace tst_alert_silence

#include "tst_alert_silence.moc"
