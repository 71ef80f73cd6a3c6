// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <charts/traceitem.h>

#include <cmath>

#include <QPainter>
#include <QPainterPath>
#include <QWidget>

#include <parts/stateshape.h>

namespace signalbox
{
namespace
{
/// The last point at which something is known, or null.
const TracePoint *lastKnown(const Trace &trace)
{
    for (auto point = trace.rbegin(); point != trace.rend(); ++point)
        if (std::isfinite(point->value))
            return &*point;
    return nullptr;
}
} // namespace

TraceItem::TraceItem(const ChartContent &content, QGraphicsItem *parent)
    : QGraphicsItem(parent)
    , m_content(content)
{
}

void TraceItem::setScale(const PlotScale &scale)
{
    prepareGeometryChange();
    m_scale = scale;
    update();
}

void TraceItem::setCursor(std::optional<Moment> cursor)
{
    m_cursor = cursor;
    update();
}

void TraceItem::setMarked(std::optional<TimeSpan> marked)
{
    m_marked = marked;
    update();
}

void TraceItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *widget)
{
    const Palette &palette = paletteFor(widget->palette());
    painter->save();
    painter->setClipRect(m_scale.area);
    paintGaps(*painter, palette);
    for (std::size_t i = 0; i < m_content.lines.size(); ++i)
        paintLine(*painter, m_content.lines[i], palette.lines[i % palette.lines.size()], palette);
    paintMarks(*painter, palette);
    if (m_marked) {
        QColor band = palette.focus;
        band.setAlphaF(0.25F);
        const double left = m_scale.x(m_marked->from);
        painter->fillRect(QRectF(left, m_scale.area.top(), m_scale.x(m_marked->to) - left, m_scale.area.height()),
                          band);
    }
    if (m_cursor) {
        const double x = m_scale.x(*m_cursor);
        painter->setPen(QPen(palette.text, 1, Qt::DashLine));
        painter->drawLine(QPointF(x, m_scale.area.top()), QPointF(x, m_scale.area.bottom()));
    }
    painter->restore();
}

// A line down from a flag at the upper edge, in no line's colour: it says when, and the read-out what.
void TraceItem::paintMarks(QPainter &painter, const Palette &palette) const
{
    const double flag = space(2);
    for (const ChangeMark &mark : m_content.marks) {
        if (mark.at < m_content.from || mark.at > m_content.to)
            continue;
        const double x = m_scale.x(mark.at);
        const double top = m_scale.area.top();
        painter.setPen(QPen(palette.muted, 1, Qt::DotLine));
        painter.drawLine(QPointF(x, top), QPointF(x, m_scale.area.bottom()));
        QPainterPath triangle(QPointF(x - flag / 2, top));
        triangle.lineTo(x + flag / 2, top);
        triangle.lineTo(x, top + flag * 0.75);
        triangle.closeSubpath();
        painter.fillPath(triangle, palette.text);
    }
}

// Nobody recorded there: it is told from a value that is merely missing by the ground itself being another.
void TraceItem::paintGaps(QPainter &painter, const Palette &palette) const
{
    for (const Recording::Gap &gap : m_content.gaps) {
        const double left = std::max(m_scale.area.left(), m_scale.x(gap.from));
        const double right = std::min(m_scale.area.right(), m_scale.x(gap.to));
        const QRectF hole(left, m_scale.area.top(), right - left, m_scale.area.height());
        painter.fillRect(hole, palette.background);
        const QString words = QWidget::tr("not recorded");
        painter.setFont(fontOf(Type::Small));
        if (painter.fontMetrics().horizontalAdvance(words) + space(4) > hole.width())
            continue;
        painter.setPen(palette.muted);
        painter.drawText(hole, Qt::AlignCenter, words);
    }
}

// Lighter and dashed: nobody here saw it.
void TraceItem::paintEarlier(QPainter &painter, const ChartLine &line, QColor colour) const
{
    colour.setAlphaF(0.7F);
    painter.setPen(QPen(colour, 1, Qt::DashLine));
    for (const Stretch &stretch : stretchesOf(line.earlier, line.earlierStep, {}))
        painter.drawPolyline(decimate(line.earlier, stretch, m_scale));
}

void TraceItem::paintLine(QPainter &painter, const ChartLine &line, const QColor &colour, const Palette &palette) const
{
    paintEarlier(painter, line, colour);
    painter.setPen(QPen(colour, 1));
    for (const Stretch &stretch : stretchesOf(line.trace, line.longestStep, m_content.gaps)) {
        const QPolygonF points = decimate(line.trace, stretch, m_scale);
        if (points.size() == 1)
            painter.fillRect(QRectF(points[0].x() - 1, points[0].y() - 1, 2, 2), colour);
        else
            painter.drawPolyline(points);
    }
    const TracePoint *last = lastKnown(line.trace);
    if (!last)
        return;
    const QPointF tip(m_scale.x(last->at), m_scale.y(last->value));
    painter.fillRect(QRectF(tip.x() - 2, tip.y() - 2, 4, 4), colour);
    // Where the newest are shown, the picture knows; an answer may be older than it.
    const bool isOld =
        m_content.to >= m_content.now ? line.freshness == Freshness::Stale : m_content.to - last->at > line.longestStep;
    if (!isOld)
        return;
    // From the last word on nothing is known: a band at its height, hatched, and no line.
    QPainterPath tail;
    const double height = space(3);
    tail.addRect(QRectF(tip.x(), tip.y() - height / 2, m_scale.x(m_content.to) - tip.x(), height));
    QColor stripes = palette.of(State::Stale);
    stripes.setAlphaF(0.6F);
    paintHatch(painter, tail, stripes, space(1));
}
} // namespace signalbox
