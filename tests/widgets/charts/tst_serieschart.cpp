// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is to be seen on a chart, pixel by pixel, and what can be asked of it. If these fail, a hole looks like a steady
// line, an old value like a new one, or somebody without a mouse cannot read a value.
#include <QGraphicsView>
#include <QSignalSpy>
#include <QWheelEvent>

#include <charts/serieschart.h>
#include <parts/tokens.h>
#include <support/testprogram.h>

namespace tst_serieschart
{
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
    content.now = now;
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
    void whatChangedIsDrawnAndReadOut();
    void arrowKeysGoFromPointToPoint();
    void pointsOverAGapAreNotMadeUp();
    void keysAskForAnotherStretch();
    void escapeIsTheCharts();
    void aDraggedStretchIsAskedFor();
    void aWheelZoomsOnlyWhereThatIsMeant();
    void whatWasToldLaterIsDrawnAndNamedApart();
    void anImageShowsChartAndHead();
    void nothingKnownIsSaid();
    void equalTimesAfterAClockStepAreBothLabelled();
    void lightAndDarkAreBothDrawn();
    void shortAndLongLabelsLeaveTheSamePlot();

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
    content.lines[0].longestStep = 30min;
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
    QCOMPARE(m_chart->readOut(), u"08:00:00, 30 min ago: 1 min 1"_s);
    m_chart->setContent(flatLine([](Milliseconds age) { return age > 20min && age < 40min; }));
    QCOMPARE(m_chart->readOut(), u"08:00:00, 30 min ago: 1 min unknown"_s);
}

// Loses: the line bends and nobody sees that a deploy stood there.
void SeriesChartTest::whatChangedIsDrawnAndReadOut()
{
    ChartContent content = steady();
    const QImage without = [&] {
        m_chart->setContent(content);
        return drawn();
    }();
    const Moment at = now - 20min - 7s; // between two points
    content.marks = {{now - 2h, "ann@desk: long before"}, {at, "bob@desk: <b>shop</b> 4.2"}};
    m_chart->setContent(content);
    QVERIFY(drawn() != without);
    QVERIFY(!m_chart->readOut().contains(u"shop"_s));
    m_chart->setCursor(now - 20min);
    QTest::keyClick(m_chart.get(), Qt::Key_Left); // stops at the mark
    QCOMPARE(m_chart->cursor(), std::optional(at));
    QVERIFY2(m_chart->readOut().contains(u"changed bob@desk: <b>shop</b> 4.2"_s), qPrintable(m_chart->readOut()));
}

void SeriesChartTest::arrowKeysGoFromPointToPoint()
{
    m_chart->setContent(steady());
    QSignalSpy moved(m_chart.get(), &SeriesChart::cursorMoved);
    QTest::keyClick(m_chart.get(), Qt::Key_Left);
    QVERIFY2(m_chart->readOut().startsWith(u"08:30:00, 0 s ago"_s), qPrintable(m_chart->readOut()));
    QTest::keyClick(m_chart.get(), Qt::Key_Left);
    QVERIFY(m_chart->readOut().startsWith(u"08:29:45, 15 s ago"_s));
    QTest::keyClick(m_chart.get(), Qt::Key_Left, Qt::ControlModifier);
    QVERIFY(m_chart->readOut().startsWith(u"08:27:15"_s));
    QTest::keyClick(m_chart.get(), Qt::Key_Right);
    QVERIFY(m_chart->readOut().startsWith(u"08:27:30"_s));
    QCOMPARE(moved.count(), 4);
    QCOMPARE(m_chart->accessibleDescription(), m_chart->readOut());
    QTest::keyClick(m_chart.get(), Qt::Key_Home);
    QVERIFY(m_chart->readOut().startsWith(u"07:30:00"_s));
    QTest::keyClick(m_chart.get(), Qt::Key_End);
    QVERIFY(m_chart->readOut().startsWith(u"0 s ago"_s));
}

