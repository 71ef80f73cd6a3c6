// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QTimeZone>
#include <QWidget>

#include <charts/axisticks.h>
#include <charts/chartcontent.h>
#include <models/timerange.h>

class QChart;
class QChartView;
class QCategoryAxis;
class QLabel;

namespace signalbox
{
class ChartLegend;
class TraceItem;

/// Lines over time. A gap is drawn as a gap, the last point says how old it is, and from there to now a stale line is
/// hatched. The pointer, or Left and Right from point to point, read out the values of a moment. What shall be shown
/// instead is for whoever owns the chart: it only says what was asked of it, since charts share their stretch of time.
/// Axes and grid are Qt Charts'; the lines are painted decimated by an item of our own, which is what keeps a wall of
/// charts cheap.
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
    [[nodiscard]] std::optional<Moment> cursor() const { return m_cursor; }
    /// Whether Escape goes back to what was shown before a zoom; else it is not for the chart.
    void setZoomed(bool isZoomed) { m_isZoomed = isZoomed; }
    /// The chart as an image of `scale` pixels for each of the screen's, under these lines, the first of them strong.
    [[nodiscard]] QImage image(const QStringList &head, double scale);
    /// What is read out beneath the title: each line's name and value, and of which moment.
    [[nodiscard]] QString readOut() const;
    /// Where lines are painted, in the widget's pixels.
    [[nodiscard]] QRectF plotArea() const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// A person points at that moment, or at nothing any more.
    void cursorMoved(std::optional<signalbox::Moment> moment);
    void lookAsked(const signalbox::TimeSpan &span);
    /// A factor below 1: closer; about that moment, or wherever seems best.
    void zoomAsked(double factor, std::optional<signalbox::Moment> about);
    /// By a share of what is shown; below 0: to the past.
    void panAsked(double share);
    /// To what was shown before the last zoom; `whole`: before all of them.
    void backAsked(bool whole);

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void connectGestures();
    void dress();
    void layMargins();
    void layAxes();
    void tell();
    void point(std::optional<Moment> moment);
    void moveCursor(int points);
    [[nodiscard]] QString whenText() const;
    [[nodiscard]] std::optional<Moment> newest() const;

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
    bool m_isZoomed = false;
    std::vector<AxisTick> m_timeTicks;
    std::vector<AxisTick> m_valueTicks;
};
} // namespace signalbox
