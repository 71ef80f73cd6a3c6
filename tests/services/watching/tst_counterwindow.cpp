// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <support/testprogram.h>
#include <watching/counterwindow.h>

namespace tst_counterwindow
{
using namespace signalbox;
using namespace std::chrono_literals;

/// Were this wrong, "500 errors a second" would be raised that were none, or not raised that were.
class tst_CounterWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsSaidBeforeHalfTheWindow();
    void itIsTheRiseOverTheWindowAlone();
    void aCounterThatBeginsAgainHasNotFallen();
    void afterARestartItGoesOnFromTheOldRate();
    void whatComesTwiceOrLateIsLeftOut();
    void twoPointsAWindowAreEnough();
};

void tst_CounterWindow::nothingIsSaidBeforeHalfTheWindow()
{
    CounterWindow window(60s);
    window.add(Moment(1000s), 5);
    QVERIFY(!window.perSecond());
    window.add(Moment(1029s), 34);
    QVERIFY(!window.perSecond());
    window.add(Moment(1030s), 35);
    QCOMPARE(window.perSecond().value_or(-1), 1.0);
}

void tst_CounterWindow::itIsTheRiseOverTheWindowAlone()
{
    CounterWindow window(60s);
    double value = 1e9; // long ago it rose fast
    for (int second = 0; second <= 600; second += 7) {
        value += second < 300 ? 700 : 14;
        window.add(Moment(1000s) + 1s * second, value);
    }
    QCOMPARE(window.perSecond().value_or(-1), 2.0);
}

void tst_CounterWindow::aCounterThatBeginsAgainHasNotFallen()
{
    CounterWindow window(60s);
    window.add(Moment(1000s), 1000);
    window.add(Moment(1030s), 1030);
    window.add(Moment(1060s), 30); // restarted, and rose to 30 since
    QCOMPARE(window.perSecond().value_or(-1), 1.0);
}

void tst_CounterWindow::afterARestartItGoesOnFromTheOldRate()
{
    CounterWindow window(60s);
    window.resume(Moment(1000s), 500, 3);
    window.add(Moment(1030s), 590);
    QCOMPARE(window.perSecond().value_or(-1), 3.0);
    window.add(Moment(1060s), 590);
    QCOMPARE(window.perSecond().value_or(-1), 1.5);
}

void tst_CounterWindow::whatComesTwiceOrLateIsLeftOut()
{
    CounterWindow window(60s);
    window.add(Moment(1000s), 0);
    window.add(Moment(1060s), 60);
    window.add(Moment(1060s), 600);
    window.add(Moment(1010s), 900);
    QCOMPARE(window.perSecond().value_or(-1), 1.0);
}

void tst_CounterWindow::twoPointsAWindowAreEnough()
{
    CounterWindow window(300s);
    for (int sweep = 0; sweep < 4; ++sweep)
        window.add(Moment(1000s) + 299s * sweep, 299.0 * sweep);
    QCOMPARE(window.perSecond().value_or(-1), 1.0);
}

SIGNALBOX_TEST(tst_CounterWindow)
} // namespace tst_counterwindow

#include "tst_counterwindow.moc"
