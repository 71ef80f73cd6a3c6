// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <pages/subjectpage.h>

#include <QBoxLayout>
#include <QComboBox>
#include <QLabel>
#include <QScrollArea>
#include <QSplitter>

#include <models/format.h>
#include <models/subjectsmodel.h>
#include <pages/chartwall.h>
#include <parts/filteredtable.h>
#include <parts/headline.h>
#include <parts/tokens.h>

namespace signalbox
{
SubjectPage::SubjectPage(const PageContext &context, QWidget *parent)
    : Page(parent)
    , m_headline(new Headline(this))
    , m_wrong(new RowTable(m_findings, tr("what is wrong with it"), this))
    , m_values(new FilteredTable(m_series, tr("series (Enter draws one)"), this))
    , m_polled(new FilteredTable(m_polling, tr("things polled"), this))
    , m_below(nullptr)
    , m_area(new QScrollArea(this))
    , m_back(new QComboBox(this))
    , m_charts(new ChartWall(context.history, context.zone, this))
    , m_enlarged(new ChartWall(context.history, context.zone, this))
{
    m_findings.setZone(context.zone);
    m_series.setZone(context.zone);
    m_wrong->setVisibleRows(6);
    m_wrong->setColumnHidden(FindingsModel::SubjectColumn, true);
    m_values->setEmptyText(tr("Nothing was ever said of it."));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space(3));
    layout->addWidget(m_headline);
    layout->addWidget(m_wrong);
    auto *below = new QSplitter(Qt::Vertical, this);
    below->setChildrenCollapsible(false);
    below->addWidget(makeCharts());
    below->addWidget(m_values);
    below->setStretchFactor(0, 3);
    below->setStretchFactor(1, 2);
    m_below = below;
    layout->addWidget(below, 1);
    layout->addWidget(m_polled, 1);
    connect(&m_polled->table(), &RowTable::opened, this, &Page::opened);
    connect(&m_values->table(), &QTableView::activated, this, [this](const QModelIndex &row) { choose(row); });
}

QWidget *SubjectPage::makeCharts()
{
    using namespace std::chrono_literals;
    m_back->setAccessibleName(tr("Length of the charts"));
    for (const auto &[text, back] : {std::pair{tr("last 15 minutes"), Milliseconds(15min)},
                                     {tr("last hour"), Milliseconds(1h)},
                                     {tr("last 6 hours"), Milliseconds(6h)},
                                     {tr("last 24 hours"), Milliseconds(24h)},
                                     {tr("last 7 days"), Milliseconds(7 * 24h)}})
        m_back->addItem(text, QVariant::fromValue<qint64>(back.count()));
    m_back->setCurrentIndex(1);
    connect(m_back, &QComboBox::currentIndexChanged, this, [this] {
        const Milliseconds back(m_back->currentData().toLongLong());
        m_charts->setBack(back);
        m_enlarged->setBack(back);
    });
    auto *inside = new QWidget;
    auto *layout = new QVBoxLayout(inside);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space(2));
    layout->addWidget(m_back, 0, Qt::AlignLeft);
    layout->addWidget(m_enlarged);
    layout->addWidget(m_charts);
    layout->addStretch(1);
    m_enlarged->hide();
    QScrollArea *area = m_area;
    area->setAccessibleName(tr("Charts"));
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(inside);
    return area;
}

void SubjectPage::choose(const QModelIndex &row)
{
    m_chosen = m_picture->series[signalbox::index(m_series.seriesAt(row.row()))];
    showCharts();
    m_area->ensureVisible(0, 0);
}

void SubjectPage::showCharts()
{
    const auto id = m_picture->find(m_subject);
    const auto state = id ? m_picture->subjects[signalbox::index(*id)] : nullptr;
    if (state != m_planned || !state) {
        m_plans = state ? wellKnownCharts(*m_picture, *state) : std::vector<PlannedChart>();
        m_planned = state;
    }
    m_charts->show(m_picture, m_plans);
    // Before the chosen series was born there is nothing to draw of it.
    const bool isBorn = m_chosen && signalbox::index(m_chosen->declared.id) < m_picture->series.size();
    m_enlarged->setVisible(isBorn);
    m_enlarged->show(m_picture,
                     isBorn ? std::vector{chartOf(*m_picture, m_chosen->declared.id)} : std::vector<PlannedChart>());
}

QString SubjectPage::title() const
{
    return QString::fromStdString(m_subject.path());
}

void SubjectPage::setSubject(const Subject &subject)
{
    m_subject = subject;
    m_chosen.reset();
    m_findings.setSubject(subject);
    m_series.setSubject(subject);
    const bool isSource = subject.kind == "source";
    m_polling.setSource(subject.name);
    m_polled->setVisible(isSource);
    m_below->setVisible(!isSource);
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
    m_headline->setDetail(detail.join(QStringLiteral(" · ")));
}
} // namespace signalbox
