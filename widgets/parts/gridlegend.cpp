// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <parts/gridlegend.h>

#include <QPainter>

#include <models/format.h>
#include <parts/stateshape.h>

namespace signalbox
{
GridLegend::GridLegend(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void GridLegend::show(const HostGrid &grid)
{
    std::vector<Entry> entries;
    const auto add = [&](const Standing &standing, int number) {
        if (number > 0)
            entries.push_back({standing, countText(static_cast<std::uint64_t>(number)) + u' ' + wordOf(standing)});
    };
    const auto &counts = grid.cells().counts();
    for (const State state : {State::Unknown, State::Stale, State::Critical, State::Warning})
        add({state, state == State::Stale, true}, counts[static_cast<std::size_t>(state)]);
    if (const int number = grid.cells().alsoStale(); number > 0)
        entries.push_back({{State::Unknown, true},
                           tr("%1 of these stale as well").arg(countText(static_cast<std::uint64_t>(number)))});
    add({State::Unknown, false, false}, grid.cells().unwatched());
    for (const State state : {State::Maintenance, State::Ok})
        add({state}, counts[static_cast<std::size_t>(state)]);
    if (entries == m_entries && grid.cellLayout().form == m_form)
        return;
    m_entries = std::move(entries);
    m_form = grid.cellLayout().form;
    setAccessibleName(tr("Hosts by state: %1").arg(text()));
    update();
}

QString GridLegend::text() const
{
    QStringList words;
    for (const Entry &entry : m_entries)
        words.append(entry.words);
    return words.join(QStringLiteral(", "));
}

QSize GridLegend::sizeHint() const
{
    return {space(60), fontMetrics().height() + space(1)};
}

void GridLegend::paintEvent(QPaintEvent *)
{
    const Palette &palette = paletteFor(this->palette());
    QPainter painter(this);
    const int side = fontMetrics().ascent();
    m_marks.setLook(side, devicePixelRatioF(), palette);
    int x = 0;
    for (const Entry &entry : m_entries) {
        const QPoint corner(x, (height() - side) / 2);
        if (m_form == CellForm::Square)
            painter.drawPixmap(corner, m_marks.of(entry.standing));
        else
            paintState(painter, QRectF(corner, QSizeF(side, side)), entry.standing.state, fillOf(entry.standing),
                       palette);
        x += side + space(1);
        painter.setPen(entry.standing.state == State::Ok ? palette.muted : palette.text);
        painter.drawText(QRect(x, 0, width() - x, height()), Qt::AlignVCenter | Qt::TextSingleLine, entry.words);
        x += fontMetrics().horizontalAdvance(entry.words) + space(4);
    }
}
} // namespace signalbox
