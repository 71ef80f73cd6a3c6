// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <pages/chartspane.h>

#include <set>

#include <QActionGroup>
#include <QBoxLayout>
#include <QBuffer>
#include <QDateTime>
#include <QEvent>
#include <QFileInfo>
#include <QStandardPaths>

#include <charts/serieschart.h>
#include <models/csv.h>
#include <pages/chartwall.h>
#include <pages/filewriting.h>
#include <pages/rangebar.h>
#include <parts/command.h>
#include <parts/tokens.h>

namespace signalbox
{
ChartsPane::ChartsPane(const PageContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_bar(new RangeBar(this))
    , m_area(new QScrollArea(this))
    , m_enlarged(new ChartWall(context.line, context.zone, this))
    , m_wall(new ChartWall(context.line, context.zone, this))
    , m_scales(new QActionGroup(this))
    , m_marks(context.points,
              [this] {
                  for (ChartWall *wall : {m_enlarged, m_wall})
                      wall->setMarks(m_marks.marks());
              })
    , m_folder(QStandardPaths::writableLocation(QStandardPaths::HomeLocation))
{
    auto *inside = new QWidget;
    auto *walls = new QVBoxLayout(inside);
    walls->setContentsMargins(0, 0, 0, 0);
    walls->setSpacing(space(2));
    walls->addWidget(m_enlarged);
    walls->addWidget(m_wall);
    walls->addStretch(1);
    m_enlarged->hide();
    m_area->setAccessibleName(tr("Charts"));
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_area->setWidget(inside);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space(2));
    layout->addWidget(m_bar);
    layout->addWidget(m_area, 1);
    for (ChartWall *wall : {m_enlarged, m_wall})
        connect(wall, &ChartWall::chartMade, this, &ChartsPane::connectChart);
    makeCommands();
    connectBar();
}

QAction *ChartsPane::addCommand(std::string_view id)
{
    m_commands.append(makeCommand(id, this));
    return m_commands.back();
}

void ChartsPane::makeCommands()
{
    connect(addCommand("charts.save-image"), &QAction::triggered, this, &ChartsPane::saveImage);
    for (const auto &[id, scale] : {std::pair{"charts.image-1x", 1}, {"charts.image-2x", 2}, {"charts.image-4x", 4}}) {
        QAction *action = addCommand(id);
        action->setCheckable(true);
        action->setChecked(scale == 2);
        action->setData(scale);
        m_scales->addAction(action);
    }
    connect(addCommand("charts.save-table"), &QAction::triggered, this, &ChartsPane::saveTable);
    m_bar->addCommands(m_commands, tr("Save"));
    for (QAction *action : m_bar->actions())
        if (!m_commands.contains(action))
            m_commands.append(action);
}

void ChartsPane::connectBar()
{
    connect(m_bar, &RangeBar::lastAsked, this, [this](std::optional<Milliseconds> back) {
        m_range.showLast(back);
        rangeChanged();
    });
    connect(m_bar, &RangeBar::zoomAsked, this, [this](double factor) { zoom(factor, {}); });
    connect(m_bar, &RangeBar::panAsked, this, [this](double share) {
        m_range.pan(share, known());
        rangeChanged();
    });
    connect(m_bar, &RangeBar::backAsked, this, [this] {
        m_range.showLast(m_range.chosen());
        rangeChanged();
    });
}

void ChartsPane::connectChart(SeriesChart *chart)
{
    chart->installEventFilter(this);
    chart->setContextMenuPolicy(Qt::ActionsContextMenu);
    chart->addActions(m_commands);
    connect(chart, &SeriesChart::cursorMoved, this, &ChartsPane::point);
    connect(chart, &SeriesChart::zoomAsked, this, &ChartsPane::zoom);
    connect(chart, &SeriesChart::lookAsked, this, [this](const TimeSpan &span) {
        m_range.look(span, known());
        rangeChanged();
    });
    connect(chart, &SeriesChart::panAsked, this, [this](double share) {
        m_range.pan(share, known());
        rangeChanged();
    });
    connect(chart, &SeriesChart::backAsked, this, [this](bool whole) {
        if (whole)
            m_range.showLast(m_range.chosen());
        else
            m_range.back();
        rangeChanged();
    });
}

bool ChartsPane::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::ContextMenu)
        m_last = qobject_cast<SeriesChart *>(watched);
    return QWidget::eventFilter(watched, event);
}

