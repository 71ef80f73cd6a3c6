// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <parts/hostgridaccess.h>

#include <map>

#include <QAccessible>
#include <QAccessibleWidget>
#include <QScrollBar>

#include <parts/hostgrid.h>

namespace signalbox
{
namespace
{
/// One cell. It is its place: whoever stands there now is the one it tells about.
class CellAccess final : public QAccessibleInterface
{
public:
    CellAccess(HostGrid &grid, int place)
        : m_grid(grid)
        , m_place(place)
    {
    }
    [[nodiscard]] bool isValid() const override { return m_place < m_grid.cells().count(); }
    [[nodiscard]] QObject *object() const override { return nullptr; }
    [[nodiscard]] QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    [[nodiscard]] QAccessibleInterface *parent() const override
    {
        return QAccessible::queryAccessibleInterface(&m_grid);
    }
    [[nodiscard]] QAccessibleInterface *child(int) const override { return nullptr; }
    [[nodiscard]] int childCount() const override { return 0; }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    [[nodiscard]] QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Name && isValid() ? m_grid.cells().line(m_place) : QString();
    }
    void setText(QAccessible::Text, const QString &) override {}
    [[nodiscard]] QRect rect() const override
    {
        const QRect inside = m_grid.cellLayout().rectOf(m_place).translated(0, -m_grid.verticalScrollBar()->value());
        return {m_grid.viewport()->mapToGlobal(inside.topLeft()), inside.size()};
    }
    [[nodiscard]] QAccessible::Role role() const override { return QAccessible::ListItem; }
    [[nodiscard]] QAccessible::State state() const override
    {
        QAccessible::State state;
        const bool isCurrent = m_grid.current() == m_place;
        state.focusable = true;
        state.selectable = true;
        state.selected = isCurrent;
        state.focused = isCurrent && m_grid.hasFocus();
        state.offscreen = !m_grid.viewport()->rect().intersects(
            m_grid.cellLayout().rectOf(m_place).translated(0, -m_grid.verticalScrollBar()->value()));
        return state;
    }

private:
    HostGrid &m_grid;
    int m_place;
};

class GridAccess final : public QAccessibleWidget
{
public:
    explicit GridAccess(HostGrid *grid)
        : QAccessibleWidget(grid, QAccessible::List)
        , m_grid(*grid)
    {
    }
    ~GridAccess() override
    {
        for (const auto &[place, id] : m_ids)
            QAccessible::deleteAccessibleInterface(id);
    }
    [[nodiscard]] int childCount() const override { return m_grid.cells().count(); }
    [[nodiscard]] QAccessibleInterface *child(int place) const override
    {
        if (place < 0 || place >= childCount())
            return nullptr;
        const auto [known, isNew] = m_ids.try_emplace(place, 0);
        if (isNew)
            known->second = QAccessible::registerAccessibleInterface(new CellAccess(m_grid, place));
        return QAccessible::accessibleInterface(known->second);
    }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *child) const override
    {
        for (const auto &[place, id] : m_ids)
            if (QAccessible::accessibleInterface(id) == child)
                return place;
        return -1;
    }
    [[nodiscard]] QAccessibleInterface *childAt(int x, int y) const override
    {
        const QPoint inside = m_grid.viewport()->mapFromGlobal(QPoint(x, y));
        return child(m_grid.cellLayout().placeAt(inside + QPoint(0, m_grid.verticalScrollBar()->value())));
    }
    [[nodiscard]] QAccessibleInterface *focusChild() const override
    {
        return m_grid.hasFocus() && m_grid.current() ? child(*m_grid.current()) : nullptr;
    }

private:
    HostGrid &m_grid;
    mutable std::map<int, QAccessible::Id> m_ids; ///< of cells that were asked for, by place
};

QAccessibleInterface *accessOf(const QString &, QObject *object)
{
    auto *grid = qobject_cast<HostGrid *>(object);
    return grid ? new GridAccess(grid) : nullptr;
}
} // namespace

void installHostGridAccess()
{
    QAccessible::installFactory(accessOf);
}

void announceCell(HostGrid &grid, int place)
{
    QAccessibleEvent focus(&grid, QAccessible::Focus);
    focus.setChild(place);
    QAccessible::updateAccessibility(&focus);
}
} // namespace signalbox
