// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which stores could lose their master now: what moves, what does not, and how that is known.
#include <QBoxLayout>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>

#include <models/losthostsmodel.h>
#include <models/storesmodel.h>
#include <pages/page.h>
#include <parts/filteredtable.h>
#include <parts/tokens.h>

namespace signalbox::pages::stores
{
namespace
{
constexpr int mostHosts = 5; // rows; more are scrolled to

class StoresPage final : public Page
{
public:
    explicit StoresPage(QWidget *parent);
    void showPicture(const PicturePtr &picture) override;
    void find(const QString &text) override { m_list->find(text); }

private:
    void tellProof();
    void copySupport();

    LostHostsModel m_lost;
    StoresModel m_stores;
    RowTable *m_lostTable;
    FilteredTable *m_list;
    QLabel *m_proof;
    QPushButton *m_copy;
    std::optional<WallTime> m_told;
};

StoresPage::StoresPage(QWidget *parent)
    : Page(parent)
    , m_lostTable(new RowTable(m_lost, tr("if a host dies now"), this))
    , m_list(new FilteredTable(m_stores, tr("replicas"), this))
    , m_proof(new QLabel(this))
    , m_copy(new QPushButton(tr("&Copy the list for support"), this))
{
    m_lostTable->setVisibleRows(mostHosts);
    m_lostTable->hide();
    m_list->setEmptyText(tr("The estate declares no stores. They are kept under \"stores\" in the estate file."));
    m_proof->setObjectName(QStringLiteral("proof"));
    m_proof->setAccessibleName(tr("What the selected verdict rests on"));
    m_proof->setTextFormat(Qt::PlainText);
    m_proof->setWordWrap(true);
    m_proof->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_proof->setFocusPolicy(Qt::StrongFocus);
    m_proof->hide();
    m_copy->setObjectName(QStringLiteral("copy-support"));
    m_copy->setToolTip(tr("Users who must not be created again before the lost host is back, a line each"));
    m_copy->hide();
    connect(m_copy, &QPushButton::clicked, this, &StoresPage::copySupport);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space(2));
    layout->addWidget(m_lostTable);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_proof);
    layout->addWidget(m_copy, 0, Qt::AlignLeft);
    setFocusProxy(m_list);
    connect(m_lostTable, &RowTable::opened, this, &Page::opened);
    connect(&m_list->table(), &RowTable::opened, this, &Page::opened);
    connect(&m_list->table(), &RowTable::chosen, this, &StoresPage::tellProof);
}

// Ages are told in seconds; what is judged in between is told with the next.
void StoresPage::showPicture(const PicturePtr &picture)
{
    const WallTime now = picture->wall();
    if (m_told && now >= *m_told && now - *m_told < std::chrono::seconds(1))
        return;
    m_told = now;
    const std::vector<StoreStanding> stores = allStandings(*picture);
    m_stores.show(stores, now);
    m_lost.show(stores);
    m_lostTable->setVisible(m_lost.rowCount() > 0);
    tellProof();
}

void StoresPage::tellProof()
{
    const std::vector<int> rows = m_list->table().chosenRows();
    const StoreRow *row = rows.empty() ? nullptr : &m_stores.at(rows.front());
    m_proof->setVisible(row && !row->proof.isEmpty());
    m_copy->setVisible(row && !row->support.isEmpty());
    if (m_proof->isHidden())
        return;
    const QString text = tr("%1 on %2:\n%3").arg(oneLine(row->store.name), row->replica, row->proof);
    if (m_proof->text() != text) // what a person selected in it stays selected
        m_proof->setText(text);
}

void StoresPage::copySupport()
{
    const std::vector<int> rows = m_list->table().chosenRows();
    if (!rows.empty())
        QGuiApplication::clipboard()->setText(m_stores.at(rows.front()).support);
}
} // namespace

extern const PageType item;
const PageType item{
    .id = "stores",
    .title = QT_TRANSLATE_NOOP("signalbox::PageFrame", "Stores"),
    .make = [](const PageContext &, QWidget *parent) -> Page * { return new StoresPage(parent); },
};
} // namespace signalbox::pages::stores
