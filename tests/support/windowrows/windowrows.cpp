// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <windowrows/windowrows.h>

#include <QAction>
#include <QLabel>
#include <QTableView>

namespace signalbox
{
namespace
{
QStringList rowsOf(const QTableView &table)
{
    QStringList rows;
    const QAbstractItemModel &model = *table.model();
    for (int row = 0; row < model.rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(); ++column)
            cells.append(model.index(row, column).data().toString());
        rows.append(cells.join(QLatin1Char('|')));
    }
    return rows;
}
} // namespace

QStringList shownRows(PageFrame &frame)
{
    QStringList shown;
    for (QAction *page : frame.pageActions()) {
        page->trigger();
        shown.append(QLatin1String("# ") + frame.currentPage());
        for (const QLabel *label : frame.findChildren<QLabel *>()) {
            if (label->isVisibleTo(&frame) && !label->text().isEmpty())
                shown.append(label->text());
        }
        for (const QTableView *table : frame.findChildren<QTableView *>()) {
            if (table->isVisibleTo(&frame))
                shown.append(rowsOf(*table));
        }
    }
    return shown;
}
} // namespace signalbox
