// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Several targets in one run. If these fail, a store is left stopped because another one failed, or all of a host's
// stores are moved one after the other into the same fault.
#include <QTest>

#include <actions/nextmove.h>
#include <support/testprogram.h>

namespace tst_runtargets
{
using namespace signalbox;
using Outcome = RunObserved::Outcome;
using Steps = std::vector<std::size_t>;

namespace
{
/// Each target is stopped, moved for good, started: by the order of `stages`, one a target.
Run running(const std::vector<std::uint32_t> &stages, std::uint32_t mayFail)
{
    Plan plan;
    for (std::size_t i = 0; i < stages.size(); ++i) {
        for (const char *what : {"stop", "move", "start"}) {
            Step step;
            step.target = {"store", "store" + std::to_string(i)};
            step.command.words = {what};
            step.probe = StepCommand{StepCommand::By::Program, {}, {"is"}};
            step.stage = stages[i];
            step.freezes = std::string_view(what) == "stop";
            if (step.freezes)
                step.undo = StepCommand{StepCommand::By::Program, {}, {"start"}};
            step.isNoReturn = std::string_view(what) == "move";
            plan.steps.push_back(step);
        }
    }
    plan.atOnce = 5;
    plan.mayFail = mayFail;
    Run run = begin(RunConfirmed{plan, {}}, {"1", "ann@desk", {}, 1, RunEnded{}});
    fold(run, {"1", "watch", {}, 2, RunStarted{}});
    return run;
}

void does(Run &run, std::size_t step, Outcome outcome)
{
    fold(run, {"1", "watch", {}, 0, RunIntent{static_cast<std::uint32_t>(step), false}});
    RunObserved seen;
    seen.step = static_cast<std::uint32_t>(step);
    seen.outcome = outcome;
    fold(run, {"1", "watch", {}, 0, seen});
}
} // namespace

class TestRunTargets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneAloneThenTheOthersSideBySide();
    void whatIsBegunIsBroughtToItsEnd();
    void oneMayFailAndASecondHoldsTheRestBack();
    void theFirstAloneMayNotFail();
    void aGuardThatBecameWorseHoldsTheRestBack();
    void whatIsPastReturnIsNotUndone();
};

void TestRunTargets::oneAloneThenTheOthersSideBySide()
{
    Run run = running({0, 1, 1}, 0);
    QCOMPARE(nextSteps(run), Steps{0});
    for (const std::size_t step : {0U, 1U, 2U})
        does(run, step, Outcome::Done);
    QCOMPARE(nextSteps(run), (Steps{3, 6}));
    does(run, 3, Outcome::Done);
    QCOMPARE(nextSteps(run), (Steps{4, 6}));
}

void TestRunTargets::whatIsBegunIsBroughtToItsEnd()
{
    Run run = running({0, 0, 0}, 0);
    does(run, 0, Outcome::Done);
    does(run, 3, Outcome::NotDone);
    QCOMPARE(run.state, RunState::Running);
    QCOMPARE(nextSteps(run), Steps{1}); // the third is not begun
    does(run, 1, Outcome::Done);
    QCOMPARE(run.state, RunState::Running);
    does(run, 2, Outcome::Done);
    QCOMPARE(run.state, RunState::Deciding);
    QVERIFY(run.words.find("not done") != std::string::npos);
}

void TestRunTargets::oneMayFailAndASecondHoldsTheRestBack()
{
    Run run = running({0, 1, 1, 2}, 1);
    for (const std::size_t step : {0U, 1U, 2U})
        does(run, step, Outcome::Done);
    does(run, 3, Outcome::NotDone);
    for (const std::size_t step : {6U, 7U, 8U})
        does(run, step, Outcome::Done);
    QCOMPARE(nextSteps(run), Steps{9});
    Run other = run;
    does(other, 9, Outcome::NotDone);
    QCOMPARE(other.state, RunState::Deciding);
    for (const std::size_t step : {9U, 10U, 11U})
        does(run, step, Outcome::Done);
    QCOMPARE(run.state, RunState::Deciding);
}

void TestRunTargets::theFirstAloneMayNotFail()
{
    Run run = running({0, 1}, 1);
    does(run, 0, Outcome::NotDone);
    QCOMPARE(run.state, RunState::Deciding);
}

void TestRunTargets::aGuardThatBecameWorseHoldsTheRestBack()
{
    Run run = running({0, 0}, 0);
    does(run, 0, Outcome::Done);
    fold(run, {"1", "watch", {}, 0, RunRegressed{"a guard became worse"}});
    QCOMPARE(run.state, RunState::Running);
    QCOMPARE(nextSteps(run), Steps{1});
    does(run, 1, Outcome::Done);
    does(run, 2, Outcome::Done);
    QCOMPARE(run.state, RunState::Deciding);
    QCOMPARE(run.words, std::string("a guard became worse"));
}

// The first is moved; the second fails in the middle, and is started again where it was.
void TestRunTargets::whatIsPastReturnIsNotUndone()
{
    Run run = running({0, 1}, 0);
    for (const std::size_t step : {0U, 1U, 2U, 3U})
        does(run, step, Outcome::Done);
    does(run, 4, Outcome::NotDone);
    QCOMPARE(run.state, RunState::Undoing);
    QVERIFY(isToBeUndone(run, 3) && !isToBeUndone(run, 0));
    QCOMPARE(nextMoves(run, {}, {}), (std::vector<Move>{{Move::Kind::Undo, 3}}));
    does(run, 3, Outcome::Done);
    RunObserved undone;
    undone.step = 3;
    undone.isUndo = true;
    undone.outcome = Outcome::Done;
    fold(run, {"1", "watch", {}, 0, RunIntent{3, true}});
    fold(run, {"1", "watch", {}, 0, undone});
    fold(run, {"1", "watch", {}, 0, RunEnded{}});
    QCOMPARE(run.state, RunState::Undone);
    QCOMPARE(run.steps[2].state, StepState::Done);
}
SIGNALBOX_TEST(TestRunTargets)
} // namespace tst_runtargets

#include "tst_runtargets.moc"
