// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where what we know comes from: what is polled, when it last answered, and what it says instead.
#include <QBoxLayout>

#include <models/sourcesmodel.h>
#include <pages/page.h>
#include <parts/filteredtable.h>

namespace signalbox
{
namespace
{
class SourcesPage final : public Page
{
public:
    explicit SourcesPage(QWidget *parent)
        : Page(parent)
        , m_list(new FilteredTable(m_sources, tr("things polled"), this))
    {
        m_list->setEmptyText(tr("No source has said yet what it asks. It should within its first interval."));
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(m_list);
        setFocusProxy(m_list);
        connect(&m_list->table(), &RowTable::opened, this, &Page::opened);
    }
    void showPicture(const PicturePtr &picture) override { m_sources.show(picture); }

private:
    SourcesModel m_sources;
    FilteredTable *m_list;
};
} // namespace

namespace pages
{
extern const PageType sources;
const PageType sources{
    .id = "sources",
    .title = QT_TRANSLATE_NOOP("signalbox::PageFrame", "Sources"),
    .make = [](const PageContext &, QWidget *parent) -> Page * { return new SourcesPage(parent); },
};
} // namespace pages
} // namespace signalbox
