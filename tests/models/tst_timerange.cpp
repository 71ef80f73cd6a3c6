// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which stretch of time charts show. If these fail, a chart that is taken for the present stands, or a zoom loses the
// minute that somebody looked at.

#include <models/timerange.h>
#include <support/testprogram.h>

namespace tst_timerange
{
using namespace signalbox;
using namespace std::chrono_literals;

namespace
{
const Moment now{Milliseconds(1795249800000)};
const TimeSpan known{now - 48h, now};
} // namespace

class TimeRangeTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theLastHourGoesWithNow();
    void allBeginsWhereSomethingIsKnown();
    void aZoomKeepsWhatIsPointedAt();
    void aZoomNeverPassesNow();
    void aZoomEndsAtTenSeconds();
    void aStretchOfThePastStands();
    void backUndoesOneZoomAtATime();
    void panningEndsWhereNothingCanBeKnown();
    void aReplayThatGoesBackShowsNoFuture();
};

void TimeRangeTest::theLastHourGoesWithNow()
{
    const TimeRange range;
    QCOMPARE(range.at(known), (TimeSpan{now - 1h, now}));
    QCOMPARE(range.at({known.from, now + 5min}), (TimeSpan{now - 55min, now + 5min}));
    QVERIFY(range.follows());
}

void TimeRangeTest::allBeginsWhereSomethingIsKnown()
{
    TimeRange range;
    range.showLast({});
    QCOMPARE(range.at(known), known);
    QCOMPARE(range.at({now, now}).length(), Milliseconds(10s));
}

void TimeRangeTest::aZoomKeepsWhatIsPointedAt()
{
    TimeRange range;
    range.zoom(0.5, now - 45min, known);
    QCOMPARE(range.at(known), (TimeSpan{now - 52min - 30s, now - 22min - 30s}));
    range.zoom(2, now - 45min, known);
    QCOMPARE(range.at(known), (TimeSpan{now - 1h, now}));
}

void TimeRangeTest::aZoomNeverPassesNow()
{
    TimeRange range;
    range.zoom(4, now - 45min, known);
    QCOMPARE(range.at(known), (TimeSpan{now - 4h, now}));
    QVERIFY(range.follows());
}

void TimeRangeTest::aZoomEndsAtTenSeconds()
{
    TimeRange range;
    for (int i = 0; i < 50; ++i)
        range.zoom(0.5, now - 30min, known);
    QCOMPARE(range.at(known).length(), Milliseconds(10s));
    QVERIFY(range.at(known).from <= now - 30min && range.at(known).to >= now - 30min);
}

void TimeRangeTest::aStretchOfThePastStands()
{
    TimeRange range;
    range.look({now - 40min, now - 20min}, known);
    QVERIFY(!range.follows());
    QCOMPARE(range.at({known.from, now + 1h}), (TimeSpan{now - 40min, now - 20min}));
}

void TimeRangeTest::backUndoesOneZoomAtATime()
{
    TimeRange range;
    range.showLast(6h);
    range.look({now - 4h, now - 3h}, known);
    range.zoom(0.5, now - 210min, known);
    QVERIFY(range.back());
    QCOMPARE(range.at(known), (TimeSpan{now - 4h, now - 3h}));
    QVERIFY(range.back());
    QCOMPARE(range.at(known), (TimeSpan{now - 6h, now}));
    QVERIFY(!range.back());
    QVERIFY(!range.isZoomed());
}

void TimeRangeTest::panningEndsWhereNothingCanBeKnown()
{
    TimeRange range;
    range.pan(-0.5, known);
    QCOMPARE(range.at(known), (TimeSpan{now - 90min, now - 30min}));
    range.pan(0.25, known);
    QCOMPARE(range.at(known), (TimeSpan{now - 75min, now - 15min}));
    range.pan(1, known);
    QCOMPARE(range.at(known), (TimeSpan{now - 1h, now}));
    range.pan(-10'000, known);
    QCOMPARE(range.at(known).from, now - 30 * 24h);
}

void TimeRangeTest::aReplayThatGoesBackShowsNoFuture()
{
    TimeRange range;
    range.look({now - 40min, now - 20min}, known);
    QCOMPARE(range.at({known.from, now - 30min}), (TimeSpan{now - 50min, now - 30min}));
}

SIGNALBOX_TEST(TimeRangeTest)
} // namespace tst_timerange

#include "tst_timerange.moc"
