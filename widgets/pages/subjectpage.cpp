// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <pages/subjectpage.h>

#include <QBoxLayout>
#include <QSplitter>

#include <models/format.h>
#include <models/subjectsmodel.h>
#include <pages/chartspane.h>
#include <parts/command.h>
#include <parts/filteredtable.h>
#include <parts/headline.h>
#include <parts/tokens.h>

namespace signalbox
{
namespace
{
/// Who acts on it or holds it; empty: nobody.
QString holderText(const RunLedger &runs, const Subject &subject, WallTime now, const QTimeZone &zone)
{
    const auto claim = runs.holder({subject.path()}, now, {});
    if (!claim)
        return {};
    const QString since = sinceText(claim->since, now, zone);
    return (claim->run.empty() ? SubjectPage::tr("held by %1 since %2: %3")
                               : SubjectPage::tr("%1 acts on it since %2: %3"))
        .arg(oneLine(claim->who), since, oneLine(claim->what));
}
} // namespace

SubjectPage::SubjectPage(const PageContext &context, QWidget *parent)
    : Page(parent)
    , m_runs(context.runs)
    , m_zone(context.zone)
    , m_headline(new Headline(this))
    , m_wrong(new RowTable(m_findings, tr("what is wrong with it"), this))
    , m_values(new FilteredTable(m_series, tr("series (Enter draws one)"), this))
    , m_polled(new FilteredTable(m_polling, tr("things polled"), this))
    , m_below(nullptr)
    , m_charts(new ChartsPane(context, this))
{
    m_findings.setZone(context.zone);
    m_series.setZone(context.zone);
    m_wrong->setVisibleRows(6);
    m_wrong->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_wrong->setColumnHidden(FindingsModel::SubjectColumn, true);
    m_values->setEmptyText(tr("Nothing was ever said of it."));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space(3));
    layout->addWidget(m_headline);
    layout->addWidget(m_wrong);
    auto *below = new QSplitter(Qt::Vertical, this);
    below->setChildrenCollapsible(false);
    below->addWidget(m_charts);
    below->addWidget(m_values);
    below->setStretchFactor(0, 3);
    below->setStretchFactor(1, 2);
    m_below = below;
    layout->addWidget(below, 1);
    layout->addWidget(m_polled, 1);
    enableCharts();
    connect(&m_polled->table(), &RowTable::opened, this, &Page::opened);
    connect(&m_values->table(), &QTableView::activated, this, [this](const QModelIndex &row) { choose(row); });
}

void SubjectPage::choose(const QModelIndex &row)
{
    m_chosen = m_picture->series[signalbox::index(m_series.seriesAt(row.row()))];
    showCharts();
    m_charts->scrollToTop();
}

void SubjectPage::showCharts()
{
    const auto id = m_picture->find(m_subject);
    const auto state = id ? m_picture->subjects[signalbox::index(*id)] : nullptr;
    if (state != m_planned || !state) {
        m_plans = state ? wellKnownCharts(*m_picture, *state) : std::vector<PlannedChart>();
        m_planned = state;
    }
    // Before the chosen series was born there is nothing to draw of it.
    const bool isBorn = m_chosen && signalbox::index(m_chosen->declared.id) < m_picture->series.size();
    m_charts->showCharts(m_picture, m_plans,
                         isBorn ? std::optional(chartOf(*m_picture, m_chosen->declared.id)) : std::nullopt);
}

void SubjectPage::lookAt(Moment moment)
{
    m_charts->lookAt(moment);
    m_charts->scrollToTop();
}

// The only finding is meant even where nobody selected it.
std::vector<AlertId> SubjectPage::alertsInHand() const
{
    std::vector<AlertId> alerts = Page::alertsInHand();
    if (alerts.empty() && m_findings.rowCount() == 1)
        alerts.push_back(*m_findings.alertAt(0));
    return alerts;
}

std::optional<Subject> SubjectPage::subjectInHand() const
{
    return Page::subjectInHand().value_or(m_subject);
}

QString SubjectPage::title() const
{
    return QString::fromStdString(m_subject.path());
}

void SubjectPage::setSubject(const Subject &subject)
{
    m_subject = subject;
    m_chosen.reset();
    m_charts->setSubject(subject);
    m_findings.setSubject(subject);
    m_series.setSubject(subject);
    const bool isSource = subject.kind == "source";
    m_polling.setSource(subject.name);
    m_polled->setVisible(isSource);
    m_below->setVisible(!isSource);
    enableCharts();
    setFocusProxy(isSource ? m_polled : m_values);
}

void SubjectPage::showPicture(const PicturePtr &picture)
{
    m_picture = picture;
    m_findings.show(picture);
    if (m_subject.kind == "source") {
        m_polling.show(picture);
    } else {
        m_series.show(picture);
        showCharts();
    }
    m_wrong->setVisible(m_findings.rowCount() > 0);
    tellStanding(*picture);
}

// Their keys are free for others while no chart is to be seen.
void SubjectPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    enableCharts();
}

void SubjectPage::hideEvent(QHideEvent *event)
{
    Page::hideEvent(event);
    enableCharts();
}

void SubjectPage::enableCharts()
{
    const bool areSeen = isVisible() && m_subject.kind != "source";
    for (QAction *command : m_charts->commands())
        setRefusal(*command, areSeen ? QString() : tr("no charts are on this page: open a subject"));
}

void SubjectPage::tellStanding(const Picture &picture)
{
    const auto id = picture.find(m_subject);
    if (!id) {
        m_headline->setStanding({});
        m_headline->setText(tr("not known at this time"));
        m_headline->setDetail({});
        return;
    }
    const SubjectState &state = picture.subject(*id);
    const Standing standing = standingOf(state);
    m_headline->setStanding(standing);
    m_headline->setText(wordOf(standing));
    const auto heard = lastHeard(picture, state);
    QStringList detail;
    if (m_subject.kind == "source")
        detail.append(tr("%1 of %2 answer").arg(m_polling.answering()).arg(m_polling.rowsBeforeFilter()));
    else
        detail.append(heard ? tr("last heard %1 ago").arg(ageText(picture.now - *heard)) : tr("never heard of"));
    if (!state.declared && m_subject.kind != "source")
        detail.append(tr("not in the estate file"));
    if (!standing.watched)
        detail.append(tr("watched by nothing"));
    if (const QString holder = m_runs ? holderText(*m_runs->runs(), m_subject, picture.wall(), m_zone) : QString();
        !holder.isEmpty())
        detail.append(holder);
    m_headline->setDetail(detail.join(QStringLiteral(" · ")));
}
} // namespace signalbox
