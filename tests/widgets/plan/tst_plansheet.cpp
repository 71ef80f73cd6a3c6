// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// From a plan to its run. If these fail, what is done is not what was read, or nobody sees how it goes.
#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>

#include <demo/demopicture.h>
#include <demo/demoruns.h>
#include <parts/command.h>
#include <parts/headline.h>
#include <parts/rowtable.h>
#include <parts/tokens.h>
#include <plan/gatebutton.h>
#include <plan/plansheet.h>
#include <support/testprogram.h>

#include "../pages/pagesupport.h"

namespace tst_plansheet
{
using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Outcome = RunObserved::Outcome;

class PlanSheetTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Dark); }
    void init();
    void cleanup();
    void aPlanIsMadeAgainEachSecondAndNeverTwiceAtOnce();
    void anotherPlanVoidsWhatWasTicked();
    void whatIsConfirmedIsWhatWasRead();
    void thePlanBecomesItsRun();
    void whatIsNotWrittenIsNotSent();
    void oneKeyStops();
    void aSecondPersonApprovesTheVeryPlan();
    void aStepIsCopiedAsACommand();
    void withoutAPlanNothingCanBeConfirmed();
    void aReplayConfirmsNothing();
    void everyControlHasAName();

private:
    void make(const PageContext &context);
    void showLater(Milliseconds time) { m_sheet->showPicture(m_demo.pass(time).picture()); }
    void answerPlan(const Expected<Plan> &plan);
    void tell(const DemoJournal &journal);
    QString said();
    GateButton *button(const QString &beginning);
    Expected<std::optional<RunEvent>> lastAct();

    DemoPicture m_demo;
    RunsPtr m_runs;
    std::unique_ptr<RunFollower> m_follower;
    std::unique_ptr<PlanSheet> m_sheet;
    PageContext m_context;
    std::vector<Then<Plan>> m_due;
    std::vector<Act> m_acts;
    std::optional<Problem> m_problem;
    QStringList m_told;
};

void PlanSheetTest::init()
{
    m_demo = DemoPicture();
    m_runs = DemoJournal().runs();
    m_due.clear();
    m_acts.clear();
    m_problem.reset();
    m_told.clear();
    m_follower = std::make_unique<RunFollower>([this](QObject *, auto then) { then(m_runs); });
    m_context = {};
    m_context.runs = m_follower.get();
    m_context.who = "ann@desk1";
    m_context.plan = [this](const Request &, const PicturePtr &, QObject *, const Then<Plan> &then) {
        m_due.push_back(then);
    };
    m_context.act = [this](const Act &act, QObject *, const Then<std::uint64_t> &then) {
        m_acts.push_back(act);
        then(m_problem ? Expected<std::uint64_t>(tl::unexpected(*m_problem)) : m_acts.size());
    };
    make(m_context);
}

void PlanSheetTest::cleanup()
{
    m_sheet.reset();
    m_follower.reset();
}

void PlanSheetTest::make(const PageContext &context)
{
    m_sheet = std::make_unique<PlanSheet>(context);
    connect(m_sheet.get(), &PlanSheet::told, this, [this](const QString &sentence) { m_told.append(sentence); });
    m_sheet->resize(1400, 900);
    m_sheet->show();
    m_sheet->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_sheet.get()));
    m_sheet->openPlan(demoPlan().request, u"Restart nginx on web1"_s);
    m_sheet->showPicture(m_demo.picture());
}

void PlanSheetTest::answerPlan(const Expected<Plan> &plan)
{
    QVERIFY(!m_due.empty());
    const Then<Plan> then = m_due.back();
    m_due.clear();
    then(plan);
}

void PlanSheetTest::tell(const DemoJournal &journal)
{
    m_runs = journal.runs();
    const PicturePtr picture = m_demo.pass(1s).picture();
    m_follower->showPicture(picture);
    m_sheet->showPicture(picture);
}

QString PlanSheetTest::said()
{
    QStringList texts;
    for (const QLabel *label : m_sheet->findChildren<QLabel *>())
        if (label->isVisible())
            texts += label->text();
    return texts.join(u'\n');
}

GateButton *PlanSheetTest::button(const QString &beginning)
{
    for (GateButton *button : m_sheet->findChildren<GateButton *>())
        if (button->isVisible() && button->text().startsWith(beginning))
            return button;
    return nullptr;
}

