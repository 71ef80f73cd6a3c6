// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <windowrows/windowrows.h>

#include <QAction>
#include <QLabel>
#include <QTableView>

#include <pages/alertpane.h>
#include <parts/announcement.h>

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

bool isReadLater(const QString &page)
{
    return page == QLatin1String("changed") || page == QLatin1String("journal") || page == QLatin1String("brief");
}

// What the cursor stands on, what is selected, and what was just announced depend on who looks, not on the picture.
bool isOfWhoLooks(const QLabel &label)
{
    const QString name = label.objectName();
    if (name == QLatin1String("pointed") || name == QLatin1String("said") || qobject_cast<const Announcement *>(&label))
        return true;
    for (const QWidget *above = label.parentWidget(); above; above = above->parentWidget())
        if (qobject_cast<const AlertPane *>(above))
            return true;
    return false;
}
} // namespace

QStringList shownRows(PageFrame &frame)
{
    QStringList shown;
    for (QAction *page : frame.pageActions()) {
        page->trigger();
        // These are read from the recording and the journal and come later than the picture; they have tests of their
        // own.
        if (isReadLater(frame.currentPage()))
            continue;
        shown.append(QLatin1String("# ") + frame.currentPage());
        for (const QLabel *label : frame.findChildren<QLabel *>()) {
            if (label->isVisibleTo(&frame) && !label->text().isEmpty() && !isOfWhoLooks(*label))
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
