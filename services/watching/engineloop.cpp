// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <watching/engineloop.h>

#include <utility>

#include <rules/rule.h>
#include <watching/changemarks.h>
#include <watching/leverfacts.h>
#include <watching/pagefacts.h>

namespace signalbox
{
namespace
{
constexpr Milliseconds lookEvery{100};
constexpr Milliseconds tickAtLeastEvery{1000 - 50}; // a look comes late by half its interval at most
} // namespace

EngineLoop::EngineLoop(Parts parts, const Past &past)
    : m_parts(std::move(parts))
    , m_engine(rules::all())
    , m_maker(m_engine)
    , m_forecast(m_engine)
    , m_rates(m_engine)
    , m_succession(m_engine)
    , m_last(past.state.tick)
{
    if (past.state.tick.number == 0)
        return;
    m_engine.resume(past.changes, past.state);
    m_estate = *m_engine.fold().working().estate;
    m_forecast.resume(past.changes);
    m_forecast.accept(m_estate);
    m_rates.accept(m_estate);
}

void EngineLoop::accept(const Estate &estate)
{
    const std::lock_guard lock(m_mutex);
    m_next = estate;
}

void EngineLoop::stand(std::vector<HostStanding> standings)
{
    const std::lock_guard lock(m_mutex);
    m_standings = std::move(standings);
}

void EngineLoop::start()
{
    m_timer = std::make_unique<QTimer>();
    m_timer->setTimerType(Qt::PreciseTimer);
    connect(m_timer.get(), &QTimer::timeout, this, [this] { look(); });
    m_timer->start(lookEvery);
    look();
}

void EngineLoop::stop()
{
    m_timer.reset();
    look();
}

void EngineLoop::look()
{
    if (m_parts.acts)
        m_rows = m_parts.acts->rows(m_last.journal, m_parts.clock->now());
    std::vector<Report> reports = m_parts.inbox->take();
    std::move(reports.begin(), reports.end(), std::back_inserter(m_reports));
    if (std::optional<Anchor> step = m_parts.clock->checkForStep())
        m_step = std::move(step);
    bool hasEstate = false;
    {
        const std::lock_guard lock(m_mutex);
        hasEstate = m_next.has_value();
    }
    const Moment now = std::max(m_parts.clock->now(), m_last.moment + Milliseconds(1));
    const bool isDue = m_isFirst || now - m_last.moment >= tickAtLeastEvery;
    if (isDue || hasEstate || m_step || !m_rows.empty() || !m_reports.empty())
        makeTick(now);
}

void EngineLoop::makeTick(Moment now)
{
    auto frame = std::make_shared<Frame>();
    frame->tick = {m_last.number + 1, now, m_rows.empty() ? m_last.journal : m_rows.back().number};
    if (m_isFirst)
        frame->changes.emplace_back(AnchorSet{m_parts.clock->anchor()});
    else if (m_step)
        frame->changes.emplace_back(AnchorSet{*m_step});
    takeEstate(*frame);
    const std::vector<Report> reports = std::exchange(m_reports, {});
    m_maker.fill(*frame, reports);
    m_forecast.extend(*frame);
    m_rates.extend(*frame);
    m_succession.extend(*frame, reports);
    addChangeMarks(m_engine, *frame, m_rows);
    addPageFacts(m_engine, *frame, m_rows);
    takeStandings(*frame);
    m_engine.complete(*frame, std::exchange(m_rows, {}));
    m_step.reset();
    m_isFirst = false;
    m_last = frame->tick;
    m_parts.tail->append(frame, m_engine.fold().publish());
    m_parts.writer->append(frame);
}

void EngineLoop::takeEstate(Frame &frame)
{
    std::optional<Estate> next;
    {
        const std::lock_guard lock(m_mutex);
        next = std::exchange(m_next, {});
    }
    if (!next)
        return;
    m_maker.endUndeclared(frame, m_estate, *next);
    m_parts.writer->keep(next->recording);
    frame.changes.emplace_back(EstateAccepted{next->text, next->hash, SIGNALBOX_VERSION, rules::setHash()});
    m_forecast.accept(*next);
    m_rates.accept(*next);
    m_estate = std::move(*next);
}

// With the next tick, which comes within the second: once a day that is soon enough.
void EngineLoop::takeStandings(Frame &frame)
{
    std::optional<std::vector<HostStanding>> standings;
    {
        const std::lock_guard lock(m_mutex);
        standings = std::exchange(m_standings, {});
    }
    if (standings)
        addLeverFacts(m_engine, frame, *standings);
}
} // namespace signalbox
