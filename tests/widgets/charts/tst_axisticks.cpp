// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What stands at the axes. If these fail, a chart is read wrongly by a factor, or by an hour.

#include <charts/axisticks.h>
#include <support/testprogram.h>

namespace tst_axisticks
{
using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{
QStringList labels(const std::vector<AxisTick> &ticks)
{
    QStringList all;
    for (const AxisTick &tick : ticks)
        all.append(tick.label);
    return all;
}

/// Sat 21 Nov 2026 08:30:00 UTC.
const Moment begin{Milliseconds(1795249800000)};

Timeline plainTimeline()
{
    Timeline timeline;
    timeline.add({begin, WallTime(begin.time_since_epoch()), {}, "boot"});
    return timeline;
}
} // namespace

class AxisTicksTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void valuesAreRoundAndHoldEverything_data();
    void valuesAreRoundAndHoldEverything();
    void bytesStepInPowersOfTwo();
    void percentsAreAsShortAsTheyStayApart();
    void aFlatLineHasRoomAroundIt();
    void timesAreRoundInTheZoneShown();
    void aClockPutBackShowsItsHourTwice();
    void neverMoreThanAskedFor();
};

void AxisTicksTest::valuesAreRoundAndHoldEverything_data()
{
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::newRow("load") << 0.0 << 7.3;
    QTest::newRow("small") << 0.0 << 0.00037;
    QTest::newRow("negative") << -3.2 << 1.1;
    QTest::newRow("huge") << 0.0 << 8.7e15;
    QTest::newRow("narrow") << 99.1 << 99.4;
}

void AxisTicksTest::valuesAreRoundAndHoldEverything()
{
    QFETCH(double, low);
    QFETCH(double, high);
    double roundLow = low;
    double roundHigh = high;
    const auto ticks = valueTicks(roundLow, roundHigh, Unit::Plain, 5);
    const double grain = 1e-9 * std::abs(high);
    QVERIFY(roundLow <= low + grain && roundHigh >= high - grain);
    QVERIFY(ticks.size() >= 2 && ticks.size() <= 7);
    QVERIFY(std::abs(ticks.front().place - roundLow) <= 1e-9 * std::abs(roundHigh));
    QVERIFY(std::abs(ticks.back().place - roundHigh) <= 1e-9 * std::abs(roundHigh));
}

void AxisTicksTest::bytesStepInPowersOfTwo()
{
    double low = 0;
    double high = 3.1 * (1 << 30);
    QCOMPARE(labels(valueTicks(low, high, Unit::Bytes, 5)),
             (QStringList{u"0 B"_s, u"1 GiB"_s, u"2 GiB"_s, u"3 GiB"_s, u"4 GiB"_s}));
}

void AxisTicksTest::percentsAreAsShortAsTheyStayApart()
{
    double low = 0;
    double high = 1;
    QCOMPARE(labels(valueTicks(low, high, Unit::Ratio, 3)), (QStringList{u"0 %"_s, u"50 %"_s, u"100 %"_s}));
    low = 0.991;
    high = 0.992;
    QCOMPARE(labels(valueTicks(low, high, Unit::Ratio, 3)), (QStringList{u"99.10 %"_s, u"99.15 %"_s, u"99.20 %"_s}));
}

void AxisTicksTest::aFlatLineHasRoomAroundIt()
{
    double low = 5;
    double high = 5;
    valueTicks(low, high, Unit::Plain, 4);
    QVERIFY(low < 5 && high > 5);
    low = high = 0;
    valueTicks(low, high, Unit::Plain, 4);
    QCOMPARE(low, 0.0);
    QVERIFY(high > 0);
}

void AxisTicksTest::timesAreRoundInTheZoneShown()
{
    const Moment from = begin + 3min;
    QCOMPARE(labels(timeTicks(from, from + 1h, plainTimeline(), QTimeZone::utc(), 4)),
             (QStringList{u"08:45"_s, u"09:00"_s, u"09:15"_s, u"09:30"_s}));
    QCOMPARE(labels(timeTicks(from, from + 1h, plainTimeline(), QTimeZone("Asia/Kathmandu"), 4)),
             (QStringList{u"14:30"_s, u"14:45"_s, u"15:00"_s, u"15:15"_s}));
    QCOMPARE(labels(timeTicks(begin, begin + 10s, plainTimeline(), QTimeZone::utc(), 3)),
             (QStringList{u"08:30:00"_s, u"08:30:05"_s, u"08:30:10"_s}));
}

void AxisTicksTest::aClockPutBackShowsItsHourTwice()
{
    Timeline timeline = plainTimeline();
    timeline.add({begin + 90min, WallTime(begin.time_since_epoch()) + 30min, {}, "boot"});
    const auto ticks = timeTicks(begin, begin + 150min, timeline, QTimeZone::utc(), 6);
    QCOMPARE(labels(ticks).count(u"09:30"_s), 2);
    for (std::size_t i = 1; i < ticks.size(); ++i)
        QVERIFY(ticks[i].place > ticks[i - 1].place);
}

void AxisTicksTest::neverMoreThanAskedFor()
{
    for (const Milliseconds length :
         {Milliseconds(1s), Milliseconds(1min), Milliseconds(1h), Milliseconds(24h), Milliseconds(24h * 400)})
        QVERIFY(timeTicks(begin, begin + length, plainTimeline(), QTimeZone::utc(), 6).size() <= 7);
}

SIGNALBOX_TEST(AxisTicksTest)
} // namespace tst_axisticks

#include "tst_axisticks.moc"
