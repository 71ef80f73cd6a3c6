// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QLineEdit>
#include <QWidget>

#include <parts/rowtable.h>

namespace signalbox
{
/// A table under a title with its count and a field to find rows in it (Ctrl+F; Escape empties it).
class FilteredTable final : public QWidget
{
    Q_OBJECT
public:
    /// `what` is what a row is called, in the plural: "findings". The model must outlive the widget.
    FilteredTable(TableModel &model, const QString &what, QWidget *parent = nullptr);

    [[nodiscard]] RowTable &table() const { return *m_table; }
    /// What is said instead of an empty table.
    void setEmptyText(const QString &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void tellCount();

    TableModel &m_model;
    QString m_what;
    QString m_emptyText;
    QLabel *m_count;
    QLineEdit *m_filter;
    RowTable *m_table;
    QLabel *m_empty;
};
} // namespace signalbox
