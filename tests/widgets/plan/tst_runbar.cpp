// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a person says to a run. If these fail, a run cannot be stopped, goes on without anybody's word, or is approved
// by whoever confirmed it.
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>

#include <demo/demoruns.h>
#include <parts/tokens.h>
#include <plan/gatebutton.h>
#include <plan/runbar.h>
#include <support/testprogram.h>

#include "../pages/pagesupport.h"

namespace tst_runbar
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

class RunBarTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Dark); }
    void init();
    void cleanup() { m_bar.reset(); }
    void anArmedRunCountsDownAndIsStoppedByOnePress();
    void anUnknownOutcomeIsToldAndHasWaysOut();
    void aReasonIsAskedForWhereOneIsNeeded();
    void nothingIsDecidedThatCannotBe();
    void whoeverConfirmedItCannotApproveIt();
    void anotherPersonApprovesByHolding();
    void everyControlHasAName();

private:
    void show(const DemoJournal &journal, const std::string &me = "ann@desk1");
    GateButton *button(const QString &beginning);
    QString said();

    std::unique_ptr<RunBar> m_bar;
    std::vector<RunDecision> m_decided;
    int m_approved = 0;
};

void RunBarTest::init()
{
    m_decided.clear();
    m_approved = 0;
    m_bar = std::make_unique<RunBar>(nullptr);
    connect(m_bar.get(), &RunBar::decided, this, [this](const RunDecision &each) { m_decided.push_back(each); });
    connect(m_bar.get(), &RunBar::approved, this, [this] { ++m_approved; });
    m_bar->resize(1200, 300);
    m_bar->show();
    m_bar->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_bar.get()));
}

void RunBarTest::show(const DemoJournal &journal, const std::string &me)
{
    m_bar->showRun(*journal.runs()->run(id), journal.now(), me);
}

GateButton *RunBarTest::button(const QString &beginning)
{
    for (GateButton *button : m_bar->findChildren<GateButton *>())
        if (button->isVisible() && button->text().startsWith(beginning))
            return button;
    return nullptr;
}

QString RunBarTest::said()
{
    QStringList texts;
    for (const QLabel *label : m_bar->findChildren<QLabel *>())
        if (label->isVisible())
            texts += label->text();
    return texts.join(u'\n');
}

void RunBarTest::anArmedRunCountsDownAndIsStoppedByOnePress()
{
    DemoJournal journal;
    show(journal.confirms(id, demoPlan()).pass(17s));
    const auto *left = m_bar->findChild<QProgressBar *>();
    QVERIFY(left->isVisible());
    QCOMPARE(left->value(), 430);
    QVERIFY2(said().contains(u"begins within 43 s"_s), qPrintable(said()));
    m_bar->tellTime(journal.now() + 3s);
    QVERIFY2(said().contains(u"begins within 40 s"_s), qPrintable(said()));
    QVERIFY(!named(*m_bar, u"Why"_s)->isVisible());
    QTest::keyClick(button(u"Stop: nothing is sent"_s), Qt::Key_Space);
    QCOMPARE(m_decided.size(), std::size_t{1});
    QCOMPARE(m_decided[0].kind, Kind::Stop);
}

void RunBarTest::anUnknownOutcomeIsToldAndHasWaysOut()
{
    DemoJournal journal;
    journal.confirms(id, demoPlan(3)).tells(id, RunStarted{}).goes(id, 0, Outcome::Unknown, "no reply within 60 s");
    journal.tells(id, RunObserved{0, false, false, Outcome::Unknown, "ssh: timed out", 1s});
    show(journal);
    QVERIFY2(said().contains(u"Nobody knows whether step 1 was done"_s), qPrintable(said()));
    QVERIFY(!button(u"Stop"_s));
    QVERIFY(button(u"Step 1 was done by hand"_s) && button(u"Pass step 1 over"_s) && button(u"Leave"_s));
    QTest::keyClick(button(u"Go on"_s), Qt::Key_Space);
    QCOMPARE(m_decided.size(), std::size_t{1});
    QCOMPARE(m_decided[0].kind, Kind::Resume);
}

void RunBarTest::aReasonIsAskedForWhereOneIsNeeded()
{
    DemoJournal journal;
    journal.confirms(id, demoPlan(3)).tells(id, RunStarted{}).goes(id, 0, Outcome::Done);
    show(journal.goes(id, 1, Outcome::NotDone, "exit status 1"));
    QTest::keyClick(button(u"Step 2 was done by hand"_s), Qt::Key_Space);
    QVERIFY(m_decided.empty());
    QVERIFY2(said().contains(u"Write why first"_s), qPrintable(said()));
    QCOMPARE(QApplication::focusWidget(), named(*m_bar, u"Why"_s));
    QTest::keyClicks(QApplication::focusWidget(), u"over its console"_s);
    QTest::keyClick(button(u"Step 2 was done by hand"_s), Qt::Key_Space);
    QCOMPARE(m_decided.size(), std::size_t{1});
    QCOMPARE(m_decided[0].kind, Kind::ByHand);
    QCOMPARE(m_decided[0].step, 1U);
    QCOMPARE(m_decided[0].reason, std::string("over its console"));
}

void RunBarTest::nothingIsDecidedThatCannotBe()
{
    DemoJournal journal;
    show(journal.confirms(id, demoPlan()).tells(id, RunStarted{}));
    m_bar->decide(Kind::Undo);
    m_bar->decide(Kind::Resume);
    QVERIFY(m_decided.empty());
    m_bar->decide(Kind::Stop);
    QCOMPARE(m_decided.size(), std::size_t{1});
    show(journal.goes(id, 0, Outcome::Done).tells(id, RunEnded{}));
    m_bar->decide(Kind::Stop);
    QCOMPARE(m_decided.size(), std::size_t{1});
}

void RunBarTest::whoeverConfirmedItCannotApproveIt()
{
    Plan plan = demoPlan(1, GateLevel::TypeNameAndCount);
    plan.secondPerson = SecondPerson::Required;
    DemoJournal journal;
    show(journal.confirms(id, plan));
    QVERIFY2(said().contains(u"another person has to approve"_s), qPrintable(said()));
    QVERIFY(!button(u"Approve"_s)->isEnabled());
}

void RunBarTest::anotherPersonApprovesByHolding()
{
    Plan plan = demoPlan(1, GateLevel::TypeNameAndCount);
    plan.secondPerson = SecondPerson::Required;
    DemoJournal journal;
    show(journal.confirms(id, plan), "kim@desk2");
    GateButton *approve = button(u"Approve: Restart nginx on web1"_s);
    QVERIFY(approve && approve->isEnabled());
    QTest::keyClick(approve, Qt::Key_Space);
    QCOMPARE(m_approved, 0);
    approve->setFocus();
    QTest::keyPress(approve, Qt::Key_Space);
    QTRY_COMPARE(m_approved, 1);
    QTest::keyRelease(approve, Qt::Key_Space);
}

void RunBarTest::everyControlHasAName()
{
    DemoJournal journal;
    journal.confirms(id, demoPlan(3)).tells(id, RunStarted{}).goes(id, 0, Outcome::NotDone, "exit status 1");
    show(journal);
    QCOMPARE(unnamed(*m_bar), QStringList());
}

SIGNALBOX_TEST(RunBarTest)
} // namespace tst_runbar

#include "tst_runbar.moc"
