// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <parts/celltile.h>

#include <parts/stateshape.h>

namespace signalbox
{
namespace
{
/// Whether a person should look: only then a cell carries a bar of its colour, and its words stand out.
bool callsForAPerson(const Standing &standing)
{
    return standing.state != State::Ok && standing.state != State::Maintenance && !isUnwatched(standing);
}

/// The ground, the bar and the shape; returns what is left for words.
QRect paintGround(QPainter &painter, const QRect &box, const Standing &standing, int line, const Palette &palette)
{
    painter.fillRect(box, palette.raised);
    if (callsForAPerson(standing))
        painter.fillRect(QRect(box.topLeft(), QSize(std::max(2, space(1) * 3 / 4), box.height())),
                         palette.of(standing.state));
    const int side = painter.fontMetrics().ascent();
    const int margin = space(2);
    const QRectF square(box.left() + margin, box.top() + (line - side) / 2.0, side, side);
    paintState(painter, square, standing.state, fillOf(standing), palette);
    return box.adjusted(2 * margin + side, 0, -margin, 0);
}

void paintLine(QPainter &painter, const QRect &room, const QString &text)
{
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(text, Qt::ElideRight, room.width()));
}
} // namespace

void paintTile(QPainter &painter, const QRect &box, const HostCells &cells, int place, const Palette &palette)
{
    const HostCell &cell = cells.at(place);
    const bool calls = callsForAPerson(cell.standing);
    painter.setFont(fontOf(calls ? Type::Strong : Type::Body));
    const int height = painter.fontMetrics().height();
    const int margin = (box.height() - 3 * height) / 2;
    const QRect words = paintGround(painter, box, cell.standing, height + 2 * margin, palette);
    QRect line(words.left(), box.top() + margin, words.width(), height);
    painter.setPen(palette.text);
    paintLine(painter, line, cell.name);
    painter.setFont(fontOf(Type::Body));
    painter.setPen(calls ? palette.text : palette.muted);
    line.translate(0, height);
    paintLine(painter, line, cells.stateText(place));
    painter.setFont(fontOf(Type::Small));
    painter.setPen(palette.muted);
    line.translate(0, height);
    const QString wrong = cells.sentence(place);
    paintLine(painter, line, wrong.isEmpty() ? cell.about : wrong);
}

void paintLabel(QPainter &painter, const QRect &box, const HostCell &cell, const Palette &palette)
{
    const bool calls = callsForAPerson(cell.standing);
    painter.setFont(fontOf(Type::Body));
    const QRect words = paintGround(painter, box, cell.standing, box.height(), palette);
    painter.setPen(calls ? palette.text : palette.muted);
    paintLine(painter, words, cell.name);
}
} // namespace signalbox
