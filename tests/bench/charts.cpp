// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Row 7: a wall of 12 charts with 3 lines of 5,760 points each, one frame of it (all data new, all charts painted),
// against Qt Charts as everyone uses it: a QLineSeries a line. And one chart of 1,000,000 points, against replot of
// QCustomPlot, which decimates as well. Without a screen, in CPU time, in turns.
#include <cmath>
#include <memory>

#include <QApplication>
#include <QBoxLayout>
#include <QChartView>
#include <QLineSeries>
#include <QValueAxis>

#ifdef SIGNALBOX_HAS_QCUSTOMPLOT
#include <qcustomplot.h>
#endif

#include <charts/serieschart.h>
#include <parts/tokens.h>

#include "effort.h"
#include "offscreen.h"
#include "rows.h"

namespace signalbox::bench
{
namespace
{
constexpr int charts = 12;
constexpr int linesOfOne = 3;
constexpr int pointsOfOne = 5'760;
constexpr int pointsOfLong = 1'000'000;
constexpr int rounds = 7;
constexpr Moment start{Milliseconds(1'767'225'600'000)};
constexpr Milliseconds interval{15'000};

double valueAt(int i, int line, int round)
{
    return 50 + 30 * std::sin((i + 97 * round) * 0.002 + line) + (i % 1000 * 7919 + line * 104'729) % 1000 / 100.0;
}

ChartContent contentOf(int lines, int points, int round)
{
    ChartContent content;
    content.title = QStringLiteral("Load");
    content.from = start;
    content.to = start + interval * points;
    content.now = content.to;
    content.timeline = std::make_shared<Timeline>();
    for (int line = 0; line < lines; ++line) {
        ChartLine &made = content.lines.emplace_back();
        made.name = QStringLiteral("host%1").arg(line);
        made.freshness = Freshness::Fresh;
        made.trace.reserve(static_cast<std::size_t>(points));
        for (int i = 0; i < points; ++i)
            made.trace.push_back({start + interval * i, valueAt(i, line, round)});
    }
    return content;
}

/// A chart of Qt's, as its examples make it.
class PlainChart
{
public:
    PlainChart(int lines, QWidget *parent)
        : m_view(new QChartView(new QChart, parent))
    {
        auto *across = new QValueAxis;
        auto *up = new QValueAxis;
        across->setRange(0, pointsOfOne);
        up->setRange(0, 100);
        m_view->chart()->addAxis(across, Qt::AlignBottom);
        m_view->chart()->addAxis(up, Qt::AlignLeft);
        m_view->setRenderHint(QPainter::Antialiasing);
        for (int line = 0; line < lines; ++line) {
            m_lines.push_back(new QLineSeries);
            m_view->chart()->addSeries(m_lines.back());
            m_lines.back()->attachAxis(across);
            m_lines.back()->attachAxis(up);
        }
    }
    [[nodiscard]] QChartView *view() const { return m_view; }
    void show(int line, const QList<QPointF> &points) { m_lines[static_cast<std::size_t>(line)]->replace(points); }

private:
    QChartView *m_view;
    std::vector<QLineSeries *> m_lines;
};

template <class Work>
double costOf(Work work)
{
    const double begun = cpuMilliseconds();
    work();
    QApplication::processEvents();
    return cpuMilliseconds() - begun;
}

void layOut(QWidget &wall, const std::vector<QWidget *> &views)
{
    auto *grid = new QGridLayout(&wall);
    for (std::size_t i = 0; i < views.size(); ++i)
        grid->addWidget(views[i], static_cast<int>(i) / 4, static_cast<int>(i) % 4);
    wall.resize(1600, 900);
    wall.show();
    QApplication::processEvents();
}

/// Whether anything was drawn: an axis of the wrong range leaves a chart empty, and fast.
bool isDrawn(QWidget &widget, const QRect &area)
{
    const QImage image = widget.grab(area).toImage();
    int other = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            other += image.pixel(x, y) != image.pixel(0, 0) ? 1 : 0;
    return other > image.width() * image.height() / 50;
}

Expected<Line> wallOfCharts()
{
    QWidget ours;
    QWidget plain;
    std::vector<SeriesChart *> own;
    std::vector<PlainChart> stock;
    std::vector<QWidget *> ownViews;
    std::vector<QWidget *> stockViews;
    for (int i = 0; i < charts; ++i) {
        own.push_back(new SeriesChart(&ours));
        ownViews.push_back(own.back());
        stock.emplace_back(linesOfOne, &plain);
        stockViews.push_back(stock.back().view());
    }
    layOut(ours, ownViews);
    layOut(plain, stockViews);
    std::vector<double> cost;
    std::vector<double> against;
    for (int round = 0; round < rounds; ++round) {
        std::vector<ChartContent> contents(charts, contentOf(linesOfOne, pointsOfOne, round));
        std::vector<QList<QPointF>> points(linesOfOne);
        for (int line = 0; line < linesOfOne; ++line)
            for (int i = 0; i < pointsOfOne; ++i)
                points[static_cast<std::size_t>(line)].append({static_cast<double>(i), valueAt(i, line, round)});
        cost.push_back(costOf([&] {
            for (std::size_t i = 0; i < own.size(); ++i)
                own[i]->setContent(std::move(contents[i]));
        }));
        against.push_back(costOf([&] {
            for (PlainChart &chart : stock)
                for (int line = 0; line < linesOfOne; ++line)
                    chart.show(line, points[static_cast<std::size_t>(line)]);
        }));
    }
    const QRect middle(stockViews[0]->width() / 4, stockViews[0]->height() / 4, stockViews[0]->width() / 2,
                       stockViews[0]->height() / 2);
    if (!isDrawn(*own[0], own[0]->plotArea().toRect()) || !isDrawn(*stockViews[0], middle))
        return tl::make_unexpected(Problem{"row 7", "a chart is empty", {}});
    return Line{7,
                "a wall of 12 charts x 3 x 5,760 points, a frame / Qt Charts",
                "ms",
                percentile(cost, 0.5),
                percentile(against, 0.5),
                1.0 / 15,
                1.0 / 30};
}

#ifdef SIGNALBOX_HAS_QCUSTOMPLOT
Line longChart()
{
    QWidget window;
    auto *own = new SeriesChart(&window);
    auto *plot = new QCustomPlot(&window);
    auto *layout = new QVBoxLayout(&window);
    layout->addWidget(own);
    layout->addWidget(plot);
    window.resize(1200, 1000);
    window.show();
    QVector<double> keys;
    QVector<double> values;
    for (int i = 0; i < pointsOfLong; ++i) {
        keys.append(i);
        values.append(valueAt(i, 0, 0));
    }
    plot->addGraph();
    plot->graph(0)->setData(keys, values, true);
    plot->xAxis->setRange(0, pointsOfLong);
    plot->yAxis->setRange(0, 100);
    own->setContent(contentOf(1, pointsOfLong, 0));
    QApplication::processEvents();
    std::vector<double> cost;
    std::vector<double> against;
    for (int round = 0; round < rounds; ++round) {
        auto *view = own->findChild<QGraphicsView *>();
        cost.push_back(costOf([&] { view->viewport()->repaint(); }));
        against.push_back(costOf([&] { plot->replot(QCustomPlot::rpImmediateRefresh); }));
    }
    return {7,
            "a chart of 1,000,000 points, painted anew / QCustomPlot replot",
            "ms",
            percentile(cost, 0.5),
            percentile(against, 0.5),
            1.5,
            1.0};
}
#endif
} // namespace

Expected<Measured> chartsRow()
{
    const Offscreen offscreen;
    Measured measured;
    const Expected<Line> wall = wallOfCharts();
    if (!wall)
        return tl::unexpected(wall.error());
    measured.lines.push_back(*wall);
#ifdef SIGNALBOX_HAS_QCUSTOMPLOT
    measured.lines.push_back(longChart());
#else
    measured.remarks.emplace_back("no QCustomPlot for Qt 6 here: a chart of 1,000,000 points is not measured");
#endif
    return measured;
}
} // namespace signalbox::bench
