// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include <QAbstractTableModel>
#include <QString>

#include <models/state.h>

namespace signalbox
{
/// One column of a table: what a view needs to lay it out, and nothing of how it looks.
struct Column {
    QString title;
    int characters = 12;    ///< wished width
    bool isNumber = false;  ///< aligned right
    bool stretches = false; ///< takes what room is left
    bool ages = false;      ///< shows an age: changes with every picture
};

/// What cells and headers say beside Qt's own roles.
enum RowRole {
    StateRole = Qt::UserRole, ///< int(State): a shape and a colour belong before the text
    HatchedRole,              ///< bool: what the row says is stale
    HollowRole,               ///< bool: the state's outline only: a standing fact, no news
    ShareRole,                ///< double, 0 to 1: how much of what the cell counts is in that state
    DimRole,                  ///< bool: of lesser weight: acknowledged, nothing, zero
    WidthRole,                ///< of a header: Column::characters
    FixedRole,                ///< of a header: always that wide, since what stands in it changes all the time
    StretchRole,              ///< of a header: Column::stretches
};

/// What all tables of the program have in common, whatever their rows are.
class TableModel : public QAbstractTableModel
{
public:
    TableModel(std::vector<Column> columns, QObject *parent);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] const std::vector<Column> &columns() const { return m_columns; }
    /// The subject that a row is about, which Enter opens; the alert that a row is.
    [[nodiscard]] virtual std::optional<Subject> subjectAt(int row) const = 0;
    [[nodiscard]] virtual std::optional<AlertId> alertAt(int) const { return {}; }
    /// Shows only rows that have these words in them, as RowFilter reads them; empty: all.
    virtual void setFilter(const QString &text) = 0;
    [[nodiscard]] virtual int rowsBeforeFilter() const = 0;
    /// Whether all that was asked of it is done. A great many rows are found and sorted over some turns of the event
    /// loop; until then they stand as before.
    [[nodiscard]] virtual bool isSettled() const { return true; }
    /// Does at once what is left.
    virtual void settle() {}

protected:
    /// Other columns; only while the model is reset.
    void setColumns(std::vector<Column> columns) { m_columns = std::move(columns); }
    /// Says that every age may have changed.
    void touchAges();
    /// Numbers stand at the right.
    [[nodiscard]] Qt::Alignment alignment(int column) const;
    /// A cell as a screen reader says it.
    [[nodiscard]] QString spoken(int column, const QString &text) const;

private:
    std::vector<Column> m_columns;
};
} // namespace signalbox
