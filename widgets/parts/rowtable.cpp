// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <parts/rowtable.h>

#include <QEvent>
#include <QFocusEvent>
#include <QKeyEvent>
#include <QScrollBar>
#include <QWheelEvent>

#include <parts/rowdelegate.h>
#include <parts/rowheader.h>
#include <parts/tokens.h>

namespace signalbox
{
RowTable::RowTable(TableModel &model, const QString &name, QWidget *parent)
    : QTableView(parent)
    , m_model(model)
{
    setHorizontalHeader(new RowHeader(this));
    setModel(&model);
    setItemDelegate(new RowDelegate(this));
    setAccessibleName(name);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setTabKeyNavigation(false);
    setEditTriggers(NoEditTriggers);
    setShowGrid(false);
    setWordWrap(false);
    setFrameShape(QFrame::NoFrame);
    setCornerButtonEnabled(false);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerItem);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setAccessibleName(name + tr(": columns"));
    horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    horizontalHeader()->setSortIndicatorClearable(true);
    setSortingEnabled(true);
    connect(this, &QTableView::activated, this, [this](const QModelIndex &index) {
        if (const auto subject = m_model.subjectAt(index.row()))
            Q_EMIT opened(*subject);
    });
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&model, signal, this, &RowTable::widenSoon);
    connect(&model, &QAbstractItemModel::modelReset, this, &RowTable::layOut);
    layOut();
}

void RowTable::setVisibleRows(int maximum)
{
    m_visibleRows = maximum;
    setVerticalScrollBarPolicy(maximum > 0 ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
    setSizePolicy(QSizePolicy::Expanding, maximum > 0 ? QSizePolicy::Fixed : QSizePolicy::Expanding);
    updateGeometry();
}

int RowTable::heightOf(int rows) const
{
    const bool scrolls = horizontalHeader()->length() > viewport()->width();
    return horizontalHeader()->sizeHint().height() + rows * verticalHeader()->defaultSectionSize() + 2 * frameWidth() +
           (scrolls ? horizontalScrollBar()->sizeHint().height() : 0);
}

QSize RowTable::sizeHint() const
{
    const QSize hint = QTableView::sizeHint();
    if (m_visibleRows == 0)
        return hint;
    return {hint.width(), heightOf(std::clamp(m_model.rowCount(), 1, m_visibleRows))};
}

QSize RowTable::minimumSizeHint() const
{
    return {space(40), m_visibleRows == 0 ? heightOf(3) : sizeHint().height()};
}

void RowTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        layOut();
}

void RowTable::focusInEvent(QFocusEvent *event)
{
    QTableView::focusInEvent(event);
    // Whoever comes by keyboard finds a row to go on from.
    if (!selectionModel()->hasSelection() && m_model.rowCount() > 0 && event->reason() != Qt::MouseFocusReason)
        choose(std::max(0, currentIndex().row()));
}

void RowTable::choose(int row)
{
    // Qt's own way looks at the keyboard, and with Ctrl held (Ctrl+2 came here) it would select nothing.
    QItemSelectionModel::SelectionFlags how = QItemSelectionModel::ClearAndSelect;
    how.setFlag(QItemSelectionModel::Rows, selectionBehavior() == SelectRows);
    selectionModel()->setCurrentIndex(m_model.index(row, 0), how);
}

std::vector<int> RowTable::chosenRows() const
{
    std::vector<int> rows;
    for (const QModelIndex &row : selectionModel()->selectedRows())
        rows.push_back(row.row());
    std::sort(rows.begin(), rows.end());
    return rows;
}

void RowTable::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    Q_EMIT chosen();
}

void RowTable::keyPressEvent(QKeyEvent *event)
{
    const bool isPlain = event->modifiers() == Qt::NoModifier;
    if (isPlain && (event->key() == Qt::Key_J || event->key() == Qt::Key_K)) {
        QKeyEvent arrow(event->type(), event->key() == Qt::Key_J ? Qt::Key_Down : Qt::Key_Up, Qt::NoModifier);
        QTableView::keyPressEvent(&arrow);
        return;
    }
    QTableView::keyPressEvent(event);
}

void RowTable::wheelEvent(QWheelEvent *event)
{
    if (m_visibleRows == 0)
        QTableView::wheelEvent(event);
    else
        event->ignore(); // what it stands on scrolls
}

void RowTable::layOut()
{
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + space(2));
    QHeaderView *header = horizontalHeader();
    header->setMinimumSectionSize(6 * fontMetrics().averageCharWidth());
    for (int column = 0; column < m_model.columnCount(); ++column) {
        const bool isFixed = m_model.headerData(column, Qt::Horizontal, FixedRole).toBool();
        header->resizeSection(column, isFixed ? greatestWidth(column) : 0);
    }
    widen();
}

int RowTable::greatestWidth(int column) const
{
    const int characters = m_model.headerData(column, Qt::Horizontal, WidthRole).toInt();
    return characters * fontMetrics().averageCharWidth() + 2 * space(2);
}

bool RowTable::stretches(int column) const
{
    return m_model.headerData(column, Qt::Horizontal, StretchRole).toBool();
}

// Once for all that one picture changes, a column a turn: to measure what is in sight costs milliseconds.
void RowTable::widenSoon()
{
    m_isToWiden = true;
    if (!m_widening.isBusy())
        m_widening.start([this] { return widenNext(); });
}

bool RowTable::widenNext()
{
    if (m_nextColumn == 0 && !std::exchange(m_isToWiden, false))
        return false;
    widenColumn(m_nextColumn);
    m_nextColumn = (m_nextColumn + 1) % std::max(1, m_model.columnCount());
    if (m_nextColumn == 0) {
        stretch();
        updateGeometry();
    }
    return true;
}

void RowTable::widen()
{
    for (int column = 0; column < m_model.columnCount(); ++column)
        widenColumn(column);
    stretch();
    updateGeometry();
}

// Columns take what their cells need, and never give it back: a table whose columns jump cannot be read.
void RowTable::widenColumn(int column)
{
    if (column >= m_model.columnCount() || stretches(column) || isColumnHidden(column))
        return;
    QHeaderView *header = horizontalHeader();
    const QString title = m_model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    const QFontMetrics small(fontOf(Type::Small));
    const int least = small.horizontalAdvance(title + QStringLiteral(" ▲")) + 2 * space(2);
    const int wish = std::max(least, std::min(sizeHintForColumn(column) + space(1), greatestWidth(column)));
    if (wish > header->sectionSize(column))
        header->resizeSection(column, wish);
}

// What is left goes to the column that can take it; where less is left than can be read, the table scrolls instead.
void RowTable::stretch()
{
    QHeaderView *header = horizontalHeader();
    int left = viewport()->width();
    for (int column = 0; column < m_model.columnCount(); ++column)
        if (!stretches(column) && !isColumnHidden(column))
            left -= header->sectionSize(column);
    for (int column = 0; column < m_model.columnCount(); ++column)
        if (stretches(column))
            header->resizeSection(column, std::max(left, greatestWidth(column) * 2 / 3));
}

void RowTable::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles)
{
    QTableView::dataChanged(topLeft, bottomRight, roles);
    const bool isAgeOnly = !roles.isEmpty();
    const int first = rowAt(0);
    const int last = rowAt(viewport()->height());
    const bool isSeen = first >= 0 && bottomRight.row() >= first && (last < 0 || topLeft.row() <= last);
    if (!isAgeOnly && isSeen)
        widenSoon();
}

void RowTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    widen(); // other rows are seen now
}
} // namespace signalbox
