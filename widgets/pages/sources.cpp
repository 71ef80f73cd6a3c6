// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where what we know comes from: what is polled, when it last answered, and what it says instead.
#include <QBoxLayout>

#include <models/format.h>
#include <models/sourcesmodel.h>
#include <pages/page.h>
#include <parts/filteredtable.h>
#include <parts/tokens.h>

namespace signalbox::pages::sources
{
namespace
{
class SourcesPage final : public Page
{
public:
    explicit SourcesPage(QWidget *parent)
        : Page(parent)
        , m_list(new FilteredTable(m_sources, tr("things polled"), this))
        , m_said(new QLabel(this))
    {
        m_list->setEmptyText(tr("No source has said yet what it asks. It should within its first interval."));
        m_said->setObjectName(QStringLiteral("said"));
        m_said->setAccessibleName(tr("What the selected one said when it failed"));
        m_said->setTextFormat(Qt::PlainText);
        m_said->setWordWrap(true);
        m_said->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        m_said->setFocusPolicy(Qt::StrongFocus);
        m_said->hide();
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(space(2));
        layout->addWidget(m_list, 1);
        layout->addWidget(m_said);
        setFocusProxy(m_list);
        connect(&m_list->table(), &RowTable::opened, this, &Page::opened);
        connect(&m_list->table(), &RowTable::chosen, this, &SourcesPage::tellSelected);
    }
    void showPicture(const PicturePtr &picture) override
    {
        m_sources.show(picture);
        tellSelected();
    }

private:
    /// A column has room for the beginning alone.
    void tellSelected()
    {
        const std::vector<int> rows = m_list->table().chosenRows();
        const SourceRow *row = rows.empty() ? nullptr : &m_sources.at(rows.front());
        m_said->setVisible(row && !row->errorText.isEmpty());
        if (m_said->isHidden())
            return;
        const QString text =
            tr("%1, asked by %2, said: %3").arg(oneLine(row->subject.path()), oneLine(row->source), row->errorText);
        if (m_said->text() != text) // what a person selected in it stays selected
            m_said->setText(text);
    }

    SourcesModel m_sources;
    FilteredTable *m_list;
    QLabel *m_said; ///< the whole text of the selected row
};
} // namespace

extern const PageType item;
const PageType item{
    .id = "sources",
    .title = QT_TRANSLATE_NOOP("signalbox::PageFrame", "Sources"),
    .make = [](const PageContext &, QWidget *parent) -> Page * { return new SourcesPage(parent); },
};
} // namespace signalbox::pages::sources
