// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <models/tablemodel.h>

namespace signalbox
{
TableModel::TableModel(std::vector<Column> columns, QObject *parent)
    : QAbstractTableModel(parent)
    , m_columns(std::move(columns))
{
}

int TableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant TableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const Column &column = m_columns[static_cast<std::size_t>(section)];
    switch (role) {
    case Qt::DisplayRole:
        return column.title;
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignVCenter | (column.isNumber ? Qt::AlignRight : Qt::AlignLeft));
    case WidthRole:
        return column.characters;
    case FixedRole:
        return column.isNumber;
    case StretchRole:
        return column.stretches;
    default:
        return {};
    }
}

QString TableModel::spoken(int column, const QString &text) const
{
    return text.isEmpty() ? m_columns[static_cast<std::size_t>(column)].title + QStringLiteral(": nothing") : text;
}

void TableModel::touchAges()
{
    if (rowCount() == 0)
        return;
    for (int column = 0; column < columnCount(); ++column)
        if (m_columns[static_cast<std::size_t>(column)].ages)
            Q_EMIT dataChanged(index(0, column), index(rowCount() - 1, column), {Qt::DisplayRole});
}

Qt::Alignment TableModel::alignment(int column) const
{
    return Qt::AlignVCenter | (m_columns[static_cast<std::size_t>(column)].isNumber ? Qt::AlignRight : Qt::AlignLeft);
}
} // namespace signalbox
