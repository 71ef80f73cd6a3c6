// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <parts/statetally.h>

#include <QPainter>

#include <models/format.h>
#include <parts/stateshape.h>

namespace signalbox
{
StateTally::StateTally(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void StateTally::setCounts(const KindRow &sum, bool heldUp)
{
    m_entries.clear();
    for (const State state : {State::Unknown, State::Stale, State::Critical, State::Warning, State::Maintenance})
        if (sum.in(state) > 0)
            m_entries.push_back({state, countText(sum.in(state)) + u' ' + wordOf(state)});
    if (m_entries.empty() && sum.in(State::Ok) > 0)
        m_entries.push_back(heldUp ? Entry{State::Stale, tr("was well")} : Entry{State::Ok, tr("all well")});
    setAccessibleName(tr("State of the estate: %1").arg(text()));
    updateGeometry();
    update();
}

QString StateTally::text() const
{
    QStringList words;
    for (const Entry &entry : m_entries)
        words.append(entry.words);
    return words.join(QStringLiteral(", "));
}

QSize StateTally::sizeHint() const
{
    const QFontMetrics metrics(font());
    int width = 0;
    for (const Entry &entry : m_entries)
        width += metrics.ascent() + space(1) + metrics.horizontalAdvance(entry.words) + space(4);
    return {width, metrics.height() + space(1)};
}

void StateTally::paintEvent(QPaintEvent *)
{
    const Palette &palette = paletteFor(this->palette());
    QPainter painter(this);
    const QFontMetrics metrics(font());
    const int side = metrics.ascent();
    int x = 0;
    for (const Entry &entry : m_entries) {
        paintState(painter, QRectF(x, (height() - side) / 2.0, side, side), entry.state, Fill::Solid, palette);
        x += side + space(1);
        painter.setPen(entry.state == State::Ok ? palette.muted : palette.text);
        painter.drawText(QRect(x, 0, width() - x, height()), Qt::AlignVCenter | Qt::TextSingleLine, entry.words);
        x += metrics.horizontalAdvance(entry.words) + space(4);
    }
}
} // namespace signalbox
