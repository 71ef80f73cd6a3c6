// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>
#include <QSize>

namespace signalbox
{
/// How much a cell of the host grid can say: as much as there is room for all of them at once.
enum class CellForm : std::uint8_t {
    Tile,   ///< name, state and its age, what is wrong
    Label,  ///< shape and name
    Square, ///< one mark
};

/// Where the cells of a grid are: row by row in equal cells. Pixels, without scrolling.
struct GridLayout {
    CellForm form = CellForm::Tile;
    QSize cell{1, 1}; ///< without the gap
    int gap = 1;      ///< between cells, to the right and below
    int columns = 1;
    int count = 0;

    [[nodiscard]] int rows() const { return (count + columns - 1) / columns; }
    [[nodiscard]] int height() const { return rows() * pitch().height() - (count > 0 ? gap : 0); }
    [[nodiscard]] QSize pitch() const { return {cell.width() + gap, cell.height() + gap}; }
    [[nodiscard]] QRect rectOf(int place) const
    {
        return {QPoint(place % columns * pitch().width(), place / columns * pitch().height()), cell};
    }
    /// The place under a point, or -1. The gap belongs to the cell before it, so that a moving pointer never blinks.
    [[nodiscard]] int placeAt(QPoint point) const;
    bool operator==(const GridLayout &) const = default;
};

/// The largest form and size in which so many cells fit the room; the smallest, which then scrolls, where none does.
GridLayout layOutGrid(int count, QSize room);
} // namespace signalbox
