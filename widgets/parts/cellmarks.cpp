// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <parts/cellmarks.h>

#include <cmath>

#include <QPainter>
#include <QPainterPath>

#include <parts/stateshape.h>

namespace signalbox
{
namespace
{
QColor inkOn(const QColor &colour)
{
    return colour.lightnessF() > 0.6 ? QColor(0x11, 0x15, 0x1A) : QColor(Qt::white);
}

void paintFrame(QPainter &painter, const QRectF &box, const QColor &colour, qreal pen)
{
    painter.setPen(QPen(colour, pen, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(box.adjusted(pen / 2, pen / 2, -pen / 2, -pen / 2));
}

void paintSilhouette(QPainter &painter, const QRectF &box, State state, const QColor &colour, const QColor &ground)
{
    const qreal side = box.width();
    switch (state) {
    case State::Ok:
        painter.fillRect(box, colour);
        break;
    case State::Warning: {
        QPainterPath half;
        half.addPolygon(QPolygonF({box.topLeft(), box.bottomRight(), box.bottomLeft()}));
        painter.fillPath(half, colour);
        paintFrame(painter, box, colour, 1);
        break;
    }
    case State::Critical: {
        painter.fillRect(box, colour);
        painter.setPen(QPen(inkOn(colour), std::max(1.0, side / 7)));
        const QRectF cross = box.adjusted(side * 0.22, side * 0.22, -side * 0.22, -side * 0.22);
        painter.drawLine(cross.topLeft(), cross.bottomRight());
        painter.drawLine(cross.bottomLeft(), cross.topRight());
        break;
    }
    case State::Unknown: {
        painter.fillRect(box, colour);
        painter.setPen(Qt::NoPen);
        painter.setBrush(ground);
        painter.drawEllipse(box.center(), side * 0.24, side * 0.24);
        break;
    }
    case State::Stale: {
        QPainterPath shape;
        shape.addRect(box);
        paintHatch(painter, shape, colour, std::max(3.0, side / 3));
        paintFrame(painter, box, colour, 1);
        break;
    }
    case State::Maintenance:
        painter.fillRect(QRectF(box.left(), box.center().y(), side, side / 2), colour);
        paintFrame(painter, box, colour, 1);
        break;
    }
}
} // namespace

QColor quietColour(const Palette &palette)
{
    constexpr qreal share = 0.3;
    const QColor &well = palette.of(State::Ok);
    const QColor &ground = palette.background;
    const auto mixed = [](int a, int b) { return static_cast<int>(std::lround(share * a + (1 - share) * b)); };
    return {mixed(well.red(), ground.red()), mixed(well.green(), ground.green()), mixed(well.blue(), ground.blue())};
}

void CellMarks::setLook(int side, qreal pixelRatio, const Palette &palette)
{
    if (side == m_side && pixelRatio == m_ratio && &palette == m_palette)
        return;
    m_side = side;
    m_ratio = pixelRatio;
    m_palette = &palette;
    m_well = quietColour(palette);
    m_marks.clear();
}

const QPixmap &CellMarks::of(const Standing &standing)
{
    const int look = static_cast<int>(standing.state) * 4 + (standing.stale ? 2 : 0) + (isUnwatched(standing) ? 1 : 0);
    QPixmap &mark = m_marks[look];
    if (!mark.isNull())
        return mark;
    const int pixels = static_cast<int>(std::ceil(m_side * m_ratio));
    mark = QPixmap(pixels, pixels);
    mark.setDevicePixelRatio(m_ratio);
    mark.fill(m_palette->background);
    QPainter painter(&mark);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box(0, 0, m_side, m_side);
    const QColor &colour = standing.state == State::Ok ? m_well : m_palette->of(standing.state);
    if (isUnwatched(standing)) {
        paintFrame(painter, box, colour, 1);
        return mark;
    }
    paintSilhouette(painter, box, standing.state, colour, m_palette->background);
    if (standing.stale && standing.state != State::Stale) {
        QPainterPath corner;
        corner.addPolygon(QPolygonF({QPointF(0, 0), QPointF(m_side * 0.45, 0), QPointF(0, m_side * 0.45)}));
        painter.fillPath(corner, m_palette->background);
    }
    return mark;
}
} // namespace signalbox
