// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <vector>

#include <sources/schedule.h>
#include <support/testprogram.h>

namespace tst_schedule
{
using namespace signalbox;

class ScheduleTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Lost if it fails: a thousand targets are asked in the same millisecond, and each restart of the console shifts
    // the points of every chart.
    void targetsAreSpreadEvenlyAndAlwaysAlike()
    {
        constexpr Milliseconds interval{15000};
        std::vector<int> tenths(10, 0);
        for (int i = 0; i < 1000; ++i) {
            const std::string name = "node host/h" + std::to_string(i);
            const Milliseconds phase = schedule::phase(name, interval);
            QVERIFY(phase >= Milliseconds(0) && phase < interval);
            QCOMPARE(phase, schedule::phase(name, interval));
            ++tenths[static_cast<std::size_t>(phase * 10 / interval)];
        }
        const auto [least, most] = std::minmax_element(tenths.begin(), tenths.end());
        QVERIFY2(*least >= 70 && *most <= 130, "a tenth of the interval holds too many or too few of 1,000 targets");
        QCOMPARE(schedule::phase("node host/imap21", interval), Milliseconds(1856));
    }

    // Lost if it fails: one target is first seen after a whole interval, or a thousand at once.
    void theFirstLookComesSoon()
    {
        QVERIFY(schedule::firstWait("a", 1, Milliseconds(15000)) <= Milliseconds(2));
        for (int i = 0; i < 100; ++i)
            QVERIFY(schedule::firstWait(std::to_string(i), 1000, Milliseconds(15000)) < Milliseconds(2000));
        QVERIFY(schedule::firstWait("a", 1000, Milliseconds(500)) < Milliseconds(500));
    }

    // Lost if it fails: a target is asked twice in a row, or not for two intervals.
    void theNextLookIsOnTheGrid_data()
    {
        QTest::addColumn<qint64>("now");
        QTest::addColumn<qint64>("wait");
        QTest::newRow("on it") << 3000LL << 1000LL;
        QTest::newRow("a little early") << 2990LL << 1010LL;
        QTest::newRow("a little late") << 3010LL << 990LL;
        QTest::newRow("half way") << 3500LL << 500LL;
        QTest::newRow("late by more than half") << 3501LL << 1499LL;
        QTest::newRow("before the epoch") << -990LL << 990LL;
    }
    void theNextLookIsOnTheGrid()
    {
        QFETCH(qint64, now);
        QFETCH(qint64, wait);
        QCOMPARE(schedule::nextWait(Moment(Milliseconds(now)), Milliseconds(0), Milliseconds(1000)),
                 Milliseconds(wait));
        QCOMPARE(schedule::nextWait(Moment(Milliseconds(now + 300)), Milliseconds(300), Milliseconds(1000)),
                 Milliseconds(wait));
    }

    // Lost if it fails: dead targets are asked as often as living ones, or hardly ever.
    void deadTargetsAreAskedMoreSeldomWithinBounds()
    {
        QCOMPARE(schedule::everyNth(0), 1U);
        QCOMPARE(schedule::everyNth(2), 1U);
        QCOMPARE(schedule::everyNth(3), 2U);
        QCOMPARE(schedule::everyNth(6), 4U);
        QCOMPARE(schedule::everyNth(4'000'000'000U), 4U);
    }
};

SIGNALBOX_TEST(ScheduleTest)
} // namespace tst_schedule

#include "tst_schedule.moc"
