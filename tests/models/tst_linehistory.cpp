// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// From a recording to a line of a chart. If these fail, a month's worst minute is left out of its chart, a gap is drawn
// over, or what nobody here saw is drawn as if it had been recorded.
#include <cmath>
#include <limits>

#include <models/linehistory.h>
#include <story/plainrecording.h>
#include <story/story.h>
#include <support/testprogram.h>

namespace tst_linehistory
{
using namespace signalbox;
using namespace std::chrono_literals;

namespace
{
const Moment begin{Milliseconds(1'000'000)};
constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();

LineQuestion asking(const TimeSpan &span, std::size_t columns)
{
    return {{{}, PlannedLine::Derive::AsIs, {SeriesId{0}}}, 10s, span, columns};
}

/// A point each 10 s, all 1 but for one.
Trace longTrace(std::size_t count, std::size_t odd, double value)
{
    Trace trace;
    for (std::size_t i = 0; i < count; ++i)
        trace.push_back({begin + i * 10s, i == odd ? value : 1});
    return trace;
}
} // namespace

class LineHistoryTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theWorstMomentOfAMonthIsKept();
    void aGapIsStillAGap();
    void aMonthIsBounded();
    void whatIsGoneAtTheEndStaysUnknown();
    void aLineIsReadInParts();
    void whatWasToldLaterStandsApart();
    void aCounterThatWasToldLaterIsARateToo();
};

void LineHistoryTest::theWorstMomentOfAMonthIsKept()
{
    const std::size_t count = 200'000;
    const Trace thin = thinned(longTrace(count, 123'457, 99), {begin, begin + count * 10s}, 1000, 30s, {});
    QCOMPARE(std::count_if(thin.begin(), thin.end(), [](auto &point) { return point.value == 99; }), 1);
    QVERIFY(std::all_of(thin.begin(), thin.end(), [](auto &point) { return std::isfinite(point.value); }));
    QCOMPARE(thin.front().at, begin);
    QCOMPARE(thin.back().at, begin + (count - 1) * 10s);
}

void LineHistoryTest::aGapIsStillAGap()
{
    Trace trace = longTrace(10'000, 0, 1);
    trace.erase(trace.begin() + 5000, trace.begin() + 6000);
    const Trace thin = thinned(trace, {begin, begin + 100'000s}, 100, 30s, {});
    const auto stretches = stretchesOf(thin, 30s + 2 * 1000s, {});
    QCOMPARE(stretches.size(), 2U);
    QCOMPARE(thin[stretches[0].end - 1].at, begin + 4999 * 10s);
    QCOMPARE(thin[stretches[1].begin].at, begin + 6000 * 10s);
}

void LineHistoryTest::aMonthIsBounded()
{
    Trace trace = longTrace(200'000, 0, 1);
    for (std::size_t i = 0; i < trace.size(); ++i) // each other moment unknown: the worst there can be
        trace[i].value = i % 2 == 0 ? static_cast<double>(i % 7) : notANumber;
    QVERIFY(thinned(trace, {begin, begin + 2'000'000s}, 1000, 30s, {}).size() <= 5 * 1001U);
}

void LineHistoryTest::whatIsGoneAtTheEndStaysUnknown()
{
    const Trace thin = thinned(longTrace(10'000, 9'999, notANumber), {begin, begin + 100'000s}, 100, 30s, {});
    QVERIFY(std::isnan(thin.back().value));
}

void LineHistoryTest::aLineIsReadInParts()
{
    Story story;
    for (int hour = 0; hour < 40; ++hour)
        story.at(std::chrono::hours(hour) + 1s).says("host/web1", "a", hour).tick();
    const PlainRecording recording(story.frames());
    const TimeSpan span{Story::begin(), Story::begin() + 40h};
    LineReader reader(asking(span, 0));
    int parts = 1;
    for (; !reader.readOn(recording).value_or(true); ++parts) {
    }
    QVERIFY(parts > 3); // whoever else needs the recording gets it in between
    const LineHistory line = reader.line();
    QCOMPARE(line.trace.size(), 40U);
    for (std::size_t i = 0; i < 40; ++i)
        QCOMPARE(line.trace[i].value, static_cast<double>(i));
    QVERIFY(!line.gaps.empty());
}

void LineHistoryTest::whatWasToldLaterStandsApart()
{
    std::vector<HistoryPoint> points;
    for (int i = 0; i < 10; ++i)
        points.push_back({begin + i * 60s, 5, FactKind::Number, true});
    for (int i = 0; i < 10; ++i)
        points.push_back({begin + 1h + i * 10s, 6, FactKind::Number, false});
    const LineHistory line = lineOf(asking({begin, begin + 2h}, 0), {points}, {});
    QCOMPARE(line.earlier.size(), 10U);
    QCOMPARE(line.trace.size(), 10U);
    QCOMPARE(line.longestStep, Milliseconds(30s));
    QCOMPARE(stretchesOf(line.earlier, line.earlierStep, {}).size(), 1U); // its step is its own
}

void LineHistoryTest::aCounterThatWasToldLaterIsARateToo()
{
    std::vector<HistoryPoint> points;
    for (int i = 0; i < 5; ++i)
        points.push_back({begin + i * 60s, i * 120.0, FactKind::Number, true});
    LineQuestion question = asking({begin, begin + 1h}, 0);
    question.line.derive = PlannedLine::Derive::RateSum;
    const LineHistory line = lineOf(question, {points}, {});
    QCOMPARE(line.earlier.size(), 4U);
    QCOMPARE(line.earlier.front().value, 2.0);
}

SIGNALBOX_TEST(LineHistoryTest)
} // namespace tst_linehistory

#include "tst_linehistory.moc"
