// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is to be seen on a chart, pixel by pixel. If these fail, a hole looks like a steady line, or an old value like a
// new one.
#include <QTest>

#include <charts/serieschart.h>
#include <parts/tokens.h>

using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{
const Moment now{Milliseconds(1795249800000)};

/// A flat line at 1 over the last hour, a point each 15 s, but for what `leaves` says.
template <class Leaves>
ChartContent flatLine(Leaves leaves)
{
    ChartContent content;
    content.title = u"Load"_s;
    content.from = now - 1h;
    content.to = now;
    auto timeline = std::make_shared<Timeline>();
    timeline->add({now - 24h, WallTime((now - 24h).time_since_epoch()), {}, "boot"});
    content.timeline = timeline;
    content.highest = 2;
    ChartLine line{u"1 min"_s, {}, 15s, Freshness::Fresh};
    for (Moment at = content.from; at <= now; at += 15s)
        if (!leaves(now - at))
            line.trace.push_back({at, 1});
    content.lines.push_back(line);
    return content;
}

ChartContent steady()
{
    return flatLine([](Milliseconds) { return false; });
}
} // namespace

class SeriesChartTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Dark); }
    void init();
    void aLineIsDrawnFromEdgeToEdge();
    void silenceIsDrawnAsAGap();
    void aHoleInTheRecordingIsDrawnAsAGap();
    void theTailOfAStaleLineIsHatchedAndItsAgeSaid();
    void theReadOutTellsTheNewestAndUnderTheCursorThatMoment();
    void arrowKeysMoveTheCursor();
    void nothingKnownIsSaid();
    void equalTimesAfterAClockStepAreBothLabelled();
    void lightAndDarkAreBothDrawn();

private:
    [[nodiscard]] QImage drawn() const;
    /// How many pixels of a column of the plot have the line's colour; at that age from the right edge.
    [[nodiscard]] int inkAt(Milliseconds age) const;
    std::unique_ptr<SeriesChart> m_chart;
};

void SeriesChartTest::init()
{
    m_chart = std::make_unique<SeriesChart>();
    m_chart->resize(800, 300);
    m_chart->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_chart.get()));
}

QImage SeriesChartTest::drawn() const
{
    QCoreApplication::processEvents(); // Qt Charts lays its axes out later
    return m_chart->grab().toImage();
}

int SeriesChartTest::inkAt(Milliseconds age) const
{
    const QImage shown = drawn();
    const QRectF area = m_chart->plotArea();
    const double share = 1 - static_cast<double>(age.count()) / static_cast<double>(Milliseconds(1h).count());
    const int x = static_cast<int>(area.left() + share * area.width());
    const QColor ink = paletteFor(m_chart->palette()).lines[0];
    int count = 0;
    for (int y = static_cast<int>(area.top()); y <= static_cast<int>(area.bottom()); ++y)
        count += shown.pixelColor(x, y) == ink ? 1 : 0;
    return count;
}

void SeriesChartTest::aLineIsDrawnFromEdgeToEdge()
{
    m_chart->setContent(steady());
    for (const int minutes : {1, 10, 25, 40, 58})
        QVERIFY2(inkAt(std::chrono::minutes(minutes)) > 0, qPrintable(QString::number(minutes)));
}

void SeriesChartTest::silenceIsDrawnAsAGap()
{
    m_chart->setContent(flatLine([](Milliseconds age) { return age > 20min && age < 30min; }));
    QVERIFY(inkAt(35min) > 0);
    QCOMPARE(inkAt(25min), 0);
    QVERIFY(inkAt(10min) > 0);
}

void SeriesChartTest::aHoleInTheRecordingIsDrawnAsAGap()
{
    // Long enough to be seen, shorter than three intervals: only the recording itself knows of it.
    ChartContent content = steady();
    content.lines[0].interval = 10min;
    content.lines[0].trace.clear();
    for (Moment at = content.from; at <= now; at += 10min)
        content.lines[0].trace.push_back({at, 1});
    content.gaps.push_back({now - 29min, now - 21min});
    m_chart->setContent(content);
    QVERIFY(inkAt(35min) > 0);
    QCOMPARE(inkAt(25min), 0);
    QVERIFY(inkAt(15min) > 0);
}

void SeriesChartTest::theTailOfAStaleLineIsHatchedAndItsAgeSaid()
{
    ChartContent content = flatLine([](Milliseconds age) { return age < 20min; });
    content.lines[0].freshness = Freshness::Stale;
    m_chart->setContent(content);
    QCOMPARE(inkAt(10min), 0);
    QVERIFY(m_chart->readOut().contains(u"20 min ago"_s));
    // Hatched: along the line's height some pixels differ from the ground, and some do not.
    const QImage shown = drawn();
    const QRectF area = m_chart->plotArea();
    const int y = static_cast<int>(area.center().y());
    const QColor ground = paletteFor(m_chart->palette()).raised;
    int stripes = 0;
    int between = 0;
    const int from = static_cast<int>(area.left() + area.width() * 0.8);
    for (int x = from; x < from + 100; ++x)
        ++(shown.pixelColor(x, y + 3) == ground ? between : stripes);
    QVERIFY(stripes > 10);
    QVERIFY(between > 10);
}

void SeriesChartTest::theReadOutTellsTheNewestAndUnderTheCursorThatMoment()
{
    ChartContent content = steady();
    content.lines[0].trace.back().value = 1.5;
    m_chart->setContent(content);
    QCOMPARE(m_chart->readOut(), u"0 s ago: 1 min 1.5"_s);
    m_chart->setCursor(now - 30min);
    QCOMPARE(m_chart->readOut(), u"08:00:00: 1 min 1"_s);
    m_chart->setContent(flatLine([](Milliseconds age) { return age > 20min && age < 40min; }));
    QCOMPARE(m_chart->readOut(), u"08:00:00: 1 min unknown"_s);
}

void SeriesChartTest::arrowKeysMoveTheCursor()
{
    m_chart->setContent(steady());
    QTest::keyClick(m_chart.get(), Qt::Key_Left);
    const QString first = m_chart->readOut();
    QVERIFY(first.startsWith(u"08:29:"_s));
    QTest::keyClick(m_chart.get(), Qt::Key_Left, Qt::ShiftModifier);
    QVERIFY(m_chart->readOut() < first);
    QTest::keyClick(m_chart.get(), Qt::Key_End);
    QVERIFY(m_chart->readOut().startsWith(u"0 s ago"_s));
}

void SeriesChartTest::nothingKnownIsSaid()
{
    m_chart->setContent(flatLine([](Milliseconds) { return true; }));
    QCOMPARE(m_chart->readOut(), u"nothing known: 1 min unknown"_s);
}

void SeriesChartTest::equalTimesAfterAClockStepAreBothLabelled()
{
    ChartContent content = steady();
    auto timeline = std::make_shared<Timeline>(*content.timeline);
    timeline->add({now - 20min, WallTime((now - 50min).time_since_epoch()), {}, "boot"});
    content.timeline = timeline;
    m_chart->setContent(content);
    QVERIFY(inkAt(10min) > 0);
}

void SeriesChartTest::lightAndDarkAreBothDrawn()
{
    m_chart->setContent(steady());
    applyTheme(Theme::Light);
    QVERIFY(inkAt(10min) > 0);
    applyTheme(Theme::Dark);
    QVERIFY(inkAt(10min) > 0);
}

QTEST_MAIN(SeriesChartTest)
#include "tst_serieschart.moc"
