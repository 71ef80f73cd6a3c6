// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A run in words. If these fail, somebody at 04:30 takes an unknown outcome for a failure, or presses a button that
// does something else than it says.
#include <demo/demoruns.h>
#include <models/runtext.h>
#include <support/testprogram.h>

namespace tst_runtext
{
using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Outcome = RunObserved::Outcome;
using Kind = RunDecision::Kind;

namespace
{
constexpr const char *id = "aaaaaaaaaaaa";
} // namespace

class RunTextTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anArmedRunCountsDown();
    void anUnknownOutcomeIsToldAsThat();
    void withoutAProbeItIsNotSentAgain();
    void whatIsNotDoneIsSaidToBeSo();
    void buttonsSayWhatWillHappen();
    void nothingThatNeedsAPersonIsDrawnWell();
    void anApprovalIsOfAnotherPerson();
    void onlyWhatAsksForOneNeedsAReason();

private:
    static Run runOf(const DemoJournal &journal) { return *journal.runs()->run(id); }
};

void RunTextTest::anArmedRunCountsDown()
{
    DemoJournal journal;
    const Run run = runOf(journal.confirms(id, demoPlan()));
    QCOMPARE(countdownOf(run, journal.now() + 17s)->left, 43s);
    QVERIFY2(waitsFor(run, journal.now() + 17s).contains(u"43 s"_s), qPrintable(waitsFor(run, journal.now() + 17s)));
    QCOMPARE(countdownOf(run, journal.now() + 2h)->left, 0s);
    QCOMPARE(countdownOf(run, journal.now() - 2h)->left, countdownOf(run, journal.now())->whole); // another clock
    journal.tells(id, RunStarted{});
    QVERIFY(!countdownOf(runOf(journal), journal.now()));
}

void RunTextTest::anUnknownOutcomeIsToldAsThat()
{
    DemoJournal journal;
    journal.confirms(id, demoPlan(3)).tells(id, RunStarted{}).goes(id, 0, Outcome::Unknown, "no reply within 60 s");
    journal.tells(id, RunObserved{0, false, false, Outcome::Unknown, "ssh: connection timed out", 1s});
    const Run run = runOf(journal);
    QCOMPARE(run.state, RunState::Deciding);
    QCOMPARE(stateOf(run), std::optional(State::Unknown));
    const QString text = questionText(run);
    QVERIFY2(text.contains(u"Nobody knows whether step 1 was done"_s), qPrintable(text));
    QVERIFY2(text.contains(u"may be so, half so, or not so"_s), qPrintable(text));
    QVERIFY2(text.contains(u"ssh: connection timed out"_s), qPrintable(text));
    QVERIFY2(!text.contains(u"fail"_s), qPrintable(text));
    QVERIFY2(waitsFor(run, journal.now()).contains(u"step 1: outcome unknown"_s),
             qPrintable(waitsFor(run, journal.now())));
}

void RunTextTest::withoutAProbeItIsNotSentAgain()
{
    Plan plan = demoPlan(2);
    plan.steps[0].probe.reset();
    DemoJournal journal;
    journal.confirms(id, plan).tells(id, RunStarted{}).goes(id, 0, Outcome::Unknown, "no reply");
    const QString text = questionText(runOf(journal));
    QVERIFY2(text.contains(u"not sent again"_s), qPrintable(text));
}

void RunTextTest::whatIsNotDoneIsSaidToBeSo()
{
    DemoJournal journal;
    journal.confirms(id, demoPlan(2)).tells(id, RunStarted{}).goes(id, 0, Outcome::NotDone, "exit status 1");
    const QString text = questionText(runOf(journal));
    QVERIFY2(text.contains(u"step 1 is not done"_s) && text.contains(u"exit status 1"_s), qPrintable(text));
    QCOMPARE(stateOf(runOf(journal)), std::optional(State::Warning));
}

void RunTextTest::buttonsSayWhatWillHappen()
{
    DemoJournal journal;
    journal.confirms(id, demoPlan(3)).tells(id, RunStarted{}).goes(id, 0, Outcome::Done);
    journal.goes(id, 1, Outcome::NotDone, "exit status 1");
    const Run run = runOf(journal);
    QCOMPARE(choiceText(run, Kind::Resume), u"Go on with 2 steps"_s);
    QCOMPARE(choiceText(run, Kind::Skip), u"Pass step 2 over"_s);
    QCOMPARE(choiceText(run, Kind::ByHand), u"Step 2 was done by hand"_s);
    QCOMPARE(choiceText(run, Kind::Undo), u"Undo the step that was done"_s);
    DemoJournal last;
    last.confirms(id, demoPlan()).tells(id, RunStarted{}).goes(id, 0, Outcome::NotDone);
    QCOMPARE(choiceText(runOf(last), Kind::Resume), u"Go on: Restart nginx on web1"_s);
    DemoJournal armed;
    armed.confirms(id, demoPlan());
    QCOMPARE(choiceText(runOf(armed), Kind::Stop), u"Stop: nothing is sent"_s);
    armed.tells(id, RunStarted{});
    QCOMPARE(choiceText(runOf(armed), Kind::Stop), u"Stop: nothing further is sent"_s);
}

void RunTextTest::nothingThatNeedsAPersonIsDrawnWell()
{
    Run run;
    for (int state = 0; state <= static_cast<int>(RunState::Refused); ++state) {
        run.state = static_cast<RunState>(state);
        const bool isWell = run.state == RunState::Done || run.state == RunState::Undone;
        QCOMPARE(stateOf(run) == std::optional(State::Ok), isWell);
    }
}

void RunTextTest::anApprovalIsOfAnotherPerson()
{
    Run run;
    run.who = "ann@desk1 as root";
    QVERIFY(isBy(run, "ann@desk1")); // that is how a watch names her over a line
    QVERIFY(!isBy(run, "kim@desk2"));
    QVERIFY(!isBy(run, ""));
    run.who = "ann@desk1";
    QVERIFY(isBy(run, "ann@desk1"));
    QVERIFY(!isBy(run, "ann@desk"));
}

void RunTextTest::onlyWhatAsksForOneNeedsAReason()
{
    QVERIFY(needsReason(Kind::Skip) && needsReason(Kind::ByHand) && needsReason(Kind::Leave));
    QVERIFY(!needsReason(Kind::Stop) && !needsReason(Kind::Resume) && !needsReason(Kind::Undo));
}

SIGNALBOX_TEST(RunTextTest)
} // namespace tst_runtext

#include "tst_runtext.moc"
