// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A plan in words. If these fail, a guard that nobody could answer looks as if it had been met.
#include <demo/demoruns.h>
#include <models/plantext.h>
#include <support/testprogram.h>

namespace tst_plantext
{
using namespace signalbox;
using namespace Qt::StringLiterals;

class PlanTextTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void onlyAGuardThatPassesIsDrawnWell();
    void whatIsNotKnownSaysSo();
    void differencesThatDoNotFitAreCounted();
    void theDetailSaysWhetherItCanBeUndone();
    void whoeverApprovesReadsWhatWasAnswered();
    void guardsAreCountedByWhatTheyAskFor();
};

void PlanTextTest::onlyAGuardThatPassesIsDrawnWell()
{
    for (const auto verdict :
         {Guard::Verdict::Pass, Guard::Verdict::Fail, Guard::Verdict::Unknown, Guard::Verdict::Later}) {
        for (const auto guardClass : {GuardClass::Hard, GuardClass::Override, GuardClass::Warning, GuardClass::Info}) {
            Guard guard;
            guard.verdict = verdict;
            guard.guardClass = guardClass;
            QCOMPARE(stateOf(guard) == std::optional(State::Ok), verdict == Guard::Verdict::Pass);
            if (verdict == Guard::Verdict::Unknown)
                QCOMPARE(stateOf(guard), std::optional(State::Unknown));
            QVERIFY(!wordOf(guard).isEmpty());
        }
    }
}

void PlanTextTest::whatIsNotKnownSaysSo()
{
    Guard guard;
    guard.verdict = Guard::Verdict::Unknown;
    for (const auto guardClass : {GuardClass::Hard, GuardClass::Override, GuardClass::Warning, GuardClass::Info}) {
        guard.guardClass = guardClass;
        QVERIFY2(wordOf(guard).startsWith(u"not known"_s), qPrintable(wordOf(guard)));
    }
}

void PlanTextTest::differencesThatDoNotFitAreCounted()
{
    const QStringList lines = differenceLines(demoPlan(8), 5);
    QCOMPARE(lines.size(), 5);
    QCOMPARE(lines.first(), u"nginx on web1: failed → active"_s);
    QCOMPARE(lines.last(), u"and 4 more"_s);
    QCOMPARE(differenceLines(demoPlan(5), 5).size(), 5);
    QCOMPARE(differenceLines(demoPlan(5), 5).last(), u"nginx on web5: failed → active"_s);
}

void PlanTextTest::theDetailSaysWhetherItCanBeUndone()
{
    Plan plan = demoPlan(3);
    const QString detail = planDetail(plan);
    QVERIFY2(detail.contains(u"3 hosts"_s) && detail.contains(u"cannot be undone"_s), qPrintable(detail));
    QVERIFY2(detail.contains(QString::fromStdString(shortHash(planHash(plan)))), qPrintable(detail));
    plan.isReversible = true;
    QVERIFY(!planDetail(plan).contains(u"cannot"_s));
}

void PlanTextTest::whoeverApprovesReadsWhatWasAnswered()
{
    Plan plan = demoPlan();
    plan.guards = demoGuards({GuardClass::Override, GuardClass::Warning});
    QCOMPARE(answerLines(plan, demoConfirmation(plan)),
             (QStringList{u"accepted: Others of its service are well: web3 is critical"_s,
                          u"overridden: Acted on less than 60 min ago: 12 min ago, by kim@desk2, since it is worse to "
                          "wait"_s}));
    plan.guards.clear(); // what cannot be told is named
    Confirmation answer;
    answer.ticked = {"W1"};
    QCOMPARE(answerLines(plan, answer), QStringList{u"accepted: W1"_s});
}

void PlanTextTest::guardsAreCountedByWhatTheyAskFor()
{
    const auto guards = demoGuards({GuardClass::Hard, GuardClass::Override, GuardClass::Warning});
    QCOMPARE(guardCounts(guards), u"1 in the way, 1 not known, 1 to be ticked, 3 met"_s);
}

SIGNALBOX_TEST(PlanTextTest)
} // namespace tst_plantext

#include "tst_plantext.moc"
