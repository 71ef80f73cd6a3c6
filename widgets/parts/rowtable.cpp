// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <parts/rowtable.h>

#include <QEvent>
#include <QFocusEvent>
#include <QScrollBar>

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
        connect(&model, signal, this, [this] { updateGeometry(); });
    layOut();
}

void RowTable::setVisibleRows(int maximum)
{
    m_visibleRows = maximum;
    setSizePolicy(QSizePolicy::Expanding, maximum > 0 ? QSizePolicy::Fixed : QSizePolicy::Expanding);
    updateGeometry();
}

int RowTable::heightOf(int rows) const
{
    return horizontalHeader()->sizeHint().height() + rows * verticalHeader()->defaultSectionSize() + 2 * frameWidth();
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
    if (!currentIndex().isValid() && m_model.rowCount() > 0 && event->reason() != Qt::MouseFocusReason)
        setCurrentIndex(m_model.index(0, 0));
}

void RowTable::layOut()
{
    const int character = fontMetrics().averageCharWidth();
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + space(2));
    QHeaderView *header = horizontalHeader();
    header->setMinimumSectionSize(6 * character);
    for (int column = 0; column < m_model.columnCount(); ++column) {
        const bool stretches = m_model.headerData(column, Qt::Horizontal, StretchRole).toBool();
        header->setSectionResizeMode(column, stretches ? QHeaderView::Stretch : QHeaderView::Interactive);
        const int characters = m_model.headerData(column, Qt::Horizontal, WidthRole).toInt();
        header->resizeSection(column, characters * character + 2 * space(2));
    }
    updateGeometry();
}
} // namespace signalbox
