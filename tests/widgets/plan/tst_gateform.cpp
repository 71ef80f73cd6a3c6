// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The gate of a plan. If these fail, something is done to an estate that nobody had read, or what has to be done at
// 04:30 cannot be.
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>

#include <demo/demoruns.h>
#include <parts/tokens.h>
#include <plan/gatebutton.h>
#include <plan/gateform.h>
#include <support/testprogram.h>

#include "../pages/pagesupport.h"

namespace tst_gateform
{
using namespace signalbox;
using namespace Qt::StringLiterals;

class GateFormTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Dark); }
    void init();
    void cleanup() { m_form.reset(); }
    void theButtonSaysWhatWillHappen();
    void aPressOpensTheLowestGate();
    void theNameHasToBeTyped();
    void nameAndCountHaveToBeTyped();
    void aWarningHasToBeTicked();
    void anOverrideTakesAReasonAndRaisesTheGate();
    void whatBlocksCannotBePressed();
    void aRefusalHolds();
    void anotherPlanFindsNothingTyped();
    void everyControlHasAName();

private:
    QLineEdit *field(const QString &name) { return qobject_cast<QLineEdit *>(named(*m_form, name)); }
    GateButton *button() { return m_form->findChild<GateButton *>(); }
    QString said();

    std::unique_ptr<GateForm> m_form;
    std::vector<Confirmation> m_confirmed;
};

void GateFormTest::init()
{
    m_confirmed.clear();
    m_form = std::make_unique<GateForm>(nullptr);
    connect(m_form.get(), &GateForm::confirmed, this,
            [this](const Confirmation &confirmation) { m_confirmed.push_back(confirmation); });
    m_form->resize(1000, 200);
    m_form->show();
    m_form->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_form.get()));
}

QString GateFormTest::said()
{
    QStringList texts;
    for (const QLabel *label : m_form->findChildren<QLabel *>())
        texts += label->text();
    return texts.join(u'\n');
}

void GateFormTest::theButtonSaysWhatWillHappen()
{
    Plan plan = demoPlan();
    plan.title = "Move 14 stores off R&D";
    m_form->setPlan(plan, {});
    QCOMPARE(button()->text(), u"Move 14 stores off R&&D"_s); // no mnemonic
}

void GateFormTest::aPressOpensTheLowestGate()
{
    const Plan plan = demoPlan();
    m_form->setPlan(plan, {});
    QVERIFY2(button()->isEnabled(), qPrintable(said()));
    button()->setFocus();
    QTest::keyClick(button(), Qt::Key_Return);
    QVERIFY(m_confirmed.empty());
    QTest::keyClick(button(), Qt::Key_Space);
    QCOMPARE(m_confirmed.size(), std::size_t{1});
    QVERIFY(!missing(plan, m_confirmed.front()));
}

void GateFormTest::theNameHasToBeTyped()
{
    const Plan plan = demoPlan(1, GateLevel::TypeName);
    m_form->setPlan(plan, {});
    QVERIFY(!button()->isEnabled());
    QLineEdit *name = field(u"Name of what it is done to"_s);
    QVERIFY(name->isVisible() && !field(u"How many targets"_s)->isVisible());
    QTest::keyClicks(name, u"web2"_s);
    QVERIFY(!button()->isEnabled());
    name->clear();
    QTest::keyClicks(name, u"web1"_s);
    QVERIFY2(button()->isEnabled(), qPrintable(said()));
    QTest::keyClick(name, Qt::Key_Return);
    QVERIFY(m_confirmed.empty());
    QTest::mouseClick(button(), Qt::LeftButton);
    QCOMPARE(m_confirmed.size(), std::size_t{1});
    QVERIFY(!missing(plan, m_confirmed.front()));
}

void GateFormTest::nameAndCountHaveToBeTyped()
{
    const Plan plan = demoPlan(5, GateLevel::TypeNameAndCount);
    m_form->setPlan(plan, {});
    QTest::keyClicks(field(u"Name of what it is done to"_s), u"host"_s);
    QVERIFY(!button()->isEnabled());
    QTest::keyClicks(field(u"How many targets"_s), u"4"_s);
    QVERIFY(!button()->isEnabled());
    field(u"How many targets"_s)->clear();
    QTest::keyClicks(field(u"How many targets"_s), u"5"_s);
    QVERIFY2(button()->isEnabled(), qPrintable(said()));
}

void GateFormTest::aWarningHasToBeTicked()
{
    Plan plan = demoPlan();
    plan.guards = demoGuards({GuardClass::Warning});
    m_form->setPlan(plan, {});
    QVERIFY(!button()->isEnabled());
    QVERIFY2(said().contains(u"Others of its service are well"_s), qPrintable(said()));
    m_form->setPlan(plan, {{"W1"}, {}});
    QVERIFY(button()->isEnabled());
}

void GateFormTest::anOverrideTakesAReasonAndRaisesTheGate()
{
    Plan plan = demoPlan();
    plan.guards = demoGuards({GuardClass::Override});
    m_form->setPlan(plan, {});
    QVERIFY(!button()->isEnabled());
    m_form->setPlan(plan, {{}, {"O1"}});
    QVERIFY(!button()->isEnabled()); // why?
    QTest::keyClicks(field(u"Why"_s), u"the site is down"_s);
    QVERIFY2(button()->isEnabled(), qPrintable(said()));
    QVERIFY(button()->isHeld()); // one above a press
    QCOMPARE(m_form->confirmation().overridden.at("O1"), std::string("the site is down"));
    QVERIFY(!missing(plan, m_form->confirmation()));
}

void GateFormTest::whatBlocksCannotBePressed()
{
    Plan plan = demoPlan();
    plan.guards = demoGuards({GuardClass::Hard});
    m_form->setPlan(plan, {{"H1"}, {"H1"}});
    QTest::keyClicks(field(u"Why"_s), u"please"_s);
    QVERIFY(!button()->isEnabled());
    QVERIFY2(said().contains(u"The standby is in step"_s), qPrintable(said()));
    QTest::mouseClick(button(), Qt::LeftButton);
    QVERIFY(m_confirmed.empty());
}

void GateFormTest::aRefusalHolds()
{
    m_form->setPlan(demoPlan(), {});
    m_form->setRefusal(u"A replay shows the past."_s);
    QVERIFY(!button()->isEnabled());
    QVERIFY(said().contains(u"A replay shows the past."_s));
    m_form->setRefusal({});
    QVERIFY(button()->isEnabled());
}

void GateFormTest::anotherPlanFindsNothingTyped()
{
    m_form->setPlan(demoPlan(1, GateLevel::TypeName), {});
    QTest::keyClicks(field(u"Name of what it is done to"_s), u"web1"_s);
    QTest::keyClicks(field(u"Why"_s), u"the site is down"_s);
    m_form->forget(); // the plan has become another
    QCOMPARE(field(u"Name of what it is done to"_s)->text(), QString());
    QCOMPARE(field(u"Why"_s)->text(), u"the site is down"_s);
    m_form->begin();
    QCOMPARE(field(u"Why"_s)->text(), QString());
}

void GateFormTest::everyControlHasAName()
{
    m_form->setPlan(demoPlan(5, GateLevel::TypeNameAndCount), {});
    QCOMPARE(unnamed(*m_form), QStringList());
}

SIGNALBOX_TEST(GateFormTest)
} // namespace tst_gateform

#include "tst_gateform.moc"