void SeriesChartTest::pointsOverAGapAreNotMadeUp()
{
    m_chart->setContent(flatLine([](Milliseconds age) { return age > 20min && age < 30min; }));
    m_chart->setCursor(now - 20min);
    QTest::keyClick(m_chart.get(), Qt::Key_Left);
    QVERIFY2(m_chart->readOut().startsWith(u"08:00:00, 30 min ago"_s), qPrintable(m_chart->readOut()));
}

void SeriesChartTest::keysAskForAnotherStretch()
{
    m_chart->setContent(steady());
    QSignalSpy zoomed(m_chart.get(), &SeriesChart::zoomAsked);
    QSignalSpy panned(m_chart.get(), &SeriesChart::panAsked);
    QSignalSpy back(m_chart.get(), &SeriesChart::backAsked);
    QTest::keyClick(m_chart.get(), Qt::Key_Plus);
    QCOMPARE(zoomed.takeFirst()[0].toDouble(), 0.5);
    QTest::keyClick(m_chart.get(), Qt::Key_Minus);
    QCOMPARE(zoomed.takeFirst()[0].toDouble(), 2.0);
    QTest::keyClick(m_chart.get(), Qt::Key_Left, Qt::ShiftModifier);
    QVERIFY(panned.takeFirst()[0].toDouble() < 0);
    QTest::keyClick(m_chart.get(), Qt::Key_0);
    QCOMPARE(back.takeFirst()[0].toBool(), true);
    // At the first point there is more to see to the left.
    QTest::keyClick(m_chart.get(), Qt::Key_Home);
    QTest::keyClick(m_chart.get(), Qt::Key_Left);
    QVERIFY(panned.takeFirst()[0].toDouble() < 0);
}

void SeriesChartTest::escapeIsTheCharts()
{
    m_chart->setContent(steady());
    const auto takesEscape = [this] {
        QKeyEvent press(QEvent::ShortcutOverride, Qt::Key_Escape, Qt::NoModifier);
        press.ignore();
        QCoreApplication::sendEvent(m_chart.get(), &press);
        return press.isAccepted();
    };
    QVERIFY(!takesEscape());
    m_chart->setCursor(now - 1min);
    QVERIFY(takesEscape());
    QTest::keyClick(m_chart.get(), Qt::Key_Escape);
    QVERIFY(!m_chart->cursor());
    m_chart->setZoomed(true);
    QVERIFY(takesEscape());
    QSignalSpy back(m_chart.get(), &SeriesChart::backAsked);
    QTest::keyClick(m_chart.get(), Qt::Key_Escape);
    QCOMPARE(back.count(), 1);
}