void ChartsPane::setSubject(const Subject &subject)
{
    m_subject = subject;
    m_range.showLast(m_range.chosen());
    m_bar->tellOutcome({});
    point({});
}

TimeSpan ChartsPane::known() const
{
    if (!m_picture)
        return {};
    return {std::min(m_begin.value_or(m_picture->now), m_picture->now), m_picture->now};
}

void ChartsPane::showCharts(const PicturePtr &picture, const std::vector<PlannedChart> &plans,
                            const std::optional<PlannedChart> &chosen)
{
    m_picture = picture;
    m_plans = plans;
    m_chosen = chosen;
    if (!m_begin && m_context.extent) {
        m_begin = picture->now; // asked once
        m_context.extent(this, [this](const Expected<Extent> &extent) {
            if (!extent)
                return; // told by the session to the window
            m_begin = extent->first.moment;
            rangeChanged();
        });
    }
    rangeChanged();
}

void ChartsPane::rangeChanged()
{
    if (!m_picture)
        return;
    const TimeSpan span = m_range.at(known());
    m_enlarged->setVisible(m_chosen.has_value());
    m_enlarged->show(m_picture, m_chosen ? std::vector{*m_chosen} : std::vector<PlannedChart>(), span);
    m_wall->show(m_picture, m_plans, span);
    for (SeriesChart *chart : charts())
        chart->setZoomed(m_range.isZoomed());
    m_marks.follow(m_picture, m_subject, span);
    m_bar->tell(m_range, spanText());
}

void ChartsPane::zoom(double factor, std::optional<Moment> about)
{
    const TimeSpan span = m_range.at(known());
    const Moment middle = span.from + span.length() / 2;
    m_range.zoom(factor, about.value_or(m_range.follows() ? span.to : middle), known());
    rangeChanged();
}

void ChartsPane::point(std::optional<Moment> moment)
{
    for (SeriesChart *chart : charts())
        if (chart->cursor() != moment)
            chart->setCursor(moment);
}

std::vector<SeriesChart *> ChartsPane::charts() const
{
    std::vector<SeriesChart *> all = m_enlarged->charts();
    all.insert(all.end(), m_wall->charts().begin(), m_wall->charts().end());
    return all;
}

SeriesChart *ChartsPane::chart() const
{
    const std::vector<SeriesChart *> all = charts();
    if (m_last)
        return m_last;
    return all.empty() ? nullptr : all.front();
}

const PlannedChart *ChartsPane::planOf(const SeriesChart *chart) const
{
    for (const ChartWall *wall : {m_enlarged, m_wall})
        for (std::size_t i = 0; i < wall->charts().size(); ++i)
            if (wall->charts()[i] == chart)
                return &wall->plans()[i];
    return nullptr;
}

void ChartsPane::lookAt(Moment moment)
{
    constexpr Milliseconds around = std::chrono::minutes(30);
    m_range.look({moment - around, moment + around}, known());
    rangeChanged();
}

void ChartsPane::scrollToTop()
{
    m_area->ensureVisible(0, 0);
}

QString ChartsPane::spanText() const
{
    const TimeSpan span = m_range.at(known());
    const WallTime to = m_picture->timeline->wallAt(span.to);
    const QString from = sinceText(m_picture->timeline->wallAt(span.from), to, m_context.zone);
    const QString until = sinceText(to, m_picture->wall(), m_context.zone);
    return m_range.follows() ? tr("%1 to now").arg(from) : tr("%1 to %2").arg(from, until);
}

