// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is broken, where by site and role, and how the estate stands in numbers: the first screen after a page.
#include <QBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>

#include <models/findingsmodel.h>
#include <models/floodsentences.h>
#include <models/format.h>
#include <models/kindsmodel.h>
#include <models/sitesmodel.h>
#include <pages/page.h>
#include <parts/headline.h>
#include <parts/rowtable.h>
#include <parts/tokens.h>

namespace signalbox::pages::overview
{
namespace
{
/// What fits a screen beside all else; who reads on goes to the findings.
constexpr int mostBroken = 10;

QLabel *sectionTitle(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setFont(fontOf(Type::Title));
    return label;
}

class OverviewPage final : public Page
{
public:
    OverviewPage(const PageContext &context, QWidget *parent);
    void showPicture(const PicturePtr &picture) override;

private:
    QWidget *makeContent();
    void tellState(const Picture &picture);
    void tellMore();
    void openGroup(const QModelIndex &group);
    void tellUnwatched();
    void tellFlood(const Picture &picture);

    FindingsModel m_findings;
    KindsModel m_kinds;
    SitesModel m_sites;
    Headline *m_headline;
    Headline *m_flood;
    std::optional<Moment> m_floodAt; ///< the picture's moment when it was counted
    QLabel *m_brokenTitle;
    RowTable *m_broken;
    QPushButton *m_more;
    QLabel *m_groupsTitle;
    RowTable *m_groups;
    Headline *m_unwatched;
    RowTable *m_estate;
};

OverviewPage::OverviewPage(const PageContext &context, QWidget *parent)
    : Page(parent)
    , m_headline(new Headline(this))
    , m_flood(new Headline(this))
    , m_brokenTitle(sectionTitle(tr("Broken now, worst first"), this))
    , m_broken(new RowTable(m_findings, tr("broken now"), this))
    , m_more(new QPushButton(this))
    , m_groupsTitle(sectionTitle(tr("Hosts by site and role"), this))
    , m_groups(new RowTable(m_sites, tr("hosts by site and role"), this))
    , m_unwatched(new Headline(this))
    , m_estate(new RowTable(m_kinds, tr("the estate in numbers"), this))
{
    m_findings.setZone(context.zone);
    m_broken->setVisibleRows(mostBroken);
    m_broken->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_broken->setColumnHidden(FindingsModel::RuleColumn, true);
    m_more->setFlat(true);
    m_flood->hide();
    tellMore(); // before the first picture there is nothing to go on to
    m_groups->setVisibleRows(40);
    m_groups->setSelectionBehavior(QAbstractItemView::SelectItems);
    m_groups->setSortingEnabled(false);
    m_groups->horizontalHeader()->setSectionsClickable(false);
    m_estate->setVisibleRows(16);
    // A low window scrolls: what is broken stays on top and whole.
    auto *area = new QScrollArea(this);
    area->setAccessibleName(tr("Overview"));
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(makeContent());
    auto *outside = new QVBoxLayout(this);
    outside->setContentsMargins(0, 0, 0, 0);
    outside->addWidget(area);
    connect(m_broken, &RowTable::opened, this, &Page::opened);
    connect(m_more, &QPushButton::clicked, this, [this] { Q_EMIT pageWanted(QStringLiteral("findings"), QString()); });
    connect(m_groups, &QTableView::clicked, this, &OverviewPage::openGroup);
    connect(m_groups, &QTableView::activated, this, &OverviewPage::openGroup);
}

QWidget *OverviewPage::makeContent()
{
    auto *inside = new QWidget;
    auto *layout = new QVBoxLayout(inside);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space(2));
    layout->addWidget(m_headline);
    layout->addWidget(m_flood);
    layout->addSpacing(space(4));
    layout->addWidget(m_brokenTitle);
    layout->addWidget(m_broken);
    layout->addWidget(m_more, 0, Qt::AlignLeft);
    layout->addSpacing(space(4));
    layout->addWidget(m_groupsTitle);
    layout->addWidget(m_groups);
    layout->addSpacing(space(4));
    layout->addWidget(sectionTitle(tr("The estate"), this));
    layout->addWidget(m_estate);
    layout->addSpacing(space(2));
    layout->addWidget(m_unwatched);
    layout->addStretch(1);
    return inside;
}

void OverviewPage::openGroup(const QModelIndex &group)
{
    Q_EMIT pageWanted(QStringLiteral("hosts"), m_sites.filterAt(group));
}

void OverviewPage::tellMore()
{
    const int more = m_findings.rowCount() - mostBroken;
    m_more->setVisible(more > 0);
    m_more->setText(tr("… and %1 more").arg(countText(static_cast<std::uint64_t>(std::max(0, more)))));
}

void OverviewPage::showPicture(const PicturePtr &picture)
{
    m_findings.show(picture);
    m_kinds.show(picture);
    m_sites.show(picture);
    m_groupsTitle->setVisible(m_sites.hasGroups());
    m_groups->setVisible(m_sites.hasGroups());
    tellMore();
    const bool isBroken = m_findings.rowCount() > 0;
    m_broken->setVisible(isBroken);
    setFocusProxy(isBroken ? m_broken : m_estate);
    m_brokenTitle->setVisible(isBroken);
    tellState(*picture);
    tellUnwatched();
    tellFlood(*picture);
}

void OverviewPage::tellState(const Picture &picture)
{
    const KindRow &sum = m_kinds.sum();
    const auto watched = sum.total() - sum.unwatched;
    Standing worst{State::Ok};
    QStringList parts;
    for (const State state : {State::Unknown, State::Stale, State::Critical, State::Warning, State::Maintenance}) {
        if (sum.in(state) == 0)
            continue;
        if (worst.state == State::Ok)
            worst.state = state;
        parts.append(countText(sum.in(state)) + u' ' + wordOf(state));
    }
    worst.stale = sum.stale > 0 || picture.heldUp;
    if (watched == 0)
        worst.state = State::Unknown;
    else if (worst.state == State::Ok && picture.heldUp)
        worst.state = State::Stale; // it was well; nobody knows whether it is
    else if (worst.state == State::Ok && m_findings.waitingCount() > 0)
        worst.state = State::Unknown; // a first look says otherwise
    m_headline->setStanding(worst);
    if (watched == 0)
        m_headline->setText(tr("Nothing is watched yet"));
    else if (parts.isEmpty() && picture.heldUp)
        m_headline->setText(tr("Nothing was wrong when the picture stopped"));
    else if (parts.isEmpty() && m_findings.waitingCount() > 0)
        m_headline->setText(tr("Something may be wrong: another look will tell"));
    else if (parts.isEmpty())
        m_headline->setText(tr("All is well with what is watched"));
    else
        m_headline->setText(parts.join(QStringLiteral(", ")));
    QString detail = tr("%1 of %2 watched subjects are OK").arg(countText(sum.in(State::Ok)), countText(watched));
    if (m_findings.waitingCount() > 0)
        detail += tr("  ·  findings that wait for another look: %1").arg(countText(m_findings.waitingCount()));
    m_headline->setDetail(detail);
}

// Counted once a second: it is a look at every alert.
void OverviewPage::tellFlood(const Picture &picture)
{
    constexpr Milliseconds pace = std::chrono::seconds(1);
    if (m_floodAt && picture.now >= *m_floodAt && picture.now - *m_floodAt < pace)
        return;
    m_floodAt = picture.now;
    const FloodSentences flood = floodSentences(picture);
    m_flood->setVisible(!flood.first.isEmpty());
    m_flood->setStanding({State::Critical});
    m_flood->setText(flood.first);
    m_flood->setDetail(flood.counts);
}

void OverviewPage::tellUnwatched()
{
    const QString sentence = m_kinds.unwatchedSentence();
    m_unwatched->setStanding({State::Unknown, false, false});
    m_unwatched->setVisible(!sentence.isEmpty());
    m_unwatched->setText(sentence);
    m_unwatched->setDetail(
        tr("Nobody would learn of their failure. Give them a source in the estate file, or take them "
           "out of it"));
}
} // namespace

extern const PageType item;
const PageType item{
    .id = "overview",
    .title = QT_TRANSLATE_NOOP("signalbox::PageFrame", "Overview"),
    .make = [](const PageContext &context, QWidget *parent) -> Page * { return new OverviewPage(context, parent); },
};
} // namespace signalbox::pages::overview
