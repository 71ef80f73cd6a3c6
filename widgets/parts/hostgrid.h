// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include <QAbstractScrollArea>
#include <QRegion>
#include <QTimer>

#include <models/hostcells.h>
#include <parts/cellmarks.h>
#include <parts/gridlayout.h>

namespace signalbox
{
/// Every host as a cell, the worst first. Arrow keys, Page Up and Down, Home and End move, Enter or a double click
/// opens. A cell never moves away from under the pointer: the order is held while the pointer is in the grid and for
/// some seconds after each key; F5 sorts at once. What changes in place repaints its own cell alone.
class HostGrid final : public QAbstractScrollArea
{
    Q_OBJECT
public:
    explicit HostGrid(QWidget *parent = nullptr);

    void showPicture(const PicturePtr &picture);
    void setFilter(const QString &text);
    [[nodiscard]] const HostCells &cells() const { return m_cells; }
    [[nodiscard]] const GridLayout &cellLayout() const { return m_layout; }
    /// The cell under the pointer, else the one of the keyboard; nothing where there is neither.
    [[nodiscard]] std::optional<int> pointed() const;
    /// The keyboard's cell.
    [[nodiscard]] std::optional<int> current() const;
    void setCurrent(int place);
    /// Puts the hosts in order now, held or not.
    void sortNow();

Q_SIGNALS:
    void opened(const signalbox::Subject &subject);
    /// Another cell is pointed at, or what it says may have changed; or another number of hosts is shown.
    void changed();

protected:
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    void layOut();
    void apply(const HostCells::Change &change);
    void holdOrRelease();
    void open(int place);
    [[nodiscard]] std::optional<int> target(int key) const;
    [[nodiscard]] int pageStep() const;
    [[nodiscard]] QRect rectOf(int place) const;
    [[nodiscard]] QRegion regionOf(std::vector<int> places) const;
    void touch(std::optional<int> place);
    void point(int place);
    void announce();
    void paintSquares(QPainter &painter, const QRect &dirty);
    void paintWords(QPainter &painter, const QRect &dirty);
    void paintRing(QPainter &painter, std::optional<int> place, const QColor &colour, int width);

    HostCells m_cells;
    GridLayout m_layout;
    CellMarks m_marks;
    std::optional<SubjectId> m_current;
    int m_hovered = -1;
    QTimer m_afterKey; ///< runs for some seconds after each key
};
} // namespace signalbox