QString ChartsPane::proposedName(const QString &title, const QString &ending) const
{
    const WallTime until = m_picture->timeline->wallAt(m_range.at(known()).to);
    const QString time = QDateTime::fromMSecsSinceEpoch(until.time_since_epoch().count(), Qt::UTC)
                             .toString(QStringLiteral("yyyyMMdd'T'HHmmss'Z'"));
    return m_folder + QLatin1Char('/') +
           fileNameOf(QString::fromStdString(m_subject.path()) + QLatin1Char('-') + title) + QLatin1Char('-') + time +
           ending;
}

void ChartsPane::saveImage()
{
    SeriesChart *drawn = chart();
    if (!drawn)
        return;
    const TimeSpan span = m_range.at(known());
    const WallTime to = m_picture->timeline->wallAt(span.to);
    const QString estate = oneLine(m_picture->estate->name);
    const QString subject = QString::fromStdString(m_subject.path());
    const QStringList head{estate.isEmpty() ? subject : tr("%1 — %2").arg(subject, estate),
                           tr("%1 to %2, %3")
                               .arg(wallText(m_picture->timeline->wallAt(span.from), m_context.zone),
                                    wallText(to, m_context.zone), zoneText(to, m_context.zone))};
    // As it is now: it goes on while the person looks for a place.
    const QImage image = drawn->image(head, m_scales->checkedAction()->data().toInt());
    askForFile(*this, tr("Save chart as image"), proposedName(drawn->content().title, QStringLiteral(".png")),
               tr("PNG images (*.png)"), [this, image](const QString &path) {
                   const auto make = [image] {
                       QByteArray bytes;
                       QBuffer buffer(&bytes);
                       buffer.open(QIODevice::WriteOnly);
                       image.save(&buffer, "PNG");
                       return bytes;
                   };
                   writeFile(path, make, this, [this, path](const Expected<void> &outcome) { told(path, outcome); });
               });
}

void ChartsPane::saveTable()
{
    const SeriesChart *drawn = chart();
    const PlannedChart *plan = planOf(drawn);
    if (!plan || !m_context.points)
        return;
    askForFile(*this, tr("Save data as table"), proposedName(drawn->content().title, QStringLiteral(".csv")),
               tr("Tables (*.csv)"), [this, planned = *plan, span = m_range.at(known())](const QString &path) {
                   writeTable(path, planned, span);
               });
}

void ChartsPane::writeTable(const QString &path, const PlannedChart &plan, const TimeSpan &span)
{
    std::set<SeriesId> inputs;
    for (const PlannedLine &line : plan.lines)
        inputs.insert(line.inputs.begin(), line.inputs.end());
    auto columns = std::make_shared<std::vector<CsvColumn>>();
    for (const SeriesId id : inputs) {
        const SeriesDeclared declared = m_picture->series[index(id)]->declared;
        m_context.points(declared, span, this,
                         [this, columns, path, key = declared.key, count = inputs.size(),
                          timeline = m_picture->timeline](Expected<std::vector<HistoryPoint>> points) {
                             if (!points) {
                                 told(path, tl::unexpected(points.error()));
                                 return;
                             }
                             columns->push_back({key, std::move(*points)});
                             if (columns->size() == count)
                                 writeFile(
                                     path, [columns, timeline] { return csvOf(*columns, *timeline); }, this,
                                     [this, path](const Expected<void> &outcome) { told(path, outcome); });
                         });
    }
}

void ChartsPane::told(const QString &path, const Expected<void> &outcome)
{
    m_folder = QFileInfo(path).path();
    m_bar->tellOutcome(outcome ? tr("Saved as %1").arg(oneLine(path.toStdString()))
                               : tr("Not saved: %1").arg(oneLine(outcome.error().sentence())));
}
} // namespace signalbox