Expected<std::optional<RunEvent>> PlanSheetTest::lastAct()
{
    return runEventOf(*rowOf(m_acts.back(), "ann@desk1", WallTime(1s)));
}

void PlanSheetTest::aPlanIsMadeAgainEachSecondAndNeverTwiceAtOnce()
{
    QCOMPARE(m_due.size(), std::size_t{1});
    showLater(3s);
    QCOMPARE(m_due.size(), std::size_t{1}); // its answer is still due
    answerPlan(demoPlan());
    showLater(300ms);
    QCOMPARE(m_due.size(), std::size_t{1}); // due since
    answerPlan(demoPlan());
    showLater(300ms);
    QCOMPARE(m_due.size(), std::size_t{0});
    showLater(1s);
    QCOMPARE(m_due.size(), std::size_t{1});
    Plan plan = demoPlan();
    plan.guards = demoGuards({GuardClass::Warning});
    answerPlan(plan);
    QVERIFY2(said().contains(u"1 to be ticked"_s), qPrintable(said()));
    QVERIFY2(said().contains(u"nginx on web1: failed → active"_s), qPrintable(said()));
}

void PlanSheetTest::anotherPlanVoidsWhatWasTicked()
{
    Plan plan = demoPlan(1, GateLevel::TypeName);
    plan.guards = demoGuards({GuardClass::Warning});
    answerPlan(plan);
    auto *guards = qobject_cast<RowTable *>(named(*m_sheet, u"guards"_s));
    guards->choose(0);
    QTest::keyClick(guards, Qt::Key_Space);
    auto *name = qobject_cast<QLineEdit *>(named(*m_sheet, u"Name of what it is done to"_s));
    QTest::keyClicks(name, u"web1"_s);
    QVERIFY(button(u"Restart"_s)->isEnabled());
    showLater(1s);
    answerPlan(plan); // the same
    QVERIFY(button(u"Restart"_s)->isEnabled());
    plan.changes[0].before = "active";
    showLater(1s);
    answerPlan(plan);
    QVERIFY(!button(u"Restart"_s)->isEnabled());
    QCOMPARE(name->text(), QString());
    QVERIFY2(said().contains(u"The plan has become another one"_s), qPrintable(said()));
    QVERIFY2(said().contains(u"what it changes is another value by now"_s), qPrintable(said()));
}

void PlanSheetTest::whatIsConfirmedIsWhatWasRead()
{
    const Plan plan = demoPlan(3);
    answerPlan(plan);
    QTest::keyClick(button(u"Restart"_s), Qt::Key_Space);
    QCOMPARE(m_acts.size(), std::size_t{1});
    QCOMPARE(m_acts[0].kind, Act::Kind::ConfirmRun);
    const auto event = lastAct();
    QVERIFY(event && *event);
    const auto *confirmed = std::get_if<RunConfirmed>(&(*event)->what);
    QVERIFY(confirmed);
    QCOMPARE(planHash(confirmed->plan), planHash(plan));
    QCOMPARE(confirmed->confirmation.hash, planHash(plan));
    QVERIFY(!missing(plan, confirmed->confirmation));
}

void PlanSheetTest::thePlanBecomesItsRun()
{
    answerPlan(demoPlan(2));
    QCOMPARE(m_sheet->title(), u"Plan"_s);
    QTest::keyClick(button(u"Restart"_s), Qt::Key_Space);
    const std::string id = (*lastAct())->run;
    QCOMPARE(m_sheet->title(), u"Run "_s + QString::fromStdString(id));
    QVERIFY(!named(*m_sheet, u"guards"_s)->isVisible());
    showLater(2s);
    QVERIFY(m_due.empty()); // it is planned no more
    DemoJournal journal;
    tell(journal.confirms(id, demoPlan(2)));
    QVERIFY2(said().contains(u"armed"_s) && said().contains(u"begins within"_s), qPrintable(said()));
    tell(journal.tells(id, RunStarted{}).goes(id, 0, Outcome::Done));
    QVERIFY2(said().contains(u"running"_s) && said().contains(u"1 of 2 are over"_s), qPrintable(said()));
    tell(journal.goes(id, 1, Outcome::Unknown, "no reply")
             .tells(id, RunObserved{1, false, false, Outcome::Unknown, "timed out", 1s}));
    QVERIFY2(said().contains(u"Nobody knows whether step 2 was done"_s), qPrintable(said()));
    QTest::keyClick(button(u"Go on"_s), Qt::Key_Space);
    const auto event = lastAct();
    QCOMPARE((*event)->run, id);
    QCOMPARE(std::get<RunDecision>((*event)->what).kind, RunDecision::Kind::Resume);
}

