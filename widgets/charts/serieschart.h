// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimeZone>
#include <QWidget>

#include <charts/axisticks.h>
#include <charts/chartcontent.h>

class QChart;
class QChartView;
class QCategoryAxis;
class QLabel;

namespace signalbox
{
class ChartLegend;
class TraceItem;

/// Lines over time. A gap is drawn as a gap, the last point says how old it is, and from there to now a stale line is
/// hatched. The pointer, or the arrow keys, read out the values of a moment. Axes and grid are Qt Charts'; the lines
/// are painted decimated by an item of our own, which is what keeps a wall of charts cheap.
class SeriesChart final : public QWidget
{
    Q_OBJECT
public:
    explicit SeriesChart(QWidget *parent = nullptr);

    void setZone(const QTimeZone &zone) { m_zone = zone; }
    void setContent(ChartContent content);
    [[nodiscard]] const ChartContent &content() const { return m_content; }
    /// Reads out that moment; nothing: the newest values.
    void setCursor(std::optional<Moment> moment);
    /// What is read out beneath the title: each line's name and value, and of which moment.
    [[nodiscard]] QString readOut() const;
    /// Where lines are painted, in the widget's pixels.
    [[nodiscard]] QRectF plotArea() const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void dress();
    void layAxes();
    void tell();
    void moveCursor(int pixels);

    ChartContent m_content;
    QTimeZone m_zone = QTimeZone::utc();
    std::optional<Moment> m_cursor;
    QLabel *m_title;
    QLabel *m_when;
    ChartLegend *m_legend;
    QChart *m_chart;
    QChartView *m_view;
    QCategoryAxis *m_timeAxis;
    QCategoryAxis *m_valueAxis;
    TraceItem *m_item;
    std::vector<AxisTick> m_timeTicks;
    std::vector<AxisTick> m_valueTicks;
};
} // namespace signalbox
