// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <parts/stateshape.h>

#include <cmath>
#include <numbers>

#include <QPainterPath>

namespace signalbox
{
namespace
{
QPainterPath polygon(const QRectF &square, int corners, qreal firstAngle)
{
    QPolygonF points;
    for (int i = 0; i < corners; ++i) {
        const qreal angle = firstAngle + 2 * std::numbers::pi * i / corners;
        points.append(square.center() + QPointF(std::cos(angle), std::sin(angle)) * square.width() / 2);
    }
    QPainterPath path;
    path.addPolygon(points);
    path.closeSubpath();
    return path;
}

QPainterPath outline(State state, const QRectF &square)
{
    constexpr qreal up = -std::numbers::pi / 2;
    QPainterPath path;
    switch (state) {
    case State::Warning: {
        const qreal drop = square.height() * 0.08;
        path.moveTo(square.center().x(), square.top());
        path.lineTo(square.right(), square.bottom() - drop);
        path.lineTo(square.left(), square.bottom() - drop);
        path.closeSubpath();
        return path;
    }
    case State::Critical: {
        const qreal more = square.width() * 0.06; // a square on its corner looks smaller than it is
        return polygon(square.adjusted(-more, -more, more, more), 4, up);
    }
    case State::Maintenance:
        return polygon(square, 6, up);
    case State::Stale:
        path.addRect(square.adjusted(1, 1, -1, -1));
        return path;
    case State::Ok:
    case State::Unknown:
        break;
    }
    path.addEllipse(square);
    return path;
}

/// What is written into the shape, so that it is told without colour even where the outline blurs.
void paintMark(QPainter &painter, const QRectF &square, State state, const QColor &ink)
{
    const qreal unit = square.width() / 16;
    const QPointF middle = square.center();
    painter.setPen(QPen(ink, 2 * unit, Qt::SolidLine, Qt::FlatCap));
    if (state == State::Critical) {
        const qreal arm = 3 * unit;
        painter.drawLine(middle + QPointF(-arm, -arm), middle + QPointF(arm, arm));
        painter.drawLine(middle + QPointF(-arm, arm), middle + QPointF(arm, -arm));
    } else if (state == State::Warning) {
        painter.drawLine(middle + QPointF(0, -3 * unit), middle + QPointF(0, 2.5 * unit));
        painter.drawLine(middle + QPointF(0, 3.7 * unit), middle + QPointF(0, 5.5 * unit));
    } else if (state == State::Unknown) {
        QFont font = painter.font();
        font.setPixelSize(std::max(4, static_cast<int>(square.height() * 0.8)));
        font.setBold(true);
        painter.setFont(font);
        painter.drawText(square, Qt::AlignCenter, QStringLiteral("?"));
    }
}
} // namespace

void paintHatch(QPainter &painter, const QPainterPath &shape, const QColor &colour, qreal step)
{
    painter.save();
    painter.setClipPath(shape, Qt::IntersectClip);
    painter.setPen(QPen(colour, std::max(1.0, step * 0.35)));
    const QRectF box = shape.boundingRect();
    const qreal first = std::floor((box.left() - box.height()) / step) * step;
    for (qreal x = first; x < box.right(); x += step)
        painter.drawLine(QPointF(x, box.bottom()), QPointF(x + box.height(), box.top()));
    painter.restore();
}

Fill fillOf(const Standing &standing)
{
    if (standing.stale)
        return Fill::Hatched;
    return standing.watched ? Fill::Solid : Fill::Hollow;
}

void paintState(QPainter &painter, const QRectF &square, State state, Fill fill, const Palette &palette)
{
    const QColor colour = palette.of(state);
    const qreal pen = square.width() / 10;
    const QPainterPath path = outline(state, square);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (state == State::Ok) {
        painter.setPen(QPen(colour, pen));
        painter.drawEllipse(square.adjusted(pen, pen, -pen, -pen));
    } else if (state == State::Stale) {
        paintHatch(painter, path, colour, square.width() / 4);
        painter.strokePath(path, QPen(colour, pen));
    } else if (fill == Fill::Hollow) {
        painter.strokePath(outline(state, square.adjusted(pen / 2, pen / 2, -pen / 2, -pen / 2)), QPen(colour, pen));
        paintMark(painter, square, state, colour);
    } else {
        painter.fillPath(path, colour);
        if (fill == Fill::Hatched) {
            QPainterPath rim;
            rim.addRect(square);
            QPainterPath middle;
            middle.addEllipse(square.center(), square.width() * 0.3, square.height() * 0.3);
            paintHatch(painter, path.intersected(rim.subtracted(middle)), palette.raised, square.width() / 4);
        }
        const bool isBright = colour.lightnessF() > 0.6;
        paintMark(painter, square, state, isBright ? QColor(0x11, 0x15, 0x1A) : QColor(Qt::white));
    }
    painter.restore();
}
} // namespace signalbox
