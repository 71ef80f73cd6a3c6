// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is other than it was an hour, or a week, ago: the first question of whoever looks for a cause.
#include <QBoxLayout>
#include <QComboBox>
#include <QLabel>

#include <models/format.h>
#include <models/whatchangedmodel.h>
#include <pages/page.h>
#include <parts/filteredtable.h>
#include <parts/tokens.h>

namespace signalbox::pages::changed
{
namespace
{
using namespace std::chrono_literals;

class ChangedPage final : public Page
{
public:
    ChangedPage(const PageContext &context, QWidget *parent);
    void showPicture(const PicturePtr &picture) override;

private:
    void ask();
    void take(const PicturePtr &picture, const Expected<ChangesSince> &found);
    [[nodiscard]] Milliseconds back() const { return Milliseconds(m_back->currentData().toLongLong()); }
    [[nodiscard]] bool isDue() const;

    PageContext m_context;
    WhatChangedModel m_changes;
    QComboBox *m_back;
    QLabel *m_span;
    FilteredTable *m_list;
    PicturePtr m_picture;
    std::optional<Moment> m_asked;      ///< the picture's moment at the last question
    std::unique_ptr<QObject> m_inquiry; ///< null: no answer is due
};

ChangedPage::ChangedPage(const PageContext &context, QWidget *parent)
    : Page(parent)
    , m_context(context)
    , m_back(new QComboBox(this))
    , m_span(new QLabel(this))
    , m_list(new FilteredTable(m_changes, tr("changes (Enter opens one)"), this))
{
    m_changes.setZone(context.zone);
    m_back->setAccessibleName(tr("How far back"));
    for (const auto &[text, back] : {std::pair{tr("in the last hour"), Milliseconds(1h)},
                                     {tr("in the last 6 hours"), Milliseconds(6h)},
                                     {tr("in the last 24 hours"), Milliseconds(24h)},
                                     {tr("in the last 7 days"), Milliseconds(7 * 24h)}})
        m_back->addItem(text, QVariant::fromValue<qint64>(back.count()));
    m_back->setCurrentIndex(2);
    m_span->setTextFormat(Qt::PlainText);
    m_span->setForegroundRole(QPalette::PlaceholderText);
    m_list->setEmptyText(tr("Looking back …"));
    auto *head = new QHBoxLayout;
    head->setSpacing(space(3));
    head->addWidget(m_back);
    head->addWidget(m_span, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space(2));
    layout->addLayout(head);
    layout->addWidget(m_list, 1);
    setFocusProxy(m_list);
    connect(m_back, &QComboBox::currentIndexChanged, this, [this] {
        m_inquiry.reset();
        if (m_picture)
            ask();
    });
    // A row of a subject opens it (RowTable::opened); that of a group shows its members.
    connect(&m_list->table(), &RowTable::opened, this, &Page::opened);
    connect(&m_list->table(), &QTableView::activated, this,
            [this](const QModelIndex &row) { m_changes.toggle(row.row()); });
}

/// Whether so much time has passed that there may be something new, or another time is looked at.
bool ChangedPage::isDue() const
{
    constexpr Milliseconds patience = 30s;
    return !m_asked || m_picture->now < *m_asked || m_picture->now - *m_asked >= patience;
}

void ChangedPage::showPicture(const PicturePtr &picture)
{
    m_picture = picture;
    if (!m_inquiry && isDue())
        ask();
}

void ChangedPage::ask()
{
    if (!m_context.changes)
        return;
    m_asked = m_picture->now;
    m_inquiry = std::make_unique<QObject>();
    m_context.changes(m_picture, m_picture->now - back(), m_inquiry.get(),
                      [this, picture = m_picture](const Expected<ChangesSince> &found) { take(picture, found); });
}

void ChangedPage::take(const PicturePtr &picture, const Expected<ChangesSince> &found)
{
    m_inquiry.release()->deleteLater(); // its own answer is being taken
    if (!found) {
        m_span->setText(tr("The past cannot be read: %1").arg(oneLine(found.error().sentence())));
        return;
    }
    m_changes.show(found->changes, picture);
    const auto text = [&](Moment moment) {
        return sinceText(picture->timeline->wallAt(moment), picture->wall(), m_context.zone);
    };
    m_span->setText(found->isShortened ? tr("since %1: the recording does not begin earlier").arg(text(found->since))
                                       : tr("since %1").arg(text(found->since)));
    m_list->setEmptyText(tr("Nothing is other than it was."));
    if (isDue())
        ask(); // the picture went on meanwhile
}
} // namespace

extern const PageType item;
const PageType item{
    .id = "changed",
    .title = QT_TRANSLATE_NOOP("signalbox::PageFrame", "What changed"),
    .make = [](const PageContext &context, QWidget *parent) -> Page * { return new ChangedPage(context, parent); },
};
} // namespace signalbox::pages::changed
