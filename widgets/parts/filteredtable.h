// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QWidget>

#include <parts/rowtable.h>

namespace signalbox
{
class FindField;

/// A table under a title with its count and a field to find rows in it (Ctrl+F; Escape empties it).
class FilteredTable final : public QWidget
{
    Q_OBJECT
public:
    /// `what` is what a row is called, in the plural: "findings". The model must outlive the widget.
    FilteredTable(TableModel &model, const QString &what, QWidget *parent = nullptr);

    [[nodiscard]] RowTable &table() const { return *m_table; }
    /// As if that had been typed into the field.
    void find(const QString &text);
    /// What is said instead of an empty table.
    void setEmptyText(const QString &text);

private:
    void tellCount();

    TableModel &m_model;
    QString m_what;
    QString m_emptyText;
    QLabel *m_count;
    FindField *m_filter;
    RowTable *m_table;
    QLabel *m_empty;
};
} // namespace signalbox
