// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Everything that is wrong now, with since when, and who has it; beside it what is known of the one that is selected.
#include <QBoxLayout>
#include <QResizeEvent>
#include <QSplitter>

#include <models/findingsmodel.h>
#include <pages/alertpane.h>
#include <pages/page.h>
#include <parts/filteredtable.h>
#include <parts/tokens.h>

namespace signalbox::pages::findings
{
namespace
{
class FindingsPage final : public Page
{
public:
    FindingsPage(const PageContext &context, QWidget *parent);
    void showPicture(const PicturePtr &picture) override;
    void find(const QString &text) override { m_list->find(text); }
    void showAlert(AlertId alert, AlertPart part) override;
    [[nodiscard]] std::vector<AlertId> alertsInHand() const override;
    [[nodiscard]] std::optional<Subject> subjectInHand() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void tellSelected();

    FindingsModel m_findings;
    FilteredTable *m_list;
    AlertPane *m_pane;
    QSplitter *m_split;
    PicturePtr m_picture;
};

FindingsPage::FindingsPage(const PageContext &context, QWidget *parent)
    : Page(parent)
    , m_list(new FilteredTable(m_findings, tr("findings"), this))
    , m_pane(new AlertPane(context.zone, this))
    , m_split(new QSplitter(this))
{
    m_findings.setZone(context.zone);
    m_findings.takeGradually();
    m_list->setEmptyText(tr("No rule finds anything wrong with what is watched."));
    m_list->table().setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_split->setChildrenCollapsible(false);
    m_split->addWidget(m_list);
    m_split->addWidget(m_pane);
    m_split->setStretchFactor(0, 5);
    m_split->setStretchFactor(1, 3);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_split);
    setFocusProxy(m_list);
    m_pane->hide();
    connect(&m_list->table(), &RowTable::opened, this, &Page::opened);
    connect(&m_list->table(), &RowTable::chosen, this, &FindingsPage::tellSelected);
    connect(&m_findings, &QAbstractItemModel::rowsInserted, this, [this] { m_pane->setVisible(true); });
}

void FindingsPage::showPicture(const PicturePtr &picture)
{
    m_picture = picture;
    m_findings.show(picture);
    tellSelected();
}

// Beside the list where there is room for both, else beneath it. Beside it the list leaves out what the pane tells, so
// that who has it stays in sight.
void FindingsPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    const bool isBeside = width() >= space(300);
    const Qt::Orientation orientation = isBeside ? Qt::Horizontal : Qt::Vertical;
    if (m_split->orientation() != orientation || event->oldSize().isEmpty()) {
        m_split->setOrientation(orientation);
        m_split->setSizes({isBeside ? 5 * width() : 4 * height(), isBeside ? 3 * width() : 3 * height()});
    }
    m_list->table().setColumnHidden(FindingsModel::RuleColumn, isBeside);
}

void FindingsPage::tellSelected()
{
    m_pane->setVisible(m_findings.rowsBeforeFilter() > 0);
    const std::vector<AlertId> alerts = alertsInHand();
    if (m_picture)
        m_pane->show(m_picture, alerts.empty() ? std::nullopt : std::optional(alerts.front()));
}

// The list's, whether it or the pane has the keyboard.
std::vector<AlertId> FindingsPage::alertsInHand() const
{
    const RowTable &table = m_list->table();
    std::vector<AlertId> alerts;
    for (const int row : table.chosenRows())
        alerts.push_back(m_findings.at(row).id);
    return alerts;
}

std::optional<Subject> FindingsPage::subjectInHand() const
{
    return m_findings.subjectAt(m_list->table().currentIndex().row());
}

void FindingsPage::showAlert(AlertId alert, AlertPart part)
{
    const auto key = static_cast<std::uint32_t>(alert);
    m_findings.settle();
    if (!m_findings.placeOf(key))
        m_list->find({}); // it was filtered away
    m_findings.settle();
    if (const auto row = m_findings.placeOf(key)) {
        m_list->table().choose(*row);
        tellSelected();
        m_pane->go(part);
    }
}
} // namespace

extern const PageType item;
const PageType item{
    .id = "findings",
    .title = QT_TRANSLATE_NOOP("signalbox::PageFrame", "Findings"),
    .make = [](const PageContext &context, QWidget *parent) -> Page * { return new FindingsPage(context, parent); },
};
} // namespace signalbox::pages::findings
