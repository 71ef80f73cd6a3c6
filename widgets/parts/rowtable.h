// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

#include <models/rowmodel.h>
#include <models/turns.h>

namespace signalbox
{
/// A table as every page has it: whole rows are selected, Enter or a double click opens one, J and K move as Down
/// and Up do, Tab leaves it, widths follow the font.
class RowTable final : public QTableView
{
    Q_OBJECT
public:
    /// `name` is what a screen reader calls it; the model must outlive the table.
    RowTable(TableModel &model, const QString &name, QWidget *parent = nullptr);

    /// What its rows are.
    [[nodiscard]] const TableModel &rows() const { return m_model; }
    /// The rows that are selected, from the top.
    [[nodiscard]] std::vector<int> chosenRows() const;
    /// Selects that row alone, whatever keys are held.
    void choose(int row);
    /// As high as its rows, up to that many, of which the rest is reached by keyboard; 0: as high as there is room.
    void setVisibleRows(int maximum);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles = {}) override;

Q_SIGNALS:
    /// A row was opened.
    void opened(const signalbox::Subject &subject);
    /// Other rows are selected.
    void chosen();

protected:
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void layOut();
    void widen();
    void widenSoon();
    /// Whether there are more columns to look at.
    bool widenNext();
    void widenColumn(int column);
    void stretch();
    [[nodiscard]] bool stretches(int column) const;
    [[nodiscard]] int greatestWidth(int column) const;
    [[nodiscard]] int heightOf(int rows) const;

    TableModel &m_model;
    int m_visibleRows = 0;
    bool m_isToWiden = false;
    int m_nextColumn = 0;
    Turns m_widening;
};
} // namespace signalbox
