// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// As little as Qt Widgets can show that is of any use, a table of 100 rows in a window as large as the desk's: row 3
// compares the start of the desk with it.
#include <QApplication>
#include <QTableWidget>

int main(int count, char **arguments)
{
    const QApplication application(count, arguments);
    constexpr int rows = 100;
    constexpr int columns = 6;
    QTableWidget table(rows, columns);
    for (int row = 0; row < rows; ++row)
        for (int column = 0; column < columns; ++column)
            table.setItem(row, column, new QTableWidgetItem(QString::number(row * columns + column)));
    table.resize(1280, 800);
    table.show();
    return QApplication::exec();
}
