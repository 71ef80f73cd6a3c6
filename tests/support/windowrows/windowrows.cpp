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
        // What changed is read from the recording and comes later than the picture; tst_changed compares it.
        if (frame.currentPage() == QLatin1String("changed"))
            continue;
        shown.append(QLatin1String("# ") + frame.currentPage());
        for (const QLabel *label : frame.findChildren<QLabel *>()) {
            // What the cursor stands on depends on who moved it, not on the picture.
            const bool isAboutCursor = label->objectName() == QLatin1String("pointed");
            if (label->isVisibleTo(&frame) && !label->text().isEmpty() && !isAboutCursor)
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
