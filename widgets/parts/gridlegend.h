// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QWidget>

#include <parts/cellmarks.h>
#include <parts/hostgrid.h>

namespace signalbox
{
/// What the marks of a host grid mean, and how many hosts carry each: the mark as the grid paints it, and words.
class GridLegend final : public QWidget
{
    Q_OBJECT
public:
    explicit GridLegend(QWidget *parent = nullptr);
    void show(const HostGrid &grid);
    /// "12 unknown, 9,000 OK".
    [[nodiscard]] QString text() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Entry {
        Standing standing;
        QString words;
        bool operator==(const Entry &) const = default;
    };
    std::vector<Entry> m_entries;
    CellMarks m_marks;
    CellForm m_form = CellForm::Tile;
};
} // namespace signalbox
