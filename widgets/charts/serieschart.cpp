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
#include <QPainter>

#include <charts/chartgestures.h>
#include <charts/chartlegend.h>
#include <charts/chartmoments.h>
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

/// The known point of a trace nearest to the moment, no farther than that; or null.
const TracePoint *nearest(const Trace &trace, Moment moment, Milliseconds farthest)
{
    const TracePoint *found = nullptr;
    for (const TracePoint &point : trace) {
        const auto away = point.at > moment ? point.at - moment : moment - point.at;
        if (away <= farthest && std::isfinite(point.value)) {
            farthest = away;
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
    m_view->viewport()->setFocusPolicy(Qt::NoFocus);
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
    connectGestures();
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

void SeriesChart::connectGestures()
{
    const auto *gestures = new ChartGestures(*m_view, *m_item, *this);
    connect(gestures, &ChartGestures::pointed, this, &SeriesChart::point);
    connect(gestures, &ChartGestures::marked, this, [this](auto span) { m_item->setMarked(span); });
    connect(gestures, &ChartGestures::looked, this, &SeriesChart::lookAsked);
    connect(gestures, &ChartGestures::zoomed, this, [this](double by, Moment at) { Q_EMIT zoomAsked(by, at); });
    connect(gestures, &ChartGestures::panned, this, &SeriesChart::panAsked);
    connect(gestures, &ChartGestures::doubleClicked, this, [this] { Q_EMIT backAsked(true); });
}

void SeriesChart::dress()
{
    const Palette &palette = paletteFor(this->palette());
    layMargins();
    m_chart->setBackgroundBrush(palette.raised);
    m_chart->setBackgroundPen(Qt::NoPen);
    for (QCategoryAxis *axis : {m_timeAxis, m_valueAxis}) {
        axis->setLabelsFont(fontOf(Type::Small));
        axis->setLabelsColor(palette.muted);
        axis->setGridLinePen(QPen(palette.line, 1));
        axis->setLinePen(QPen(palette.line, 1));
    }
}

void SeriesChart::layMargins()
{
    const QFontMetrics small(fontOf(Type::Small));
    int widest = 0;
    for (const AxisTick &tick : m_valueTicks)
        widest = std::max(widest, small.horizontalAdvance(tick.label));
    // Short labels leave the room of long ones, so that the same moment stands above itself in a wall of charts. The
    // labels of the axes' ends stand half outside the plot.
    const QMargins margins(std::max(0, small.horizontalAdvance(QStringLiteral("000 KiB/s")) - widest),
                           small.height() / 2 + 1, small.horizontalAdvance(QStringLiteral("00:00")) / 2, 0);
    if (m_chart->margins() != margins)
        m_chart->setMargins(margins);
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
        for (const Trace *trace : {&line.trace, &line.earlier})
            for (const TracePoint &point : *trace)
                if (std::isfinite(point.value) && point.at >= m_content.from && point.at <= m_content.to) {
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
    layMargins();
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

std::optional<Moment> SeriesChart::newest() const
{
    std::optional<Moment> newest;
    for (const ChartLine &line : m_content.lines)
        if (!line.trace.empty() && (!newest || *newest < line.trace.back().at))
            newest = line.trace.back().at;
    return newest;
}

QString SeriesChart::whenText() const
{
    const bool isPast = m_content.to < m_content.now;
    const std::optional<Moment> moment = m_cursor ? m_cursor : newest();
    if (!moment)
        return tr("nothing known");
    const QString age = tr("%1 ago").arg(ageText(m_content.now - *moment));
    if (!m_cursor && !isPast)
        return age;
    const WallTime now = m_content.timeline->wallAt(m_content.now);
    return tr("%1, %2").arg(sinceText(m_content.timeline->wallAt(*moment), now, m_zone), age);
}

void SeriesChart::tell()
{
    const std::optional<Moment> last = newest();
    const bool isLive = !m_cursor && m_content.to >= m_content.now;
    std::vector<ChartLegend::Entry> entries;
    for (const ChartLine &line : m_content.lines) {
        const TracePoint *point = line.trace.empty() ? nullptr : &line.trace.back();
        bool isEarlier = false;
        if (m_cursor) {
            point = nearest(line.trace, *m_cursor, std::max(line.interval, line.longestStep / 3));
            isEarlier = !point;
            point = point ? point : nearest(line.earlier, *m_cursor, line.earlierStep / 3);
        }
        const bool isKnown = point && std::isfinite(point->value);
        QString value = isKnown ? numberText(point->value, m_content.unit) : tr("unknown");
        if (isKnown && isEarlier)
            value += tr(" before the recording, from %1").arg(line.source);
        // The newest age stands in the corner; a line that lags behind it says its own.
        if (isLive && point && *last - point->at > line.interval)
            value += tr(", %1 ago").arg(ageText(m_content.now - point->at));
        entries.push_back({line.name, value, isLive && line.freshness == Freshness::Stale});
    }
    if (const ChangeMark *mark = m_cursor ? markNear(m_content, *m_cursor) : nullptr)
        entries.push_back({tr("changed"), oneLine(mark->text), false});
    m_when->setText(whenText());
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

void SeriesChart::point(std::optional<Moment> moment)
{
    setCursor(moment);
    Q_EMIT cursorMoved(moment);
}

void SeriesChart::moveCursor(int points)
{
    constexpr double onward = 0.25;
    const std::vector<Moment> known = knownMoments(m_content);
    if (known.empty())
        return;
    const auto count = static_cast<std::ptrdiff_t>(known.size());
    std::ptrdiff_t place = count; // behind the newest, where nothing is pointed at
    if (m_cursor) {
        const auto at = std::lower_bound(known.begin(), known.end(), *m_cursor);
        place = at - known.begin();
        // Between two points the one ahead is the next.
        if (points > 0 && (at == known.end() || *at != *m_cursor))
            --place;
    }
    const std::ptrdiff_t next = place + points;
    if (next < 0 || next >= count)
        Q_EMIT panAsked(next < 0 ? -onward : onward);
    point(known[static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(next, 0, count - 1))]);
}

bool SeriesChart::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Escape && (m_cursor || m_isZoomed)) {
            event->accept(); // else the page would be left
            return true;
        }
    }
    return QWidget::event(event);
}

void SeriesChart::keyPressEvent(QKeyEvent *event)
{
    constexpr double shift = 0.25;
    const bool isShift = event->modifiers().testFlag(Qt::ShiftModifier);
    const int points = event->modifiers().testFlag(Qt::ControlModifier) ? 10 : 1;
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right: {
        const int direction = event->key() == Qt::Key_Left ? -1 : 1;
        if (isShift)
            Q_EMIT panAsked(direction * shift);
        else
            moveCursor(direction * points);
        break;
    }
    case Qt::Key_Home:
        if (const std::vector<Moment> known = knownMoments(m_content); !known.empty())
            point(known.front());
        break;
    case Qt::Key_End:
        point({});
        break;
    case Qt::Key_Plus:
    case Qt::Key_Equal: // the same key without Shift
        Q_EMIT zoomAsked(0.5, m_cursor);
        break;
    case Qt::Key_Minus:
        Q_EMIT zoomAsked(2, m_cursor);
        break;
    case Qt::Key_0:
        Q_EMIT backAsked(true);
        break;
    case Qt::Key_Escape:
        if (m_cursor)
            point({});
        else
            Q_EMIT backAsked(false);
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

QImage SeriesChart::image(const QStringList &head, double scale)
{
    const int line = QFontMetrics(fontOf(Type::Strong)).height();
    const QSize room(width(), height() + line * static_cast<int>(head.size()) + space(3));
    QImage image((QSizeF(room) * scale).toSize(), QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    image.fill(paletteFor(palette()).raised);
    QPainter painter(&image);
    for (int i = 0; i < head.size(); ++i) {
        painter.setFont(fontOf(i == 0 ? Type::Strong : Type::Small));
        painter.setPen(i == 0 ? paletteFor(palette()).text : paletteFor(palette()).muted);
        painter.drawText(QRect(space(2), space(2) + i * line, room.width() - space(4), line),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, head[i]);
    }
    painter.end();
    render(&image, QPoint(0, room.height() - height()));
    return image;
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
