// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <charts/serieschart.h>

#include <cmath>

#include <QBoxLayout>
#include <QCategoryAxis>
#include <QChart>
#include <QChartView>
#include <QGraphicsLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineSeries>
#include <QMouseEvent>

#include <charts/chartlegend.h>
#include <charts/traceitem.h>

namespace signalbox
{
namespace
{
void setTicks(QCategoryAxis &axis, const std::vector<AxisTick> &ticks, std::vector<AxisTick> &shown)
{
    if (ticks == shown)
        return; // each change makes Qt Charts lay out everything anew
    shown = ticks;
    for (const QString &label : axis.categoriesLabels())
        axis.remove(label);
    QString unique; // the axis takes a label once only; marks of no width tell equal ones apart
    for (const AxisTick &tick : ticks) {
        axis.append(tick.label + unique, tick.place);
        unique += QChar(0x200B);
    }
}

/// The known point of a trace nearest to the moment, within the interval; or null.
const TracePoint *nearest(const ChartLine &line, Moment moment)
{
    const TracePoint *found = nullptr;
    auto distance = line.interval;
    for (const TracePoint &point : line.trace) {
        const auto away = point.at > moment ? point.at - moment : moment - point.at;
        if (away <= distance && std::isfinite(point.value)) {
            distance = away;
            found = &point;
        }
    }
    return found;
}
} // namespace

SeriesChart::SeriesChart(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_when(new QLabel(this))
    , m_legend(new ChartLegend(this))
    , m_chart(new QChart)
    , m_view(new QChartView(m_chart, this))
    , m_timeAxis(new QCategoryAxis(this))
    , m_valueAxis(new QCategoryAxis(this))
    , m_item(new TraceItem(m_content, m_chart))
{
    setFocusPolicy(Qt::StrongFocus);
    m_title->setFont(fontOf(Type::Strong));
    for (QLabel *label : {m_title, m_when})
        label->setTextFormat(Qt::PlainText);
    m_when->setForegroundRole(QPalette::PlaceholderText);
    m_view->setFocusPolicy(Qt::NoFocus);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setMouseTracking(true);
    m_view->viewport()->setMouseTracking(true);
    m_view->viewport()->setFocusPolicy(Qt::NoFocus);
    m_view->viewport()->installEventFilter(this);
    m_valueAxis->setStartValue(std::numeric_limits<double>::lowest());
    m_timeAxis->setStartValue(std::numeric_limits<double>::lowest());
    m_chart->legend()->hide();
    m_chart->setAnimationOptions(QChart::NoAnimation);
    m_chart->setBackgroundRoundness(0);
    m_chart->layout()->setContentsMargins(0, 0, 0, 0);
    // The axes belong to a series that stays empty: it gives them a plot to stand at.
    auto *frame = new QLineSeries(m_chart);
    m_chart->addSeries(frame);
    m_chart->addAxis(m_timeAxis, Qt::AlignBottom);
    m_chart->addAxis(m_valueAxis, Qt::AlignLeft);
    for (QCategoryAxis *axis : {m_timeAxis, m_valueAxis}) {
        frame->attachAxis(axis);
        axis->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
    }
    m_item->setZValue(10);
    // The lines move with the plot at once. Ticks come later: this is told in the middle of Qt Charts' layout, which
    // other ticks would begin anew.
    connect(m_chart, &QChart::plotAreaChanged, this, [this](const QRectF &area) {
        PlotScale scale = m_item->scale();
        scale.area = area;
        m_item->setScale(scale);
    });
    connect(m_chart, &QChart::plotAreaChanged, this, &SeriesChart::layAxes, Qt::QueuedConnection);

    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_when);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space(2), space(1), space(2), space(1));
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_legend);
    layout->addWidget(m_view, 1);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    dress();
}

void SeriesChart::dress()
{
    const Palette &palette = paletteFor(this->palette());
    const QFontMetrics small(fontOf(Type::Small));
    // The labels of the axes' ends stand half outside the plot.
    m_chart->setMargins(QMargins(0, small.height() / 2 + 1, small.horizontalAdvance(QStringLiteral("00:00")) / 2, 0));
    m_chart->setBackgroundBrush(palette.raised);
    m_chart->setBackgroundPen(Qt::NoPen);
    for (QCategoryAxis *axis : {m_timeAxis, m_valueAxis}) {
        axis->setLabelsFont(fontOf(Type::Small));
        axis->setLabelsColor(palette.muted);
        axis->setGridLinePen(QPen(palette.line, 1));
        axis->setLinePen(QPen(palette.line, 1));
    }
}

void SeriesChart::setContent(ChartContent content)
{
    m_content = std::move(content);
    m_title->setText(m_content.title);
    setAccessibleName(tr("Chart: %1").arg(m_content.title));
    layAxes();
    tell();
}

