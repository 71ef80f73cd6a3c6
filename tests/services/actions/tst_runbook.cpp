// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A runbook runs the site's own program with what the estate says of the target, and with nothing that the program
// could take for something else. If this fails, a name becomes an option, a command or somebody else's file.
#include <QTest>

#include <support/testprogram.h>

#include "guardcase.h"

namespace tst_runbook
{
using namespace signalbox;

namespace
{
/// The situation with one thing in the estate changed.
class Changed
{
public:
    explicit Changed(const GuardWorld &world, const std::function<void(Declared &)> &change)
        : m_situation(world.situation())
        , m_picture(m_situation.picture)
    {
        auto estate = std::make_shared<Estate>(*m_picture.estate);
        for (Declared &declared : estate->subjects) {
            if (declared.subject == Subject{"host", "web1"})
                change(declared);
        }
        m_picture.estate = estate;
    }
    [[nodiscard]] Expected<Plan> plan(const Request &request) const
    {
        const Situation situation{
            m_picture, m_situation.ledger, m_situation.history, m_situation.who, true, m_situation.watch, {}};
        return makePlan(request, situation);
    }

private:
    Situation m_situation;
    Picture m_picture;
};

const std::vector<std::string> there{"estate hosting", "alive web1", "request runbook host/web1 runbook=there"};
} // namespace

class tst_runbook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void argumentsAreFilledIn();
    void noValueIsMoreThanAValue_data();
    void noValueIsMoreThanAValue();
    void hostileRequestsAreRefused_data();
    void hostileRequestsAreRefused();
    void theFirstGoesAlone();
    void whatIsAtRiskIsCounted_data();
    void whatIsAtRiskIsCounted();
    void offersAreForTheSubjectAlone();
    void theShippedExampleRefusesTheSeedsRestart();
};

void tst_runbook::argumentsAreFilledIn()
{
    const Expected<Plan> plan = GuardWorld(there).plan();
    QVERIFY(plan);
    const Step &step = plan->steps.front();
    QCOMPARE(step.command.by, StepCommand::By::Host);
    QCOMPARE(step.command.host, std::string("web1"));
    QCOMPARE(step.command.words, (std::vector<std::string>{"run", "doit", "--at=192.0.2.11", "host-york"}));
    QCOMPARE(step.probe->words, (std::vector<std::string>{"run", "is-done"}));
    QVERIFY(!step.undo);
    QCOMPARE(plan->title, std::string("Do it on web1"));
    const Expected<Plan> tidy = GuardWorld({"estate hosting", "request runbook host/db1 runbook=tidy"}).plan();
    QVERIFY(tidy);
    QCOMPARE(tidy->steps.front().command.by, StepCommand::By::Program);
    QCOMPARE(tidy->steps.front().command.words, (std::vector<std::string>{"/usr/bin/tidy", "db1"}));
    QCOMPARE(tidy->steps.front().undo->words, (std::vector<std::string>{"/usr/bin/untidy", "db1"}));
    QVERIFY(tidy->isReversible);
    QCOMPARE(tidy->claims, (std::vector<std::string>{"host/db1", "pair/data"}));
}

void tst_runbook::noValueIsMoreThanAValue_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<bool>("isFine");
    for (const char *fine : {"york", "192.0.2.1", "2001:db8::1", "a/b", "a-b", "a_b", "..", "/etc"})
        QTest::newRow(fine) << QByteArray(fine) << true;
    for (const char *hostile :
         {"",     "-rf",  "--help", "a b",      "a;b",  "$(id)",   "`id`", "a|b", "a&b", "a>b",         "a<b",
          "a\nb", "a\tb", "'",      "\"",       "\\",   "*",       "?",    "~",   "#",   "!",           "{name}",
          "{",    "a=b",  "%s",     "\xc3\xa9", "\xff", "\x1b[2J", "a,b",  "[a]", "a@b", "\xe2\x80\xae"})
        QTest::newRow(QByteArray(hostile).toPercentEncoding().constData()) << QByteArray(hostile) << false;
}

void tst_runbook::noValueIsMoreThanAValue()
{
    QFETCH(QByteArray, value);
    QFETCH(bool, isFine);
    const GuardWorld world(there);
    for (const bool isSite : {true, false}) {
        const Changed changed(world,
                              [&](Declared &web1) { (isSite ? web1.site : web1.address) = value.toStdString(); });
        const Expected<Plan> plan = changed.plan(world.request());
        QCOMPARE(plan.has_value(), isFine);
        if (!plan)
            continue;
        const std::string filled = isSite ? "host-" + value.toStdString() : "--at=" + value.toStdString();
        QCOMPARE(plan->steps.front().command.words.size(), 4U);
        QCOMPARE(plan->steps.front().command.words.at(isSite ? 3 : 2), filled);
    }
    // A nul ends the argument of whatever program reads it.
    const Changed nul(world, [](Declared &web1) { web1.site = std::string("york\0x", 6); });
    QVERIFY(!nul.plan(world.request()));
}

void tst_runbook::hostileRequestsAreRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"", "-rf", "--help", "../tidy", "tidy;id", "$(id)", "`id`", "tidy\nid", "Tidy", "tidy ",
                             "{name}", "\xff", "\x1b[2J"})
        QTest::newRow(QByteArray(text).toPercentEncoding().constData()) << QByteArray(text);
}

