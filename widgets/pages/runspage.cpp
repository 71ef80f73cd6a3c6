// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What people had done: what waits for a person first, then what goes on, then what is over; and what is held by hand.
#include <QBoxLayout>
#include <QLabel>

#include <models/format.h>
#include <models/holdsmodel.h>
#include <models/runsmodel.h>
#include <pages/page.h>
#include <parts/filteredtable.h>
#include <parts/tokens.h>

namespace signalbox::pages::runspage
{
namespace
{
class RunsPage final : public Page
{
public:
    RunsPage(const PageContext &context, QWidget *parent);
    void showPicture(const PicturePtr &picture) override;
    void find(const QString &text) override { m_list->find(text); }

private:
    PageContext m_context;
    RunsModel m_runs;
    HoldsModel m_holds;
    FilteredTable *m_list;
    QLabel *m_held;
    RowTable *m_holdsTable;
    std::optional<WallTime> m_told; ///< when what is left was told
    RunsPtr m_shown;
};

RunsPage::RunsPage(const PageContext &context, QWidget *parent)
    : Page(parent)
    , m_context(context)
    , m_list(new FilteredTable(m_runs, tr("runs (Enter opens one)"), this))
    , m_held(new QLabel(tr("Held by hand: nobody else acts on them (Shift+W releases one)"), this))
    , m_holdsTable(new RowTable(m_holds, tr("held by hand"), this))
{
    m_list->setEmptyText(context.runs ? tr("Nothing was done from here yet. Select an alert or a subject and press D.")
                                      : tr("A replay has no journal beside it: what was done is not known here."));
    m_held->setFont(fontOf(Type::Title));
    m_held->hide();
    m_holdsTable->setVisibleRows(6);
    m_holdsTable->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space(2));
    layout->addWidget(m_list, 1);
    layout->addWidget(m_held);
    layout->addWidget(m_holdsTable);
    setFocusProxy(m_list);
    connect(&m_list->table(), &QTableView::activated, this,
            [this](const QModelIndex &row) { Q_EMIT runWanted(QString::fromStdString(m_runs.at(row.row()).id)); });
    connect(m_holdsTable, &RowTable::opened, this, &Page::opened);
}

// What is left of a countdown is told in seconds.
void RunsPage::showPicture(const PicturePtr &picture)
{
    if (!m_context.runs)
        return;
    const WallTime now = picture->wall();
    const bool isDue = !m_told || now < *m_told || now - *m_told >= std::chrono::seconds(1);
    if (!isDue && m_shown == m_context.runs->runs())
        return;
    m_told = now;
    m_shown = m_context.runs->runs();
    m_runs.show(*m_shown, now, m_context.zone);
    m_holds.show(*m_shown, now, m_context.zone);
    if (const auto &problem = m_context.runs->problem())
        m_list->setEmptyText(tr("The journal cannot be read: %1").arg(oneLine(problem->sentence())));
    m_held->setVisible(m_holds.rowCount() > 0);
    m_holdsTable->setVisible(m_holds.rowCount() > 0);
}
} // namespace

extern const PageType item;
const PageType item{
    .id = "runs",
    .title = QT_TRANSLATE_NOOP("signalbox::PageFrame", "Runs"),
    .make = [](const PageContext &context, QWidget *parent) -> Page * { return new RunsPage(context, parent); },
};
} // namespace signalbox::pages::runspage
