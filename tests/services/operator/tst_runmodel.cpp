// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every way that a run can go: each reply, lost or late, each death of the watch, each decision at each moment. If this
// fails, there is a night on which a step is sent twice, a thing is claimed that is not so, or a run is stuck for ever.
#include <QTest>

#include <support/testprogram.h>

#include "runexplorer.h"

using namespace signalbox;

namespace tst_runmodel
{
namespace
{
Step step(bool hasProbe, bool hasUndo, std::uint32_t stage, const char *target = "web1")
{
    Step made;
    made.target = {"host", target};
    made.command.words = {"/bin/do"};
    if (hasProbe)
        made.probe = StepCommand{StepCommand::By::Program, {}, {"/bin/probe"}};
    if (hasUndo)
        made.undo = StepCommand{StepCommand::By::Program, {}, {"/bin/undo"}};
    made.stage = stage;
    return made;
}
} // namespace

class TestRunModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyWayThatARunCanGo_data()
    {
        QTest::addColumn<QString>("kind");
        for (const char *kind : {"probe and undo", "no probe", "no undo", "frozen, then a point of no return",
                                 "both at the same time", "watched afterwards", "two targets, one frozen"})
            QTest::newRow(kind) << QString::fromLatin1(kind);
    }

    void everyWayThatARunCanGo()
    {
        QFETCH(QString, kind);
        Plan plan;
        plan.request.targets = {{"host", "web1"}};
        plan.steps = {step(true, true, 0), step(true, true, 1)};
        // What is late makes many worlds more; two steps one after the other see all of it.
        const bool hasLate = kind == QLatin1String("no undo") || kind == QLatin1String("no probe");
        if (kind == QLatin1String("no probe"))
            plan.steps = {step(false, true, 0), step(false, true, 1)};
        else if (kind == QLatin1String("no undo"))
            plan.steps = {step(true, false, 0), step(true, false, 1)};
        else if (kind == QLatin1String("both at the same time"))
            plan.steps[1] = step(true, true, 0, "web2");
        else if (kind == QLatin1String("watched afterwards"))
            plan.soak = Milliseconds(1000);
        plan.atOnce = 2;
        if (kind == QLatin1String("frozen, then a point of no return")) {
            plan.steps[0].freezes = true;
            plan.steps[1].isNoReturn = true;
        }
        if (kind == QLatin1String("two targets, one frozen")) {
            plan.steps = {step(true, true, 0), step(true, false, 0, "web2")};
            plan.steps[0].freezes = true;
        }
        Explorer explorer(plan, hasLate);
        explorer.explore();
        qInfo("%zu worlds", explorer.count());
        QVERIFY2(explorer.faults().empty(), explorer.faults().c_str());
        QVERIFY(explorer.count() > 100);
    }
};
SIGNALBOX_TEST(TestRunModel)
} // namespace tst_runmodel

#include "tst_runmodel.moc"
