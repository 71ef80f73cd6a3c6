// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <charts/chartlegend.h>

#include <QPainter>
#include <QPainterPath>

#include <models/format.h>
#include <parts/stateshape.h>

namespace signalbox
{
void ChartLegend::setEntries(std::vector<Entry> entries)
{
    m_entries = std::move(entries);
    setToolTip(plainToolTip(text()));
    update();
}

QString ChartLegend::text() const
{
    QStringList words;
    for (const Entry &entry : m_entries)
        words.append(entry.name.isEmpty() ? entry.value : entry.name + u' ' + entry.value);
    return words.join(QStringLiteral(", "));
}

QSize ChartLegend::sizeHint() const
{
    return {space(60), QFontMetrics(fontOf(Type::Small)).height() + space(1)};
}

QSize ChartLegend::minimumSizeHint() const
{
    return {space(20), sizeHint().height()};
}

void ChartLegend::paintEvent(QPaintEvent *)
{
    const Palette &palette = paletteFor(this->palette());
    QPainter painter(this);
    painter.setFont(fontOf(Type::Small));
    const QFontMetrics metrics = painter.fontMetrics();
    const int dash = space(3);
    int x = 0;
    for (std::size_t i = 0; i < m_entries.size() && x < width(); ++i) {
        const Entry &entry = m_entries[i];
        const QColor &colour = palette.lines[i % palette.lines.size()];
        painter.fillRect(QRect(x, height() / 2 - 1, dash, 3), colour);
        x += dash + space(1);
        const auto write = [&](const QString &text, const QColor &ink) {
            painter.setPen(ink);
            painter.drawText(QRect(x, 0, width() - x, height()), Qt::AlignVCenter | Qt::TextSingleLine, text);
            x += metrics.horizontalAdvance(text) + space(1);
        };
        if (!entry.name.isEmpty())
            write(entry.name, palette.muted);
        if (entry.isOld) {
            QPainterPath behind;
            behind.addRect(x - 1, 1, metrics.horizontalAdvance(entry.value) + 2, height() - 2);
            QColor stripes = palette.of(State::Stale);
            stripes.setAlphaF(0.25F);
            paintHatch(painter, behind, stripes, space(1));
        }
        write(entry.value, palette.text);
        x += space(2);
    }
}
} // namespace signalbox
