// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Everything that is wrong now, with since when, and who has it.
#include <QBoxLayout>

#include <models/findingsmodel.h>
#include <pages/page.h>
#include <parts/filteredtable.h>

namespace signalbox
{
namespace
{
class FindingsPage final : public Page
{
public:
    FindingsPage(const PageContext &context, QWidget *parent)
        : Page(parent)
        , m_list(new FilteredTable(m_findings, tr("findings"), this))
    {
        m_findings.setZone(context.zone);
        m_list->setEmptyText(tr("No rule finds anything wrong with what is watched."));
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(m_list);
        setFocusProxy(m_list);
        connect(&m_list->table(), &RowTable::opened, this, &Page::opened);
    }
    void showPicture(const PicturePtr &picture) override { m_findings.show(picture); }
    void find(const QString &text) override { m_list->find(text); }

private:
    FindingsModel m_findings;
    FilteredTable *m_list;
};
} // namespace

namespace pages
{
extern const PageType findings;
const PageType findings{
    .id = "findings",
    .title = QT_TRANSLATE_NOOP("signalbox::PageFrame", "Findings"),
    .make = [](const PageContext &context, QWidget *parent) -> Page * { return new FindingsPage(context, parent); },
};
} // namespace pages
} // namespace signalbox