void SeriesChartTest::aDraggedStretchIsAskedFor()
{
    m_chart->setContent(steady());
    QCoreApplication::processEvents();
    auto *view = m_chart->findChild<QGraphicsView *>();
    const QRectF area = m_chart->plotArea();
    const auto at = [&](double share) {
        const QPoint place(static_cast<int>(area.left() + share * area.width()), static_cast<int>(area.center().y()));
        return view->viewport()->mapFrom(m_chart.get(), place);
    };
    QSignalSpy looked(m_chart.get(), &SeriesChart::lookAsked);
    QTest::mousePress(view->viewport(), Qt::LeftButton, {}, at(0.25));
    QTest::mouseMove(view->viewport(), at(0.5));
    QTest::mouseRelease(view->viewport(), Qt::LeftButton, {}, at(0.5));
    QCOMPARE(looked.count(), 1);
    const auto span = looked[0][0].value<TimeSpan>();
    QVERIFY(std::abs((span.from - (now - 45min)).count()) < 30'000);
    QVERIFY(std::abs((span.to - (now - 30min)).count()) < 30'000);
    // A click is none.
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, at(0.7));
    QCOMPARE(looked.count(), 1);
}

void SeriesChartTest::aWheelZoomsOnlyWhereThatIsMeant()
{
    m_chart->setContent(steady());
    QCoreApplication::processEvents();
    auto *view = m_chart->findChild<QGraphicsView *>();
    const QPointF place = m_chart->plotArea().center();
    QSignalSpy zoomed(m_chart.get(), &SeriesChart::zoomAsked);
    QSignalSpy panned(m_chart.get(), &SeriesChart::panAsked);
    const auto turn = [&](Qt::KeyboardModifiers modifiers) {
        QWheelEvent wheel(place, view->viewport()->mapToGlobal(place), {}, {0, 120}, Qt::NoButton, modifiers,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(view->viewport(), &wheel);
    };
    m_chart->clearFocus();
    turn(Qt::NoModifier);
    QCOMPARE(zoomed.count(), 0);
    turn(Qt::ControlModifier);
    QCOMPARE(zoomed.count(), 1);
    QVERIFY(zoomed[0][0].toDouble() < 1);
    turn(Qt::ShiftModifier);
    QCOMPARE(panned.count(), 1);
    QCOMPARE(zoomed.count(), 1);
}

void SeriesChartTest::whatWasToldLaterIsDrawnAndNamedApart()
{
    ChartContent content = flatLine([](Milliseconds age) { return age > 30min; });
    ChartLine &line = content.lines[0];
    line.source = u"fleet"_s;
    line.earlierStep = 3min;
    for (Moment at = content.from; at < now - 31min; at += 1min)
        line.earlier.push_back({at, 1});
    m_chart->setContent(content);
    QCOMPARE(inkAt(45min), 0); // not the recorded line's colour
    const QImage shown = drawn();
    const QRectF area = m_chart->plotArea();
    const QColor ground = paletteFor(m_chart->palette()).raised;
    int dashes = 0;
    for (int x = static_cast<int>(area.left()) + 5; x < static_cast<int>(area.left()) + 100; ++x)
        for (int y = -2; y <= 2; ++y)
            dashes += shown.pixelColor(x, static_cast<int>(area.center().y()) + y) == ground ? 0 : 1;
    QVERIFY(dashes > 20);
    m_chart->setCursor(now - 45min);
    QCOMPARE(m_chart->readOut(), u"07:45:00, 45 min ago: 1 min 1 before the recording, from fleet"_s);
}

void SeriesChartTest::anImageShowsChartAndHead()
{
    m_chart->setContent(steady());
    QCoreApplication::processEvents();
    const QImage small = m_chart->image({u"host/web1"_s, u"an hour"_s}, 1);
    const QImage large = m_chart->image({u"host/web1"_s, u"an hour"_s}, 2);
    QCOMPARE(large.size(), small.size() * 2);
    QVERIFY(small.height() > m_chart->height());
    const QColor ink = paletteFor(m_chart->palette()).lines[0];
    const auto count = [&](const QImage &image, int from, int to, auto wanted) {
        int found = 0;
        for (int y = from; y < to; ++y)
            for (int x = 0; x < image.width(); ++x)
                found += wanted(image.pixelColor(x, y)) ? 1 : 0;
        return found;
    };
    const int head = small.height() - m_chart->height();
    const QColor ground = paletteFor(m_chart->palette()).raised;
    QVERIFY(count(small, 0, head, [&](const QColor &c) { return c != ground; }) > 50);
    QVERIFY(count(small, head, small.height(), [&](const QColor &c) { return c == ink; }) > 300);
    QVERIFY(count(large, 2 * head, large.height(), [&](const QColor &c) { return c == ink; }) > 600);
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

// Lost if it fails: the same moment stands elsewhere in each chart of a wall, and what happened at once looks apart.
void SeriesChartTest::shortAndLongLabelsLeaveTheSamePlot()
{
    SeriesChart other;
    other.resize(m_chart->size());
    ChartContent content = steady();
    content.unit = Unit::BytesPerSecond;
    content.highest = 256 * 1024;
    other.setContent(content);
    other.show();
    m_chart->setContent(steady());
    QTRY_VERIFY(std::abs(other.plotArea().left() - m_chart->plotArea().left()) <= 1);
    QVERIFY(std::abs(other.plotArea().right() - m_chart->plotArea().right()) <= 1);
}

SIGNALBOX_TEST(SeriesChartTest)
} // namespace tst_serieschart

#include "tst_serieschart.moc"
