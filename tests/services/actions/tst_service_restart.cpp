// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A restart is what was asked for, on the host that was named, and leaves enough of the service. If this fails, a
// routine restart is what takes the service down.
#include <QTest>

#include <support/testprogram.h>

#include "guardcase.h"

namespace tst_service_restart
{
using namespace signalbox;

class tst_service_restart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void guardsAnswerAsRecorded_data();
    void guardsAnswerAsRecorded();
    void thePlanSaysWhatIsDone();
    void theFirstGoesAlone();
    void aPlanIsTheSameForTheSame();
    void offersAreForTheSubjectAlone();
};

void tst_service_restart::guardsAnswerAsRecorded_data()
{
    QTest::addColumn<int>("number");
    const std::vector<GuardCase> cases = guardCases("restarts");
    QVERIFY(!cases.empty());
    for (std::size_t i = 0; i < cases.size(); ++i)
        QTest::newRow(cases[i].name.c_str()) << static_cast<int>(i);
}

void tst_service_restart::guardsAnswerAsRecorded()
{
    QFETCH(int, number);
    const std::string differences =
        GuardWorld(guardCases("restarts").at(static_cast<std::size_t>(number)).lines).differences();
    QVERIFY2(differences.empty(), differences.c_str());
}

void tst_service_restart::thePlanSaysWhatIsDone()
{
    const GuardWorld world({"estate hosting", "alive web1", "request service-restart host/db1"});
    const Expected<Plan> plan = world.plan();
    QVERIFY(plan);
    QCOMPARE(plan->title, std::string("Restart postgresql on db1"));
    QCOMPARE(plan->steps.size(), 1U);
    const Step &step = plan->steps.front();
    QCOMPARE(step.command.by, StepCommand::By::Host);
    QCOMPARE(step.command.host, std::string("db1"));
    QCOMPARE(step.command.words, (std::vector<std::string>{"service-restart", "postgresql.service"}));
    QVERIFY(!step.probe && !step.undo);
    QVERIFY(!plan->isReversible);
    QCOMPARE(plan->gate, GateLevel::Hold);
    QCOMPARE(plan->claims, (std::vector<std::string>{"host/db1", "pair/data", "service/database"}));
    QCOMPARE(plan->changes, (std::vector<Difference>{{"postgresql.service on db1", "not known", "started anew"}}));
}

void tst_service_restart::theFirstGoesAlone()
{
    const GuardWorld world({"estate hosting", "request service-restart host/web2,host/web1,host/web3 service=web"});
    const Expected<Plan> plan = world.plan();
    QVERIFY(plan);
    QCOMPARE(plan->title, std::string("Restart nginx on 3 hosts"));
    QCOMPARE(plan->atOnce, 1U);
    QCOMPARE(plan->steps.front().target.name, std::string("web2"));
    QCOMPARE(plan->steps[0].stage, 0U);
    QCOMPARE(plan->steps[1].stage, 1U);
    QCOMPARE(plan->steps[2].stage, 1U);
}

void tst_service_restart::aPlanIsTheSameForTheSame()
{
    const std::vector<std::string> lines{"estate hosting", "alive web1 web2 web3", "request service-restart host/web1"};
    const GuardWorld a(lines);
    const GuardWorld b(lines);
    QCOMPARE(planHash(*a.plan()), planHash(*b.plan()));
    QCOMPARE(planHash(*a.plan()), planHash(*b.plan()));
    const GuardWorld other({"estate hosting", "alive web1", "request service-restart host/web2"});
    QVERIFY(planHash(*a.plan()) != planHash(*other.plan()));
}

void tst_service_restart::offersAreForTheSubjectAlone()
{
    const GuardWorld world({"estate hosting"});
    const Picture &picture = world.situation().picture;
    const auto titlesFor = [&](const Subject &subject) {
        std::string all;
        for (const auto &[request, title] : offersFor(picture, subject)) {
            if (request.action == "service-restart")
                all += title + ';';
        }
        return all;
    };
    QCOMPARE(titlesFor({"host", "web3"}), std::string("Restart nginx on web3;Restart cron on web3;"));
    QCOMPARE(titlesFor({"service", "database"}), std::string("Restart postgresql on db1;Restart postgresql on db2;"));
    QCOMPARE(titlesFor({"host", "hv1"}), std::string());
    QCOMPARE(titlesFor({"host", "nobody"}), std::string());
}

SIGNALBOX_TEST(tst_service_restart)
} // namespace tst_service_restart

#include "tst_service_restart.moc"
