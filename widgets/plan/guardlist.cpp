// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <plan/guardlist.h>

#include <algorithm>

#include <QBoxLayout>
#include <QKeyEvent>
#include <QLabel>

#include <models/plantext.h>
#include <parts/rowtable.h>
#include <parts/tokens.h>

namespace signalbox
{
GuardList::GuardList(QWidget *parent)
    : QWidget(parent)
    , m_counts(new QLabel(this))
    , m_table(new RowTable(m_model, tr("guards"), this))
{
    m_counts->setTextFormat(Qt::PlainText);
    m_counts->setForegroundRole(QPalette::PlaceholderText);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space(1));
    layout->addWidget(m_counts);
    layout->addWidget(m_table, 1);
    setFocusProxy(m_table);
    m_table->installEventFilter(this);
    connect(m_table, &QTableView::clicked, this, [this](const QModelIndex &row) {
        if (row.column() == GuardsModel::AnswerColumn)
            answer(row.row());
    });
}

void GuardList::setGuards(const std::vector<Guard> &guards)
{
    m_guards = guards;
    const auto isAsked = [&](const std::string &id, bool (*asks)(const Guard &)) {
        return std::any_of(guards.begin(), guards.end(),
                           [&](const Guard &guard) { return guard.id == id && asks(guard); });
    };
    std::erase_if(m_answers.ticked, [&](const std::string &id) { return !isAsked(id, isToTick); });
    std::erase_if(m_answers.overridden, [&](const std::string &id) { return !isAsked(id, isOverridable); });
    m_counts->setText(guards.empty() ? tr("Guards: none") : tr("Guards: %1").arg(guardCounts(guards)));
    m_model.show(m_guards, m_answers);
    // The worst is first: Space answers it at once.
    if (!m_table->currentIndex().isValid())
        m_table->setCurrentIndex(m_table->model()->index(0, 0));
}

void GuardList::forget()
{
    m_answers = {};
    m_model.show(m_guards, m_answers);
}

void GuardList::answer(int row)
{
    const Guard guard = m_model.guardAt(row);
    std::set<std::string> *answers = isToTick(guard)        ? &m_answers.ticked
                                     : isOverridable(guard) ? &m_answers.overridden
                                                            : nullptr;
    if (!answers)
        return;
    if (answers->erase(guard.id) == 0)
        answers->insert(guard.id);
    m_model.show(m_guards, m_answers);
    Q_EMIT answered();
}

bool GuardList::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    if (key != Qt::Key_Space && key != Qt::Key_Return && key != Qt::Key_Enter)
        return QWidget::eventFilter(watched, event);
    if (const QModelIndex row = m_table->currentIndex(); row.isValid())
        answer(row.row());
    return true;
}
} // namespace signalbox
