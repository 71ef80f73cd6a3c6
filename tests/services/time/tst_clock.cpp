// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <support/testprogram.h>
#include <time/clock.h>

namespace tst_clock
{
using namespace signalbox;
using namespace std::chrono_literals;

namespace
{
/// A machine whose clocks the test sets.
struct Machine {
    MachineReading reading{1000s, WallTime(1'700'000'000s), "boot-a"};
    std::function<MachineReading()> read()
    {
        return [this] { return reading; };
    }
    void pass(Milliseconds time)
    {
        reading.sinceBoot += time;
        reading.wall += time;
    }
};
} // namespace

/// Were this wrong, a laptop's wrong clock would make old values look new, or let a recording go backwards.
class tst_Clock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startsAtTheWallClock();
    void aStepOfTheWallClockDoesNotMoveNow_data();
    void aStepOfTheWallClockDoesNotMoveNow();
    void slewingIsNoStep();
    void continuesExactlyWithinOneBoot();
    void continuesByTheWallClockAfterAReboot();
    void neverGoesBackAfterAReboot();
    void theMachineIsRead();
    void aPlayheadGoesWhereItIsPut();
};

void tst_Clock::startsAtTheWallClock()
{
    Machine machine;
    const SystemClock clock({}, machine.read());
    QCOMPARE(clock.now().time_since_epoch(), Milliseconds(machine.reading.wall.time_since_epoch()));
    QCOMPARE(clock.wallNow(), machine.reading.wall);
}

void tst_Clock::aStepOfTheWallClockDoesNotMoveNow_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::newRow("back an hour") << qint64(-3600);
    QTest::newRow("forward a day") << qint64(86400);
    QTest::newRow("back a second") << qint64(-1);
}

void tst_Clock::aStepOfTheWallClockDoesNotMoveNow()
{
    QFETCH(qint64, seconds);
    Machine machine;
    SystemClock clock({}, machine.read());
    const Moment before = clock.now();
    machine.pass(10s);
    machine.reading.wall += std::chrono::seconds(seconds);
    QCOMPARE(clock.now() - before, Milliseconds(10s));
    const std::optional<Anchor> step = clock.checkForStep();
    QVERIFY(step);
    QCOMPARE(step->moment, before + 10s);
    QCOMPARE(step->wall, machine.reading.wall);
    QCOMPARE(clock.now() - before, Milliseconds(10s));
    QCOMPARE(clock.wallNow(), machine.reading.wall);
    QVERIFY(!clock.checkForStep());
}

void tst_Clock::slewingIsNoStep()
{
    Machine machine;
    SystemClock clock({}, machine.read());
    machine.pass(60s);
    machine.reading.wall += 30ms;
    QVERIFY(!clock.checkForStep());
}

void tst_Clock::continuesExactlyWithinOneBoot()
{
    Machine machine;
    const SystemClock first({}, machine.read());
    const SystemClock::Last last{first.anchor(), first.now() + 5s};
    machine.pass(100s);
    machine.reading.wall -= 3600s; // stepped while nobody recorded
    const SystemClock second(last, machine.read());
    QCOMPARE(second.now() - first.anchor().moment, Milliseconds(100s));
    QCOMPARE(second.wallNow(), machine.reading.wall);
}

void tst_Clock::continuesByTheWallClockAfterAReboot()
{
    Machine machine;
    const SystemClock first({}, machine.read());
    const SystemClock::Last last{first.anchor(), first.now() + 5s};
    machine.reading.wall += 500s;
    machine.reading.sinceBoot = 7s;
    machine.reading.boot = "boot-b";
    const SystemClock second(last, machine.read());
    QCOMPARE(second.now() - first.anchor().moment, Milliseconds(500s));
}

void tst_Clock::neverGoesBackAfterAReboot()
{
    Machine machine;
    const SystemClock first({}, machine.read());
    const SystemClock::Last last{first.anchor(), first.now() + 5s};
    machine.reading.wall -= 86400s; // a dead battery
    machine.reading.sinceBoot = 7s;
    machine.reading.boot = "boot-b";
    const SystemClock second(last, machine.read());
    QCOMPARE(second.now(), last.moment + 1ms);
    QCOMPARE(second.wallNow(), machine.reading.wall);
}

void tst_Clock::theMachineIsRead()
{
    const MachineReading reading = readMachineClocks();
    QVERIFY(reading.sinceBoot > 0ms);
    QVERIFY(reading.wall > WallTime(1'700'000'000s));
    QVERIFY(!reading.boot.empty());
}

void tst_Clock::aPlayheadGoesWhereItIsPut()
{
    Playhead playhead{Moment(5s)};
    playhead.moveTo(Moment(3s));
    QCOMPARE(playhead.now(), Moment(3s));
}

SIGNALBOX_TEST(tst_Clock)
} // namespace tst_clock

#include "tst_clock.moc"
