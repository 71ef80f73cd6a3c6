// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// From facts to lines. If these fail, a chart draws over a hole, or makes a value of nothing.
#include <cmath>
#include <limits>

#include <models/trace.h>
#include <support/testprogram.h>

namespace tst_trace
{
using namespace signalbox;
using namespace std::chrono_literals;

namespace
{
constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();

Moment second(int s)
{
    return Moment(Milliseconds(s * 1000));
}

Trace trace(std::initializer_list<std::pair<int, double>> points)
{
    Trace made;
    for (const auto &[at, value] : points)
        made.push_back({second(at), value});
    return made;
}
} // namespace

class TraceTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void goneAndTextAreNotZero();
    void anOlderMomentSaysNothingNew();
    void aRateIsTheRiseASecond();
    void aCounterThatFellHasNoRate();
    void theUsedShareNeedsBothAtOneMoment();
    void aShareOfNothingIsUnknown();
    void aSumNeedsAllParts();
    void aLineBreaksAtSilenceNanAndGaps();
};

void TraceTest::goneAndTextAreNotZero()
{
    const std::vector<HistoryPoint> points{
        {second(1), 5, FactKind::Number}, {second(2), 0, FactKind::Gone}, {second(3), 7, FactKind::Text}};
    const Trace made = asTrace(points);
    QCOMPARE(made.size(), 3U);
    QCOMPARE(made[0].value, 5.0);
    QVERIFY(std::isnan(made[1].value));
    QVERIFY(std::isnan(made[2].value));
}

void TraceTest::anOlderMomentSaysNothingNew()
{
    const std::vector<HistoryPoint> points{
        {second(2), 5, FactKind::Number}, {second(1), 6, FactKind::Number}, {second(2), 7, FactKind::Number}};
    QCOMPARE(asTrace(points), trace({{2, 5}}));
}

void TraceTest::aRateIsTheRiseASecond()
{
    QCOMPARE(rateOf(trace({{0, 100}, {10, 150}, {15, 150}})), trace({{10, 5}, {15, 0}}));
    QCOMPARE(rateOf(trace({{0, 100}})), Trace());
    QCOMPARE(rateOf({}), Trace());
}

void TraceTest::aCounterThatFellHasNoRate()
{
    const Trace rate = rateOf(trace({{0, 100}, {10, 5}, {20, 25}}));
    QVERIFY(std::isnan(rate[0].value));
    QCOMPARE(rate[1].value, 2.0);
}

void TraceTest::theUsedShareNeedsBothAtOneMoment()
{
    QCOMPARE(usedShare(trace({{0, 25}, {10, 50}}), trace({{0, 100}, {5, 100}, {10, 100}})),
             trace({{0, 0.75}, {10, 0.5}}));
}

void TraceTest::aShareOfNothingIsUnknown()
{
    QVERIFY(std::isnan(usedShare(trace({{0, 0}}), trace({{0, 0}}))[0].value));
}

void TraceTest::aSumNeedsAllParts()
{
    QCOMPARE(sumOf({trace({{0, 1}, {5, 2}}), trace({{0, 10}, {10, 20}})}), trace({{0, 11}}));
    QCOMPARE(sumOf({}), Trace());
}

void TraceTest::aLineBreaksAtSilenceNanAndGaps()
{
    const Trace line = trace({{0, 1}, {10, 1}, {20, notANumber}, {30, 1}, {40, 1}, {90, 1}, {100, 1}, {110, 1}});
    const std::vector<Recording::Gap> gaps{{second(101), second(105)}};
    const std::vector<Stretch> expected{{0, 2}, {3, 5}, {5, 7}, {7, 8}};
    QCOMPARE(stretchesOf(line, 30s, gaps), expected);
    QCOMPARE(stretchesOf({}, 30s, gaps), std::vector<Stretch>());
}

SIGNALBOX_TEST(TraceTest)
} // namespace tst_trace

#include "tst_trace.moc"
