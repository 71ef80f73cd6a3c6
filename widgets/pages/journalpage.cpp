// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Who did what, and why: acknowledged, shelved, noted; what the console did by itself stands there as well.
#include <QBoxLayout>

#include <models/format.h>
#include <models/journalmodel.h>
#include <pages/page.h>
#include <parts/filteredtable.h>

namespace signalbox::pages::journalpage
{
namespace
{
class JournalPage final : public Page
{
public:
    JournalPage(const PageContext &context, QWidget *parent);
    void showPicture(const PicturePtr &picture) override;
    void find(const QString &text) override { m_list->find(text); }

private:
    void ask(const PicturePtr &picture);
    void take(const PicturePtr &picture, const Expected<std::vector<JournalRow>> &rows);

    PageContext m_context;
    JournalModel m_deeds;
    FilteredTable *m_list;
    std::optional<std::uint64_t> m_asked; ///< the journal's number in the picture at the last question
    std::unique_ptr<QObject> m_inquiry;   ///< null: no answer is due
};

JournalPage::JournalPage(const PageContext &context, QWidget *parent)
    : Page(parent)
    , m_context(context)
    , m_list(new FilteredTable(m_deeds, tr("rows (Enter opens what one is about)"), this))
{
    m_list->setEmptyText(context.journal ? tr("Nobody has done anything yet.")
                                         : tr("A replay has no journal beside it. What was acknowledged and shelved "
                                              "stands with the findings."));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_list);
    setFocusProxy(m_list);
    connect(&m_list->table(), &RowTable::opened, this, &Page::opened);
}

void JournalPage::showPicture(const PicturePtr &picture)
{
    if (m_context.journal && !m_inquiry && m_asked != picture->tick.journal)
        ask(picture);
}

void JournalPage::ask(const PicturePtr &picture)
{
    m_asked = picture->tick.journal;
    m_inquiry = std::make_unique<QObject>();
    m_context.journal(m_inquiry.get(), [this, picture](const Expected<std::vector<JournalRow>> &rows) {
        m_inquiry.release()->deleteLater(); // its own answer is being taken
        take(picture, rows);
    });
}

void JournalPage::take(const PicturePtr &picture, const Expected<std::vector<JournalRow>> &rows)
{
    if (rows)
        m_deeds.show(*rows, picture->wall(), m_context.zone);
    else
        m_list->setEmptyText(tr("The journal cannot be read: %1").arg(oneLine(rows.error().sentence())));
}
} // namespace

extern const PageType item;
const PageType item{
    .id = "journal",
    .title = QT_TRANSLATE_NOOP("signalbox::PageFrame", "Journal"),
    .make = [](const PageContext &context, QWidget *parent) -> Page * { return new JournalPage(context, parent); },
};
} // namespace signalbox::pages::journalpage
