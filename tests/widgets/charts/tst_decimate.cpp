// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Fewer points, the same line. If these fail, a spike of one second is not on the chart of a week.
#include <cmath>
#include <random>

#include <QImage>
#include <QPainter>

#include <charts/decimate.h>
#include <support/testprogram.h>

namespace tst_decimate
{
using namespace signalbox;

namespace
{
PlotScale scaleOf(int count, int width)
{
    return {Moment{}, Moment(Milliseconds(count - 1)), -2, 2, QRectF(0, 0, width, 100)};
}

Trace wave(int count)
{
    std::mt19937 random(3);
    std::uniform_real_distribution<double> noise(-0.3, 0.3);
    Trace trace;
    for (int i = 0; i < count; ++i)
        trace.push_back({Moment(Milliseconds(i)), std::sin(i / 700.0) + noise(random)});
    return trace;
}

QImage drawn(const QPolygonF &points, int width)
{
    QImage image(width, 100, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setPen(QPen(Qt::black, 1));
    painter.drawPolyline(points);
    return image;
}
} // namespace

class DecimateTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aSpikeSurvives();
    void theLineLooksTheSame();
    void aMillionPointsBecomeAtMostFourAColumn();
    void pointsOutsideAreLeftOutButForOneOnEitherSide();
    void onePointIsOnePoint();
};

void DecimateTest::aSpikeSurvives()
{
    Trace trace = wave(50'000);
    trace[31'415].value = 2;
    const PlotScale scale = scaleOf(50'000, 500);
    const QPolygonF line = decimate(trace, {0, trace.size()}, scale);
    QVERIFY(std::any_of(line.begin(), line.end(), [](const QPointF &point) { return point.y() < 1; }));
}

void DecimateTest::theLineLooksTheSame()
{
    const Trace trace = wave(20'000);
    const PlotScale scale = scaleOf(20'000, 400);
    QPolygonF all;
    for (const TracePoint &point : trace)
        all.append({scale.x(point.at), scale.y(point.value)});
    const QPolygonF few = decimate(trace, {0, trace.size()}, scale);
    const QImage expected = drawn(all, 400);
    const QImage actual = drawn(few, 400);
    int different = 0;
    for (int y = 0; y < 100; ++y)
        for (int x = 0; x < 400; ++x)
            different += expected.pixel(x, y) != actual.pixel(x, y) ? 1 : 0;
    QVERIFY2(different < 400, qPrintable(QString::number(different))); // a pixel a column: where a column's line turns
}

void DecimateTest::aMillionPointsBecomeAtMostFourAColumn()
{
    const Trace trace = wave(1'000'000);
    const QPolygonF line = decimate(trace, {0, trace.size()}, scaleOf(1'000'000, 1200));
    QVERIFY(line.size() <= 4 * 1201);
    QVERIFY(line.size() > 1200);
}

void DecimateTest::pointsOutsideAreLeftOutButForOneOnEitherSide()
{
    const Trace trace = wave(1000);
    PlotScale scale = scaleOf(1000, 100'000);
    scale.from = Moment(Milliseconds(400));
    scale.to = Moment(Milliseconds(410));
    QCOMPARE(decimate(trace, {0, trace.size()}, scale).size(), 13);
    QCOMPARE(decimate(trace, {405, 407}, scale).size(), 2);
}

void DecimateTest::onePointIsOnePoint()
{
    const Trace trace{{Moment(Milliseconds(5)), 1}};
    QCOMPARE(decimate(trace, {0, 1}, scaleOf(10, 100)).size(), 1);
}

SIGNALBOX_TEST(DecimateTest)
} // namespace tst_decimate

#include "tst_decimate.moc"
