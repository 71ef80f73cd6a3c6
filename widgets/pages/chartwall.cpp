// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <pages/chartwall.h>

#include <set>

#include <QGridLayout>

#include <charts/serieschart.h>
#include <parts/tokens.h>

namespace signalbox
{
namespace
{
constexpr int columns = 2;

std::set<SeriesId> inputsOf(const std::vector<PlannedChart> &plans)
{
    std::set<SeriesId> inputs;
    for (const PlannedChart &plan : plans)
        for (const PlannedLine &line : plan.lines)
            inputs.insert(line.inputs.begin(), line.inputs.end());
    return inputs;
}
} // namespace

ChartWall::ChartWall(AskHistory ask, const QTimeZone &zone, QWidget *parent)
    : QWidget(parent)
    , m_ask(std::move(ask))
    , m_zone(zone)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(space(2));
}

void ChartWall::show(const PicturePtr &picture, const std::vector<PlannedChart> &plans)
{
    constexpr Milliseconds leastMove{500}; // nobody sees a line move by less
    const bool isPlanned = plans == m_plans;
    const bool isMoved = !m_picture || picture->now < m_picture->now || picture->now - m_picture->now >= leastMove;
    if (isPlanned && !isMoved && m_asked)
        return;
    m_picture = picture;
    if (!isPlanned)
        plan(plans);
    if (m_due == 0 && (!m_asked || picture->now < *m_asked || picture->now - *m_asked >= patience()))
        askAgain();
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
    }
    forget();
}

/// What was asked is no longer of interest; an answer that still comes is dropped.
void ChartWall::forget()
{
    m_traces.clear();
    m_asked.reset();
    ++m_question;
    m_due = 0;
}

void ChartWall::setBack(Milliseconds back)
{
    m_back = back;
    forget();
    if (m_picture)
        show(m_picture, m_plans);
}

/// How far the picture moves before a chart could show anything else: an interval, or a pixel.
Milliseconds ChartWall::patience() const
{
    Milliseconds shortest = std::chrono::minutes(1);
    for (const SeriesId id : inputsOf(m_plans))
        shortest = std::min(shortest, m_picture->series[index(id)]->declared.interval);
    return std::max(shortest, m_back / 2000);
}

void ChartWall::askAgain()
{
    m_asked = m_picture->now;
    m_answers.clear();
    const std::set<SeriesId> inputs = inputsOf(m_plans);
    if (!m_ask || inputs.empty())
        return;
    const std::uint64_t question = ++m_question;
    m_due = inputs.size();
    for (const SeriesId id : inputs)
        m_ask(id, m_back, this, [this, question, id](Expected<SeriesHistory> history) {
            // What cannot be read leaves its line out; why is told by the session to the window.
            take(question, history ? std::move(*history) : SeriesHistory{id, {}, {}, {}, {}});
        });
}

void ChartWall::take(std::uint64_t question, SeriesHistory history)
{
    if (question != m_question)
        return;
    m_answers[history.series] = asTrace(history.points);
    m_gaps = std::move(history.gaps);
    if (--m_due > 0)
        return;
    m_traces = std::exchange(m_answers, {});
    showAll();
}

void ChartWall::showAll()
{
    for (std::size_t i = 0; i < m_plans.size(); ++i) {
        const PlannedChart &plan = m_plans[i];
        ChartContent content;
        content.title = plan.title;
        content.unit = plan.unit;
        content.highest = plan.highest;
        content.to = m_picture->now;
        content.from = m_picture->now - m_back;
        content.timeline = m_picture->timeline;
        content.gaps = m_gaps;
        content.startsAtZero = plan.unit != Unit::Timestamp && plan.unit != Unit::Celsius;
        for (const PlannedLine &line : plan.lines) {
            std::vector<Trace> inputs;
            for (const SeriesId id : line.inputs)
                inputs.push_back(m_traces[id]);
            const Series &first = *m_picture->series[index(line.inputs.front())];
            content.lines.push_back({line.name, derive(line.derive, inputs), first.declared.interval,
                                     m_picture->sample(first.declared.id).freshness});
        }
        m_charts[i]->setContent(std::move(content));
    }
}
} // namespace signalbox