void PlanSheetTest::whatIsNotWrittenIsNotSent()
{
    m_problem = Problem{"journal.db", "cannot be written", "Make room"};
    answerPlan(demoPlan());
    QTest::keyClick(button(u"Restart"_s), Qt::Key_Space);
    QCOMPARE(m_sheet->title(), u"Plan"_s);
    QVERIFY2(m_told.join(u'|').contains(u"Not confirmed, nothing is sent"_s), qPrintable(m_told.join(u'|')));
    QVERIFY(button(u"Restart"_s)->isEnabled()); // once more
}

void PlanSheetTest::oneKeyStops()
{
    DemoJournal journal;
    journal.confirms("aaaaaaaaaaaa", demoPlan());
    tell(journal);
    m_sheet->openRun(u"aaaaaaaaaaaa"_s);
    tell(journal);
    QAction *stop = m_sheet->commands().constFirst();
    m_sheet->addActions(m_sheet->commands());
    QVERIFY2(stop->isEnabled(), qPrintable(refusalOf(*stop)));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Q);
    QCOMPARE(std::get<RunDecision>((*lastAct())->what).kind, RunDecision::Kind::Stop);
    m_sheet->hide();
    QVERIFY(!stop->isEnabled());
}

void PlanSheetTest::aSecondPersonApprovesTheVeryPlan()
{
    Plan plan = demoPlan(1, GateLevel::TypeNameAndCount);
    plan.secondPerson = SecondPerson::Required;
    DemoJournal journal;
    journal.by("kim@desk2").confirms("aaaaaaaaaaaa", plan);
    tell(journal);
    m_sheet->openRun(u"aaaaaaaaaaaa"_s);
    tell(journal);
    GateButton *approve = button(u"Approve"_s);
    QVERIFY(approve && approve->isEnabled());
    approve->setFocus();
    QTest::keyPress(approve, Qt::Key_Space);
    QTRY_COMPARE(m_acts.size(), std::size_t{1});
    QCOMPARE(m_acts[0].kind, Act::Kind::ApproveRun);
    QCOMPARE(std::get<RunApproved>((*lastAct())->what).hash, planHash(plan));
    QTest::keyRelease(approve, Qt::Key_Space);
}

void PlanSheetTest::aStepIsCopiedAsACommand()
{
    const Plan plan = demoPlan(2);
    answerPlan(plan);
    m_sheet->commands().constLast()->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), QString::fromStdString(literal(plan.steps[0].command)));
}

void PlanSheetTest::withoutAPlanNothingCanBeConfirmed()
{
    QVERIFY(!button({})->isEnabled());
    answerPlan(tl::unexpected(Problem{{}, "host/web1 is not in the estate", {}}));
    QVERIFY(!button({})->isEnabled());
    QVERIFY2(said().contains(u"host/web1 is not in the estate"_s), qPrintable(said()));
}

void PlanSheetTest::aReplayConfirmsNothing()
{
    PageContext past = m_context;
    past.act = {};
    make(past);
    answerPlan(demoPlan());
    QVERIFY(!button(u"Restart"_s)->isEnabled());
    for (const QAction *command : m_sheet->commands())
        QCOMPARE(refusalOf(*command), u"a replay shows the past"_s);
}

void PlanSheetTest::everyControlHasAName()
{
    answerPlan(demoPlan(5, GateLevel::TypeNameAndCount));
    QCOMPARE(unnamed(*m_sheet), QStringList());
    DemoJournal journal;
    journal.confirms("aaaaaaaaaaaa", demoPlan(2)).tells("aaaaaaaaaaaa", RunStarted{});
    journal.goes("aaaaaaaaaaaa", 0, Outcome::NotDone, "exit status 1");
    m_sheet->openRun(u"aaaaaaaaaaaa"_s);
    tell(journal);
    QCOMPARE(unnamed(*m_sheet), QStringList());
}

SIGNALBOX_TEST(PlanSheetTest)
} // namespace tst_plansheet

#include "tst_plansheet.moc"
