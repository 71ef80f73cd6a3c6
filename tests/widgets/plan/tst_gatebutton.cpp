// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The button at the end of a gate. If these fail, an estate is acted on by an Enter that was meant for something else,
// or by a click that went through to what came up beneath it.
#include <QSignalSpy>

#include <parts/tokens.h>
#include <plan/gatebutton.h>
#include <support/testprogram.h>

namespace tst_gatebutton
{
using namespace signalbox;

class GateButtonTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Dark); }
    void init();
    void cleanup() { m_button.reset(); }
    void spaceAndMousePressIt();
    void enterDoesNot();
    void whereThePointerOpenedItAPressDoesNotCount();
    void itHasToBeHeldToTheEnd_data();
    void itHasToBeHeldToTheEnd();
    void whoLooksAwayHasLetGo();
    void whatIsRefusedMeanwhileIsNotOpened();

private:
    void press(bool byKey);
    void release(bool byKey);

    std::unique_ptr<GateButton> m_button;
};

void GateButtonTest::init()
{
    m_button = std::make_unique<GateButton>(nullptr);
    m_button->setText(QStringLiteral("Restart nginx on web1"));
    m_button->resize(400, 60);
    m_button->show();
    m_button->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_button.get()));
    m_button->setFocus();
}

void GateButtonTest::press(bool byKey)
{
    byKey ? QTest::keyPress(m_button.get(), Qt::Key_Space) : QTest::mousePress(m_button.get(), Qt::LeftButton);
}

void GateButtonTest::release(bool byKey)
{
    byKey ? QTest::keyRelease(m_button.get(), Qt::Key_Space) : QTest::mouseRelease(m_button.get(), Qt::LeftButton);
}

void GateButtonTest::spaceAndMousePressIt()
{
    const QSignalSpy opened(m_button.get(), &GateButton::opened);
    QTest::keyClick(m_button.get(), Qt::Key_Space);
    QCOMPARE(opened.size(), 1);
    QTest::mouseClick(m_button.get(), Qt::LeftButton);
    QCOMPARE(opened.size(), 2);
}

void GateButtonTest::enterDoesNot()
{
    const QSignalSpy opened(m_button.get(), &GateButton::opened);
    QTest::keyClick(m_button.get(), Qt::Key_Return);
    QTest::keyClick(m_button.get(), Qt::Key_Enter);
    QCOMPARE(opened.size(), 0);
}

void GateButtonTest::whereThePointerOpenedItAPressDoesNotCount()
{
    const QSignalSpy opened(m_button.get(), &GateButton::opened);
    const QPoint middle = m_button->rect().center();
    QCursor::setPos(m_button->mapToGlobal(middle));
    QTRY_COMPARE(QCursor::pos(), m_button->mapToGlobal(middle));
    m_button->begin();
    QTest::mouseClick(m_button.get(), Qt::LeftButton, {}, middle);
    QCOMPARE(opened.size(), 0);
    const QPoint aside = middle + QPoint(3 * QApplication::startDragDistance(), 0);
    QTest::mouseClick(m_button.get(), Qt::LeftButton, {}, aside);
    QCOMPARE(opened.size(), 1);
}

void GateButtonTest::itHasToBeHeldToTheEnd_data()
{
    QTest::addColumn<bool>("byKey");
    QTest::newRow("by Space") << true;
    QTest::newRow("by the mouse") << false;
}

void GateButtonTest::itHasToBeHeldToTheEnd()
{
    QFETCH(const bool, byKey);
    m_button->setHeld(true);
    const QSignalSpy opened(m_button.get(), &GateButton::opened);
    press(byKey);
    QTRY_VERIFY(m_button->filled() > 0.1);
    release(byKey);
    QCOMPARE(m_button->filled(), 0.0);
    QCOMPARE(opened.size(), 0);
    press(byKey);
    QTRY_VERIFY(m_button->filled() > 0.4);
    QCOMPARE(opened.size(), 0);
    QTRY_COMPARE(opened.size(), 1);
    release(byKey);
    QCOMPARE(opened.size(), 1); // to let go afterwards is no second press
}

void GateButtonTest::whoLooksAwayHasLetGo()
{
    m_button->setHeld(true);
    const QSignalSpy opened(m_button.get(), &GateButton::opened);
    press(true);
    QTRY_VERIFY(m_button->filled() > 0.1);
    m_button->clearFocus();
    QCOMPARE(m_button->filled(), 0.0);
    QCOMPARE(opened.size(), 0);
}

void GateButtonTest::whatIsRefusedMeanwhileIsNotOpened()
{
    m_button->setHeld(true);
    const QSignalSpy opened(m_button.get(), &GateButton::opened);
    press(false);
    QTRY_VERIFY(m_button->filled() > 0.1);
    m_button->setEnabled(false); // the plan has become another one
    QCOMPARE(m_button->filled(), 0.0);
    QCOMPARE(opened.size(), 0);
}

SIGNALBOX_TEST(GateButtonTest)
} // namespace tst_gatebutton

#include "tst_gatebutton.moc"
