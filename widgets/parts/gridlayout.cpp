// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <parts/gridlayout.h>

#include <algorithm>

#include <QFontMetrics>

#include <parts/tokens.h>

namespace signalbox
{
namespace
{
/// As many columns as are at least that wide; they share what is left, up to `widest`.
GridLayout inColumns(CellForm form, int count, int room, int narrowest, int widest, int height)
{
    GridLayout layout;
    layout.form = form;
    layout.gap = std::max(1, space(1) / 2);
    layout.count = count;
    layout.columns = std::max(1, (room + layout.gap) / (narrowest + layout.gap));
    const int wide = (room + layout.gap) / layout.columns - layout.gap;
    layout.cell = {std::clamp(wide, narrowest, widest), height};
    return layout;
}

GridLayout inSquares(int count, int room, int side)
{
    GridLayout layout;
    layout.form = CellForm::Square;
    layout.gap = 1;
    layout.count = count;
    layout.columns = std::max(1, (room + layout.gap) / (side + layout.gap));
    layout.cell = {side, side};
    return layout;
}
} // namespace

int GridLayout::placeAt(QPoint point) const
{
    if (point.x() < 0 || point.y() < 0)
        return -1;
    const int column = point.x() / pitch().width();
    const int place = point.y() / pitch().height() * columns + column;
    return column < columns && place < count ? place : -1;
}

GridLayout layOutGrid(int count, QSize room)
{
    const int line = QFontMetrics(fontOf(Type::Body)).height();
    const GridLayout tiles = inColumns(CellForm::Tile, count, room.width(), space(60), space(110), 3 * line + space(3));
    if (tiles.height() <= room.height())
        return tiles;
    for (const int narrowest : {space(28), space(20)}) {
        const GridLayout labels =
            inColumns(CellForm::Label, count, room.width(), narrowest, space(48), line + space(1));
        if (labels.height() <= room.height())
            return labels;
    }
    const int least = std::max(5, space(2));
    for (int side = space(8); side > least; --side)
        if (const GridLayout squares = inSquares(count, room.width(), side); squares.height() <= room.height())
            return squares;
    return inSquares(count, room.width(), least);
}
} // namespace signalbox
