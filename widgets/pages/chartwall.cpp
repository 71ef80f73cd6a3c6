// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <pages/chartwall.h>

#include <algorithm>

#include <QGridLayout>

#include <charts/serieschart.h>
#include <parts/tokens.h>

namespace signalbox
{
namespace
{
constexpr int columns = 2;
/// No chart is wider in pixels.
constexpr std::size_t finest = 2000;

/// The newest point as the picture knows it, where the line is of one series as it is.
void addNewest(Trace &trace, const PlannedLine &plan, const Picture &picture)
{
    if (plan.derive != PlannedLine::Derive::AsIs)
        return;
    const Sample &sample = picture.sample(plan.inputs.front());
    const bool isNews = !trace.empty() && trace.back().at < sample.at;
    if (isNews && sample.kind == FactKind::Number && sample.freshness != Freshness::Never)
        trace.push_back({sample.at, sample.value});
}
} // namespace

ChartWall::ChartWall(AskLine ask, const QTimeZone &zone, QWidget *parent)
    : QWidget(parent)
    , m_ask(std::move(ask))
    , m_zone(zone)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(space(2));
}

void ChartWall::show(const PicturePtr &picture, const std::vector<PlannedChart> &plans, const TimeSpan &span)
{
    constexpr Milliseconds leastMove{500}; // nobody sees a line move by less
    const bool isPlanned = plans == m_plans;
    const auto differs = [&](Moment a, Moment b) { return std::max(a, b) - std::min(a, b) >= leastMove; };
    // Back is never a drift: a replay went there, or a person.
    const bool isMoved = !m_picture || picture->now < m_picture->now || span.to < m_span.to ||
                         span.length() != m_span.length() || differs(picture->now, m_picture->now) ||
                         differs(span.to, m_span.to);
    if (isPlanned && !isMoved && m_asked)
        return;
    m_picture = picture;
    m_span = span;
    if (!isPlanned)
        plan(plans);
    askWhereDue();
    showAll();
}

void ChartWall::setMarks(const std::vector<ChangeMark> &marks)
{
    m_marks = marks;
    showAll();
}

void ChartWall::plan(const std::vector<PlannedChart> &plans)
{
    m_plans = plans;
    while (m_charts.size() > plans.size()) {
        delete m_charts.back();
        m_charts.pop_back();
    }
    while (m_charts.size() < plans.size()) {
        auto *chart = new SeriesChart(this);
        chart->setZone(m_zone);
        const auto place = static_cast<int>(m_charts.size());
        m_grid->addWidget(chart, place / columns, place % columns);
        m_charts.push_back(chart);
        Q_EMIT chartMade(chart);
    }
    forget();
}

/// What was asked is no longer of interest.
void ChartWall::forget()
{
    m_lines.clear();
    for (const PlannedChart &chart : m_plans)
        m_lines.emplace_back(chart.lines.size());
    m_gaps.clear();
    m_asked.reset();
    m_inquiry.reset();
    m_due = 0;
}

/// How far the stretch moves before a chart could show anything else: an interval, or a pixel.
Milliseconds ChartWall::patience() const
{
    Milliseconds shortest = std::chrono::minutes(1);
    for (const PlannedChart &chart : m_plans)
        for (const PlannedLine &line : chart.lines)
            for (const SeriesId id : line.inputs)
                shortest = std::min(shortest, m_picture->series[index(id)]->declared.interval);
    return std::max(shortest, m_span.length() / static_cast<std::int64_t>(finest));
}

/// Whether the stretch is the one asked for, moved on a little.
bool ChartWall::isNear(const TimeSpan &asked) const
{
    return m_span.length() == asked.length() && m_span.to >= asked.to && m_span.from <= asked.to;
}

void ChartWall::askWhereDue()
{
    if (m_asked && isNear(*m_asked) && (m_due > 0 || m_span.to - m_asked->to < patience()))
        return;
    ask();
}

void ChartWall::ask()
{
    m_asked = m_span;
    m_inquiry.reset();
    m_due = 0;
    if (!m_ask)
        return;
    m_inquiry = std::make_unique<QObject>();
    for (const PlannedChart &chart : m_plans)
        m_due += chart.lines.size();
    for (std::size_t i = 0; i < m_plans.size(); ++i)
        for (std::size_t j = 0; j < m_plans[i].lines.size(); ++j) {
            const PlannedLine &line = m_plans[i].lines[j];
            const Series &first = *m_picture->series[index(line.inputs.front())];
            m_ask({line, first.declared.interval, m_span, finest}, m_inquiry.get(),
                  [this, i, j](Expected<LineHistory> history) {
                      // What cannot be read leaves its line out; why is told by the session to the window.
                      take(i, j, history ? std::move(*history) : LineHistory());
                  });
        }
}

void ChartWall::take(std::size_t chart, std::size_t line, LineHistory history)
{
    m_gaps = std::move(history.gaps);
    m_lines[chart][line] = std::move(history);
    showChart(chart);
    if (--m_due == 0)
        askWhereDue(); // the stretch went on meanwhile
}

ChartLine ChartWall::lineOf(const PlannedLine &plan, const LineHistory &history) const
{
    const Series &first = *m_picture->series[index(plan.inputs.front())];
    ChartLine line;
    line.name = plan.name;
    line.trace = history.trace;
    line.interval = first.declared.interval;
    line.freshness = m_picture->sample(first.declared.id).freshness;
    line.longestStep = std::max(history.longestStep, 3 * line.interval);
    line.earlier = history.earlier;
    line.earlierStep = history.earlierStep;
    line.source = oneLine(first.declared.key.source);
    addNewest(line.trace, plan, *m_picture);
    return line;
}

void ChartWall::showChart(std::size_t chart)
{
    const PlannedChart &plan = m_plans[chart];
    ChartContent content;
    content.title = plan.title;
    content.unit = plan.unit;
    content.highest = plan.highest;
    content.from = m_span.from;
    content.to = m_span.to;
    content.now = m_picture->now;
    content.timeline = m_picture->timeline;
    content.gaps = m_gaps;
    content.marks = m_marks;
    content.startsAtZero = plan.unit != Unit::Timestamp && plan.unit != Unit::Celsius;
    for (std::size_t i = 0; i < plan.lines.size(); ++i)
        content.lines.push_back(lineOf(plan.lines[i], m_lines[chart][i]));
    m_charts[chart]->setContent(std::move(content));
}

void ChartWall::showAll()
{
    for (std::size_t i = 0; i < m_plans.size(); ++i)
        showChart(i);
}
} // namespace signalbox
