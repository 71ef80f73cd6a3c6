// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The steps, literally. If these fail, whoever does one by hand does something else than the plan would have.
#include <QPlainTextEdit>

#include <demo/demoruns.h>
#include <parts/rowtable.h>
#include <parts/tokens.h>
#include <plan/steplist.h>
#include <support/testprogram.h>

#include "../pages/pagesupport.h"

namespace tst_steplist
{
using namespace signalbox;
using namespace Qt::StringLiterals;

class StepListTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Dark); }
    void theChosenStepIsToldLiterally();
    void whatNothingCanLookAtOrUndoSaysSo();
    void aRunKeepsTheChosenStep();
    void theStepInQuestionIsChosenOnce();
    void everyControlHasAName();

private:
    static QString literalOf(const StepList &list) { return list.findChild<QPlainTextEdit *>()->toPlainText(); }
};

void StepListTest::theChosenStepIsToldLiterally()
{
    const Plan plan = demoPlan(3);
    StepList list(nullptr);
    list.setSteps(plan, nullptr);
    QCOMPARE(list.command(), QString::fromStdString(literal(plan.steps[0].command)));
    list.findChild<RowTable *>()->choose(2);
    QCOMPARE(list.command(), QString::fromStdString(literal(plan.steps[2].command)));
    QVERIFY(literalOf(list).contains(list.command().simplified()));
    QVERIFY(literalOf(list).contains(QString::fromStdString(literal(*plan.steps[2].probe)).simplified()));
}

void StepListTest::whatNothingCanLookAtOrUndoSaysSo()
{
    Plan plan = demoPlan();
    plan.steps[0].probe.reset();
    StepList list(nullptr);
    list.setSteps(plan, nullptr);
    QVERIFY(literalOf(list).contains(u"nothing can look whether it is so"_s));
    QVERIFY(literalOf(list).contains(u"undoes: nothing does"_s));
    list.setSteps({}, nullptr);
    QCOMPARE(list.command(), QString());
}

void StepListTest::aRunKeepsTheChosenStep()
{
    const Plan plan = demoPlan(3);
    StepList list(nullptr);
    list.setSteps(plan, nullptr);
    list.findChild<RowTable *>()->choose(1);
    DemoJournal journal;
    journal.confirms("aaaaaaaaaaaa", plan).tells("aaaaaaaaaaaa", RunStarted{});
    const RunsPtr runs = journal.runs();
    list.setSteps(plan, runs->run("aaaaaaaaaaaa"));
    QCOMPARE(list.command(), QString::fromStdString(literal(plan.steps[1].command)));
}

void StepListTest::theStepInQuestionIsChosenOnce()
{
    const Plan plan = demoPlan(3);
    DemoJournal journal;
    journal.confirms("aaaaaaaaaaaa", plan).tells("aaaaaaaaaaaa", RunStarted{});
    journal.goes("aaaaaaaaaaaa", 0, RunObserved::Outcome::Done);
    journal.goes("aaaaaaaaaaaa", 1, RunObserved::Outcome::NotDone, "exit status 1");
    const RunsPtr runs = journal.runs();
    StepList list(nullptr);
    list.setSteps(plan, runs->run("aaaaaaaaaaaa"));
    QCOMPARE(list.command(), QString::fromStdString(literal(plan.steps[1].command)));
    list.findChild<RowTable *>()->choose(2); // whoever looks at another is let
    list.setSteps(plan, runs->run("aaaaaaaaaaaa"));
    QCOMPARE(list.command(), QString::fromStdString(literal(plan.steps[2].command)));
}

void StepListTest::everyControlHasAName()
{
    StepList list(nullptr);
    list.setSteps(demoPlan(2), nullptr);
    list.show();
    QCOMPARE(unnamed(list), QStringList());
}

SIGNALBOX_TEST(StepListTest)
} // namespace tst_steplist

#include "tst_steplist.moc"
