// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <parts/rowdelegate.h>

#include <QPainter>
#include <QPainterPath>
#include <QStyleOptionViewItem>

#include <models/rowmodel.h>
#include <parts/stateshape.h>

namespace signalbox
{
void RowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Palette &palette = paletteFor(option.palette);
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const int margin = space(2);
    QRect box = option.rect;
    if (isSelected)
        painter->fillRect(box, palette.selection);
    box.adjust(margin, 0, -margin, 0);

    const QVariant state = index.data(StateRole);
    const bool isHatched = index.data(HatchedRole).toBool();
    const auto alignment = Qt::Alignment::fromInt(index.data(Qt::TextAlignmentRole).toInt());
    const QString full = index.data(Qt::DisplayRole).toString();
    const QFontMetrics metrics(option.font);
    const int side = metrics.ascent();
    const int shapeRoom = state.isValid() ? side + margin : 0;
    const QString text = metrics.elidedText(full, Qt::ElideRight, box.width() - shapeRoom);
    if (state.isValid()) {
        // The shape stands right before its text, on whichever side that is.
        const bool isRight = alignment.testFlag(Qt::AlignRight);
        const int left = isRight ? box.right() - metrics.horizontalAdvance(text) - shapeRoom : box.left();
        const QRectF square(left, box.center().y() - side / 2.0 + 0.5, side, side);
        const bool isHollow = index.data(HollowRole).toBool();
        const Fill fill = isHatched ? Fill::Hatched : isHollow ? Fill::Hollow : Fill::Solid;
        paintState(*painter, square, static_cast<State>(state.toInt()), fill, palette);
        if (!isRight)
            box.setLeft(box.left() + shapeRoom);
    } else if (isHatched) {
        QPainterPath area;
        area.addRect(option.rect.adjusted(0, 1, 0, -1));
        QColor stripe = palette.of(State::Stale);
        stripe.setAlphaF(0.22F);
        paintHatch(*painter, area, stripe, space(2));
    }
    // A share is told by length as well, so that the worst of many cells is found at a glance.
    if (const double share = index.data(ShareRole).toDouble(); share > 0 && state.isValid()) {
        const int length = std::max(2, static_cast<int>(share * (option.rect.width() - 2 * margin)));
        const int thick = std::max(2, space(1) / 2);
        painter->fillRect(QRect(option.rect.right() - margin - length + 1, option.rect.bottom() - thick, length, thick),
                          palette.of(static_cast<State>(state.toInt())));
    }
    const bool isDim = index.data(DimRole).toBool();
    painter->setFont(option.font);
    painter->setPen(isDim && !isSelected ? palette.muted : palette.text);
    painter->drawText(box, static_cast<int>(alignment) | Qt::TextSingleLine, text);
}

QSize RowDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QFontMetrics metrics(option.font);
    const int shape = index.data(StateRole).isValid() ? metrics.ascent() + space(2) : 0;
    const QString text = index.data(Qt::DisplayRole).toString();
    return {metrics.horizontalAdvance(text) + shape + 2 * space(2), metrics.height() + space(2)};
}
} // namespace signalbox