void tst_runbook::hostileRequestsAreRefused()
{
    QFETCH(QByteArray, text);
    const std::string hostile = text.toStdString();
    const GuardWorld world(there);
    const Subject web1{"host", "web1"};
    for (const Request &request :
         {Request{hostile, {web1}, {{"runbook", "tidy"}}}, Request{"runbook", {web1}, {{"runbook", hostile}}},
          Request{"runbook", {web1}, {{"runbook", "tidy"}, {hostile, "x"}}},
          Request{"runbook", {{"host", hostile}}, {{"runbook", "tidy"}}},
          Request{"runbook", {{hostile, "web1"}}, {{"runbook", "tidy"}}},
          Request{"service-restart", {web1}, {{"service", hostile}}},
          Request{"service-restart", {web1}, {{hostile, "web"}}},
          Request{"service-restart", {{"host", hostile}}, {}}}) {
        const Expected<Plan> plan = makePlan(request, world.situation());
        QVERIFY(!plan);
        const std::string said = plan.error().sentence();
        QVERIFY2(said.find('\x1b') == std::string::npos && said.find('\n') == std::string::npos, said.c_str());
    }
}

void tst_runbook::theFirstGoesAlone()
{
    const Expected<Plan> plan =
        GuardWorld({"estate hosting", "request runbook host/web2,host/web1,host/db1 runbook=tidy"}).plan();
    QVERIFY(plan);
    QCOMPARE(plan->title, std::string("Tidy web2 and 2 more"));
    QCOMPARE(plan->atOnce, 3U);
    QCOMPARE(plan->steps[0].target.name, std::string("web2"));
    QCOMPARE(plan->steps[0].stage, 0U);
    QCOMPARE(plan->steps[1].stage, 1U);
    QCOMPARE(plan->steps[2].stage, 1U);
    QVERIFY(!GuardWorld({"estate hosting", "request runbook host/web1,host/web2 runbook=there"}).plan());
    QVERIFY(!GuardWorld({"estate hosting", "request runbook host/web1 runbook=restart-brain"}).plan());
}

void tst_runbook::whatIsAtRiskIsCounted_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *line, const char *expected) {
        QTest::newRow(name) << QString::fromUtf8(line) << QString::fromUtf8(expected);
    };
    row("few", "says host/hv1 machines_running 12", "12 running machines");
    row("many", "says host/hv1 machines_running 1214", "about 1,200 running machines");
    row("what depends on it", "says host/vm1 machines_running 3", "3 running machines");
    row("none", "says host/hv1 machines_running 0", "0 running machines");
    row("another's", "says host/web1 machines_running 3", "nobody knows how many running machines");
    row("no number", "says host/hv1 machines_running nan", "nobody knows how many running machines");
    row("absurd", "says host/hv1 machines_running 1e300", "nobody knows how many running machines");
    row("nobody says", "alive web1", "nobody knows how many running machines");
}

void tst_runbook::whatIsAtRiskIsCounted()
{
    QFETCH(QString, line);
    QFETCH(QString, expected);
    const std::vector<std::string> lines{"estate hosting", "request runbook host/hv1 runbook=restart-brain",
                                         line.toStdString()};
    QCOMPARE(QString::fromStdString(GuardWorld(lines).plan()->atRisk), expected);
}

void tst_runbook::offersAreForTheSubjectAlone()
{
    const GuardWorld world({"estate hosting"});
    const auto titlesFor = [&](const Subject &subject) {
        std::string all;
        for (const auto &[request, title] : offersFor(world.situation().picture, subject)) {
            if (request.action == "runbook")
                all += title + ';';
        }
        return all;
    };
    QCOMPARE(titlesFor({"host", "hv1"}), std::string("Tidy hv1;Do it on hv1;Restart the brain on hv1;"));
    QCOMPARE(titlesFor({"status-page", "public"}), std::string("Tidy public;"));
    QCOMPARE(titlesFor({"router", "edge"}), std::string());
}

// The restart of the brain while the network was cut, in the estate that ships.
void tst_runbook::theShippedExampleRefusesTheSeedsRestart()
{
    const std::vector<std::string> night{
        "estate ../../../../resources/examples/hosting",
        "request runbook host/brain1 runbook=restart-brain",
        "steady 0s 1200s 10s host/brain1 brain_heads_missing 0",
        "steady 0s 1200s 10s host/hv1 virtual_machines_running 640",
        "steady 0s 1200s 10s host/hv2 virtual_machines_running 574",
        "steady 0s 850s 10s router/edge-york link_loss_ratio{link=york-manchester} 0",
        "steady 860s 1090s 10s router/edge-york link_loss_ratio{link=york-manchester} 1",
        "steady 1100s 1200s 10s router/edge-york link_loss_ratio{link=york-manchester} 0",
    };
    const Expected<Plan> plan = GuardWorld(night).plan();
    QVERIFY(plan);
    QCOMPARE(plan->gate, GateLevel::TypeNameAndCount);
    QCOMPARE(plan->atRisk, std::string("about 1,200 running machines"));
    QCOMPARE(hardBlocks(*plan).front().id, std::string("network-quiet"));
    QCOMPARE(hardBlocks(*plan).front().verdict, Guard::Verdict::Fail);
}

SIGNALBOX_TEST(tst_runbook)
} // namespace tst_runbook

#include "tst_runbook.moc"
