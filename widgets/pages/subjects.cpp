// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every subject of the estate, worst first.
#include <QBoxLayout>

#include <models/subjectsmodel.h>
#include <pages/page.h>
#include <parts/filteredtable.h>

namespace signalbox::pages::subjects
{
namespace
{
class SubjectsPage final : public Page
{
public:
    explicit SubjectsPage(QWidget *parent)
        : Page(parent)
        , m_list(new FilteredTable(m_subjects, tr("subjects"), this))
    {
        m_list->setEmptyText(tr("Nothing is declared, and no source has told of anything yet."));
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(m_list);
        setFocusProxy(m_list);
        connect(&m_list->table(), &RowTable::opened, this, &Page::opened);
    }
    void showPicture(const PicturePtr &picture) override { m_subjects.show(picture); }
    void find(const QString &text) override { m_list->find(text); }

private:
    SubjectsModel m_subjects;
    FilteredTable *m_list;
};
} // namespace

extern const PageType item;
const PageType item{
    .id = "subjects",
    .title = QT_TRANSLATE_NOOP("signalbox::PageFrame", "Subjects"),
    .make = [](const PageContext &, QWidget *parent) -> Page * { return new SubjectsPage(parent); },
};
} // namespace signalbox::pages::subjects
