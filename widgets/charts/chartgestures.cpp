// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <charts/chartgestures.h>

#include <algorithm>
#include <cmath>

#include <QApplication>
#include <QGraphicsView>
#include <QMouseEvent>
#include <QWheelEvent>

#include <charts/traceitem.h>

namespace signalbox
{
namespace
{
constexpr double aNotch = 120; // QWheelEvent::angleDelta
constexpr double zoomOfNotch = 0.8;
constexpr double panOfNotch = 0.1;
} // namespace

ChartGestures::ChartGestures(QGraphicsView &view, const TraceItem &item, QWidget &chart)
    : QObject(&chart)
    , m_view(view)
    , m_item(item)
    , m_chart(chart)
{
    view.setMouseTracking(true);
    view.viewport()->setMouseTracking(true);
    view.viewport()->installEventFilter(this);
}

Moment ChartGestures::momentAt(const QPointF &position) const
{
    const PlotScale &scale = m_item.scale();
    const double x = m_view.mapToScene(position.toPoint()).x();
    const double share = std::clamp((x - scale.area.left()) / std::max(1.0, scale.area.width()), 0.0, 1.0);
    const auto span = static_cast<double>((scale.to - scale.from).count());
    return scale.from + Milliseconds(std::llround(share * span));
}

std::optional<TimeSpan> ChartGestures::draggedTo(const QMouseEvent &event) const
{
    if (!m_pressed || std::fabs(event.position().x() - m_pressed->x()) < QApplication::startDragDistance())
        return {};
    const Moment a = momentAt(*m_pressed);
    const Moment b = momentAt(event.position());
    return TimeSpan{std::min(a, b), std::max(a, b)};
}

bool ChartGestures::press(const QMouseEvent &event)
{
    if (event.button() != Qt::LeftButton)
        return false;
    m_chart.setFocus(Qt::MouseFocusReason);
    m_pressed = event.position();
    return true;
}

bool ChartGestures::move(const QMouseEvent &event)
{
    Q_EMIT marked(draggedTo(event));
    const QRectF area = m_item.scale().area;
    const double x = m_view.mapToScene(event.pos()).x();
    if (x >= area.left() && x <= area.right())
        Q_EMIT pointed(momentAt(event.position()));
    return false;
}

bool ChartGestures::release(const QMouseEvent &event)
{
    const auto span = draggedTo(event);
    m_pressed.reset();
    Q_EMIT marked({});
    if (span)
        Q_EMIT looked(*span);
    return span.has_value();
}

bool ChartGestures::turn(QWheelEvent &event)
{
    const bool isMeant = m_chart.hasFocus() || (event.modifiers() & (Qt::ControlModifier | Qt::ShiftModifier)) != 0;
    // Some systems turn a wheel sideways while Shift is held.
    const QPoint delta = event.angleDelta();
    const double notches = (delta.y() != 0 ? delta.y() : delta.x()) / aNotch;
    if (!isMeant || notches == 0)
        return false;
    if (event.modifiers().testFlag(Qt::ShiftModifier) || delta.y() == 0)
        Q_EMIT panned(-notches * panOfNotch);
    else
        Q_EMIT zoomed(std::pow(zoomOfNotch, notches), momentAt(event.position()));
    event.accept();
    return true;
}

bool ChartGestures::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::MouseButtonPress:
        return press(*static_cast<QMouseEvent *>(event));
    case QEvent::MouseMove:
        return move(*static_cast<QMouseEvent *>(event));
    case QEvent::MouseButtonRelease:
        return release(*static_cast<QMouseEvent *>(event));
    case QEvent::MouseButtonDblClick:
        Q_EMIT doubleClicked();
        return true;
    case QEvent::Leave:
        Q_EMIT pointed({});
        break;
    case QEvent::Wheel:
        return turn(*static_cast<QWheelEvent *>(event));
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}
} // namespace signalbox
