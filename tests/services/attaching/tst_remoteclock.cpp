// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The watch's time on a desk. If these fail, what is hours old looks new, or every value looks old.
#include <attaching/remoteclock.h>
#include <support/testprogram.h>

namespace tst_remoteclock
{
using namespace signalbox;
using namespace std::chrono_literals;

namespace
{
/// A desk's machine, up for an hour.
struct Desk {
    MachineReading reading{1h, WallTime(1'700'000'000s), "boot"};
    RemoteClock clock{[this] { return reading; }};
    void pass(Milliseconds time)
    {
        reading.sinceBoot += time;
        reading.wall += time;
    }
};
const Moment end(500s); ///< of the copy
} // namespace

class RemoteClockTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Lost if it fails: the line is dead at 04:30, and the desk shows last evening as if it were now.
    void aCopyIsAsOldAsTheWallSays()
    {
        Desk desk;
        desk.clock.begin(end, {Moment(100s), desk.reading.wall - 8h - 400s, {}, {}});
        QCOMPARE(desk.clock.now() - end, Milliseconds(8h));
        desk.pass(5s);
        QCOMPARE(desk.clock.now() - end, Milliseconds(8h + 5s));
    }

    // Lost if it fails: a desk whose clock is behind shows a time before the copy's last tick.
    void itIsNeverBeforeTheEndOfTheCopy()
    {
        Desk desk;
        desk.clock.begin(end, {Moment(100s), desk.reading.wall, {}, {}});
        QCOMPARE(desk.clock.now(), end);
    }

    // Lost if it fails: a desk whose clock is ten minutes ahead stands still for ten minutes once the watch is heard.
    void whatTheWatchSaysCountsMoreThanTheGuess()
    {
        Desk desk;
        desk.clock.begin(end, {Moment(100s), desk.reading.wall - 1000s, {}, {}});
        QCOMPARE(desk.clock.now(), Moment(1100s));
        desk.clock.hear(Moment(510s), desk.reading.wall - 590s);
        QCOMPARE(desk.clock.now(), Moment(510s));
        QCOMPARE(desk.clock.wallAhead(), Milliseconds(-590s));
        desk.pass(1s);
        QCOMPARE(desk.clock.now(), Moment(511s));
    }

    // Lost if it fails: one message that came late on a slow line makes all look younger than it is.
    void whatComesLateDoesNotPutItBack()
    {
        Desk desk;
        desk.clock.hear(Moment(510s), desk.reading.wall);
        desk.pass(3s);
        desk.clock.hear(Moment(511s), desk.reading.wall - 2s);
        QCOMPARE(desk.clock.now(), Moment(513s));
    }
};

SIGNALBOX_TEST(RemoteClockTest)
} // namespace tst_remoteclock

#include "tst_remoteclock.moc"
