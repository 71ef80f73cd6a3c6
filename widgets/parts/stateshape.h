// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPainter>
#include <QRectF>

#include <parts/tokens.h>

namespace signalbox
{
/// How a shape is filled, beside what shape it is.
enum class Fill : std::uint8_t {
    Solid,
    Hatched, ///< what it was judged by is old
    Hollow,  ///< a standing fact: nothing that just happened
};

/// The fill of a standing.
Fill fillOf(const Standing &standing);

/// Paints a state's own shape in its own colour into the square: a ring (OK), a triangle (warning), a diamond with a
/// cross (critical), a disc with a question mark (unknown), a hatched square (stale), a hexagon (maintenance).
void paintState(QPainter &painter, const QRectF &square, State state, Fill fill, const Palette &palette);

/// Fills the shape with slanted stripes, `step` pixels apart: how everything stale is marked, on paper too.
void paintHatch(QPainter &painter, const QPainterPath &shape, const QColor &colour, qreal step);
} // namespace signalbox
