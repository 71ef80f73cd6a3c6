// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QObject>

#include <models/timerange.h>

class QGraphicsView;
class QMouseEvent;
class QWheelEvent;

namespace signalbox
{
class TraceItem;

/// What the pointer does over a chart's plot, told in moments: it points, drags a stretch, turns its wheel. A wheel
/// scrolls the page, unless the chart has the keyboard or Ctrl or Shift is held: nobody who reads on down a page means
/// to zoom.
class ChartGestures final : public QObject
{
    Q_OBJECT
public:
    /// `chart` is what has the keyboard.
    ChartGestures(QGraphicsView &view, const TraceItem &item, QWidget &chart);

Q_SIGNALS:
    void pointed(std::optional<signalbox::Moment> moment);
    /// A stretch is being dragged; nothing: no longer.
    void marked(std::optional<signalbox::TimeSpan> span);
    /// A stretch was dragged.
    void looked(const signalbox::TimeSpan &span);
    void zoomed(double factor, signalbox::Moment about);
    /// By a share of what is shown; below 0: to the past.
    void panned(double share);
    void doubleClicked();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] Moment momentAt(const QPointF &position) const;
    [[nodiscard]] std::optional<TimeSpan> draggedTo(const QMouseEvent &event) const;
    bool press(const QMouseEvent &event);
    bool move(const QMouseEvent &event);
    bool release(const QMouseEvent &event);
    bool turn(QWheelEvent &event);

    QGraphicsView &m_view;
    const TraceItem &m_item;
    QWidget &m_chart;
    std::optional<QPointF> m_pressed;
};
} // namespace signalbox
