// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <parts/rowheader.h>

#include <QPainter>

#include <parts/tokens.h>

namespace signalbox
{
RowHeader::RowHeader(QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsClickable(true);
    setHighlightSections(false);
}

QSize RowHeader::sizeHint() const
{
    return {QHeaderView::sizeHint().width(), QFontMetrics(fontOf(Type::Small)).height() + space(3)};
}

void RowHeader::paintEvent(QPaintEvent *event)
{
    QHeaderView::paintEvent(event);
    // The line goes on above rows that are wider than their columns.
    const int end = length() - offset();
    QPainter painter(viewport());
    painter.fillRect(QRect(end, height() - 1, width() - end, 1), paletteFor(palette()).line);
}

void RowHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    const Palette &palette = paletteFor(this->palette());
    painter->fillRect(rect, palette.background);
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), palette.line);
    QString title = model()->headerData(section, Qt::Horizontal).toString();
    const bool isSorted = isSortIndicatorShown() && sortIndicatorSection() == section;
    if (isSorted)
        title += sortIndicatorOrder() == Qt::AscendingOrder ? QStringLiteral(" ▲") : QStringLiteral(" ▼");
    const QRect box = rect.adjusted(space(2), 0, -space(2), 0);
    const auto alignment = model()->headerData(section, Qt::Horizontal, Qt::TextAlignmentRole).toInt();
    painter->setFont(fontOf(Type::Small));
    painter->setPen(isSorted ? palette.text : palette.muted);
    painter->drawText(box, alignment | Qt::TextSingleLine,
                      painter->fontMetrics().elidedText(title, Qt::ElideRight, box.width()));
}
} // namespace signalbox
