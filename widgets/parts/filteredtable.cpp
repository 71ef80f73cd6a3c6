// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <parts/filteredtable.h>

#include <QBoxLayout>

#include <models/format.h>
#include <parts/findfield.h>
#include <parts/tokens.h>

namespace signalbox
{
namespace
{
QString sentenceCase(const QString &text)
{
    return text.left(1).toUpper() + text.mid(1);
}
} // namespace

FilteredTable::FilteredTable(TableModel &model, const QString &what, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_what(what)
    , m_count(new QLabel(this))
    , m_filter(new FindField(what, this))
    , m_table(new RowTable(model, what, this))
    , m_empty(new QLabel(this))
{
    m_count->setForegroundRole(QPalette::PlaceholderText);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_empty->setWordWrap(true);
    m_empty->setFocusPolicy(Qt::StrongFocus);
    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_empty->setContentsMargins(0, space(12), 0, 0);

    auto *head = new QHBoxLayout;
    head->addWidget(m_count, 1);
    head->addWidget(m_filter, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space(2));
    layout->addLayout(head);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_empty, 1);

    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_model.setFilter(text);
        tellCount();
    });
    connect(&model, &QAbstractItemModel::rowsInserted, this, &FilteredTable::tellCount);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, &FilteredTable::tellCount);
    connect(m_filter, &FindField::left, this, [this] {
        if (m_model.rowCount() > 0)
            m_table->setFocus(Qt::TabFocusReason);
    });
    tellCount();
}

void FilteredTable::find(const QString &text)
{
    m_filter->setText(text);
}

void FilteredTable::setEmptyText(const QString &text)
{
    m_emptyText = text;
    tellCount();
}

void FilteredTable::tellCount()
{
    const auto shown = static_cast<std::uint64_t>(m_model.rowCount());
    const auto all = static_cast<std::uint64_t>(m_model.rowsBeforeFilter());
    m_count->setText(shown == all ? tr("%1: %2").arg(sentenceCase(m_what), countText(all))
                                  : tr("%1: %2 of %3").arg(sentenceCase(m_what), countText(shown), countText(all)));
    m_empty->setText(all > 0 ? tr("None of the %1 %2 has these words in it.").arg(countText(all), m_what)
                             : m_emptyText);
    // The keyboard goes from one to the other, never by itself into the field, where a key would be text and no
    // command.
    QWidget *front = shown > 0 ? static_cast<QWidget *>(m_table) : m_empty;
    QWidget *back = shown > 0 ? static_cast<QWidget *>(m_empty) : m_table;
    const bool hadFocus = back->hasFocus();
    setFocusProxy(front);
    front->show();
    if (hadFocus)
        front->setFocus(Qt::OtherFocusReason);
    back->hide();
}
} // namespace signalbox
