// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The steps of a plan and of a run as rows. If these fail, nobody sees which machine was reached, and which was not.
#include <QAbstractItemModelTester>

#include <demo/demoruns.h>
#include <models/stepsmodel.h>
#include <support/testprogram.h>

namespace tst_stepsmodel
{
using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class StepsModelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aPlanHasNothingDoneYet();
    void aRunSaysHowEachStepWent();
    void onlyWhatIsDoneIsDrawnWell();
};

void StepsModelTest::aPlanHasNothingDoneYet()
{
    Plan plan = demoPlan(3);
    plan.steps[2].isNoReturn = true;
    StepsModel model;
    const QAbstractItemModelTester tester(&model);
    model.show(plan, nullptr);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.index(0, StepsModel::StateColumn).data().toString(), u"planned"_s);
    QVERIFY(!model.index(0, StepsModel::StateColumn).data(StateRole).isValid());
    QVERIFY(model.index(2, StepsModel::WordsColumn).data().toString().contains(u"no way back"_s));
    QCOMPARE(model.subjectAt(1), std::optional(Subject{"host", "web2"}));
    model.show(demoPlan(), nullptr);
    QCOMPARE(model.rowCount(), 1);
}

void StepsModelTest::aRunSaysHowEachStepWent()
{
    const Plan plan = demoPlan(3);
    DemoJournal journal;
    journal.confirms("aaaaaaaaaaaa", plan).tells("aaaaaaaaaaaa", RunStarted{});
    journal.goes("aaaaaaaaaaaa", 0, RunObserved::Outcome::Done);
    journal.goes("aaaaaaaaaaaa", 1, RunObserved::Outcome::NotDone, "exit status 1");
    const RunsPtr runs = journal.runs();
    StepsModel model;
    model.show(plan, runs->run("aaaaaaaaaaaa"));
    const auto text = [&](int row, int column) { return model.index(row, column).data().toString(); };
    QCOMPARE(text(0, StepsModel::StateColumn), u"done"_s);
    QVERIFY2(text(0, StepsModel::SaidColumn).contains(u"900 ms"_s), qPrintable(text(0, StepsModel::SaidColumn)));
    QCOMPARE(text(1, StepsModel::StateColumn), u"not done"_s);
    QVERIFY(text(1, StepsModel::SaidColumn).contains(u"exit status 1"_s));
    QCOMPARE(text(2, StepsModel::StateColumn), u"waiting"_s);
}

void StepsModelTest::onlyWhatIsDoneIsDrawnWell()
{
    for (int state = 0; state <= static_cast<int>(StepState::UndoFailed); ++state) {
        StepRun step;
        step.state = static_cast<StepState>(state);
        const bool isWell = step.state == StepState::Done || step.state == StepState::Undone;
        QCOMPARE(stateOf(step) == std::optional(State::Ok), isWell);
    }
    StepRun unknown;
    unknown.state = StepState::Unknown;
    QCOMPARE(stateOf(unknown), std::optional(State::Unknown));
}

SIGNALBOX_TEST(StepsModelTest)
} // namespace tst_stepsmodel

#include "tst_stepsmodel.moc"
