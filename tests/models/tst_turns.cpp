// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Work a piece a turn. If these fail, what a person types waits for all of it, or a part of it is never done.
#include <QTimer>

#include <models/turns.h>
#include <support/testprogram.h>

namespace tst_turns
{
using namespace signalbox;

class TurnsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void othersHaveTheirTurnInBetween();
    void itCanBeFinishedAtOnce();
    void otherWorkTakesItsPlace();
    void aPieceMayBeginOtherWork();
    void whatIsDestroyedWorksNoMore();
};

void TurnsTest::othersHaveTheirTurnInBetween()
{
    Turns turns;
    int pieces = 0;
    int others = 0;
    QTimer other;
    connect(&other, &QTimer::timeout, this, [&] { ++others; });
    other.start(0);
    turns.start([&] { return ++pieces < 20; });
    QVERIFY(turns.isBusy());
    QCOMPARE(pieces, 0); // not before the next turn
    QTRY_VERIFY(!turns.isBusy());
    QCOMPARE(pieces, 20);
    QVERIFY2(others >= 15, qPrintable(QString::number(others)));
}

void TurnsTest::itCanBeFinishedAtOnce()
{
    Turns turns;
    turns.finish(); // nothing is to be done
    int pieces = 0;
    turns.start([&] { return ++pieces < 20; });
    turns.finish();
    QCOMPARE(pieces, 20);
    QVERIFY(!turns.isBusy());
}

void TurnsTest::otherWorkTakesItsPlace()
{
    Turns turns;
    int first = 0;
    int second = 0;
    turns.start([&] { return ++first < 1'000'000; });
    QTRY_VERIFY(first > 0);
    turns.start([&] { return ++second < 3; });
    const int done = first;
    QTRY_VERIFY(!turns.isBusy());
    QCOMPARE(first, done);
    QCOMPARE(second, 3);
}

void TurnsTest::aPieceMayBeginOtherWork()
{
    Turns turns;
    int second = 0;
    turns.start([&] {
        turns.start([&] { return ++second < 3; });
        return false;
    });
    turns.finish();
    QCOMPARE(second, 3);
}

void TurnsTest::whatIsDestroyedWorksNoMore()
{
    int pieces = 0;
    {
        Turns turns;
        turns.start([&] { return ++pieces < 1'000'000; });
        QTRY_VERIFY(pieces > 0);
    }
    const int done = pieces;
    QCoreApplication::processEvents();
    QCOMPARE(pieces, done);
}

SIGNALBOX_TEST(TurnsTest)
} // namespace tst_turns

#include "tst_turns.moc"