void SeriesChart::layAxes()
{
    if (!m_content.timeline || m_chart->plotArea().width() < 1)
        return;
    double low = m_content.startsAtZero ? 0 : std::numeric_limits<double>::max();
    double high = m_content.highest.value_or(std::numeric_limits<double>::lowest());
    for (const ChartLine &line : m_content.lines)
        for (const TracePoint &point : line.trace)
            if (std::isfinite(point.value) && point.at >= m_content.from) {
                low = std::min(low, point.value);
                high = std::max(high, point.value);
            }
    if (low > high) // nothing is known at all
        low = high = 0;
    const QFontMetrics metrics(fontOf(Type::Small));
    const int rows = std::clamp(static_cast<int>(m_chart->plotArea().height()) / (metrics.height() * 2), 2, 6);
    const int columns = std::clamp(static_cast<int>(m_chart->plotArea().width()) /
                                       (metrics.horizontalAdvance(QStringLiteral("00:00:00")) * 2),
                                   2, 10);
    const auto values = valueTicks(low, high, m_content.unit, rows);
    const auto times = timeTicks(m_content.from, m_content.to, *m_content.timeline, m_zone, columns);
    setTicks(*m_valueAxis, values, m_valueTicks);
    setTicks(*m_timeAxis, times, m_timeTicks);
    m_valueAxis->setRange(low, high);
    m_timeAxis->setRange(static_cast<double>(m_content.from.time_since_epoch().count()),
                         static_cast<double>(m_content.to.time_since_epoch().count()));
    m_item->setScale({m_content.from, m_content.to, low, high, m_chart->plotArea()});
}

void SeriesChart::setCursor(std::optional<Moment> moment)
{
    m_cursor = moment;
    m_item->setCursor(moment);
    tell();
}

void SeriesChart::tell()
{
    std::optional<Moment> newest;
    for (const ChartLine &line : m_content.lines)
        if (!line.trace.empty() && (!newest || *newest < line.trace.back().at))
            newest = line.trace.back().at;
    std::vector<ChartLegend::Entry> entries;
    for (const ChartLine &line : m_content.lines) {
        const TracePoint *last = line.trace.empty() ? nullptr : &line.trace.back();
        const TracePoint *point = m_cursor ? nearest(line, *m_cursor) : last;
        const bool isKnown = point && std::isfinite(point->value);
        QString value = isKnown ? numberText(point->value, m_content.unit) : tr("unknown");
        // The newest age stands in the corner; a line that lags behind it says its own.
        if (!m_cursor && last && *newest - last->at > line.interval)
            value += tr(", %1 ago").arg(ageText(m_content.to - last->at));
        entries.push_back({line.name, value, !m_cursor && line.freshness == Freshness::Stale});
    }
    QString when = tr("nothing known");
    if (m_cursor)
        when = clockText(m_content.timeline->wallAt(*m_cursor), m_zone);
    else if (newest)
        when = tr("%1 ago").arg(ageText(m_content.to - *newest));
    m_when->setText(when);
    m_legend->setEntries(std::move(entries));
    setAccessibleDescription(readOut());
}

QString SeriesChart::readOut() const
{
    return m_when->text() + QStringLiteral(": ") + m_legend->text();
}

QRectF SeriesChart::plotArea() const
{
    const QRectF area = m_chart->mapRectToScene(m_chart->plotArea());
    return QRectF(m_view->mapFromScene(area).boundingRect()).translated(m_view->pos());
}

QSize SeriesChart::sizeHint() const
{
    return {space(120), space(52)};
}

QSize SeriesChart::minimumSizeHint() const
{
    return {space(60), space(40)};
}

void SeriesChart::moveCursor(int pixels)
{
    const double width = std::max(1.0, m_item->scale().area.width());
    const double perPixel = static_cast<double>((m_content.to - m_content.from).count()) / width;
    const Moment now = m_cursor.value_or(m_content.to);
    const Moment next = now + Milliseconds(static_cast<std::int64_t>(perPixel * pixels));
    setCursor(std::clamp(next, m_content.from, m_content.to));
}

void SeriesChart::keyPressEvent(QKeyEvent *event)
{
    const int pixels = event->modifiers().testFlag(Qt::ShiftModifier) ? 50 : 5;
    if (event->key() == Qt::Key_Left)
        moveCursor(-pixels);
    else if (event->key() == Qt::Key_Right)
        moveCursor(pixels);
    else if (event->key() == Qt::Key_End)
        setCursor({});
    else
        QWidget::keyPressEvent(event);
}

bool SeriesChart::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_view->viewport() && event->type() == QEvent::Leave)
        setCursor({});
    if (watched == m_view->viewport() && event->type() == QEvent::MouseMove) {
        const double x = m_view->mapToScene(static_cast<QMouseEvent *>(event)->pos()).x();
        const QRectF area = m_item->scale().area;
        const double share = (x - area.left()) / std::max(1.0, area.width());
        const auto span = static_cast<double>((m_content.to - m_content.from).count());
        if (share >= 0 && share <= 1)
            setCursor(m_content.from + Milliseconds(static_cast<std::int64_t>(share * span)));
    }
    return QWidget::eventFilter(watched, event);
}

void SeriesChart::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        dress();
}

void SeriesChart::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    layAxes();
}
} // namespace signalbox
