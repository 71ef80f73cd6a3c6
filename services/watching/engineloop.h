// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>

#include <QObject>
#include <QTimer>

#include <reach/levertest.h>
#include <watching/actreader.h>
#include <watching/counterrates.h>
#include <watching/diskforecast.h>
#include <watching/framemaker.h>
#include <watching/succession.h>
#include <watching/tail.h>
#include <watching/writequeue.h>

namespace signalbox
{
/// The engine's thread: ten times a second it looks whether there is anything new — facts, a journal row, another
/// estate, a step of the clock — and makes one tick of it; one a second in any case.
class EngineLoop : public QObject
{
public:
    struct Parts {
        std::shared_ptr<SystemClock> clock;
        std::shared_ptr<Inbox> inbox;
        std::shared_ptr<Tail> tail;
        std::unique_ptr<WriteQueue> writer;
        std::unique_ptr<ActReader> acts; ///< null: nobody acts
    };
    /// What a recording holds already; empty for a new one.
    struct Past {
        std::vector<DatedChange> changes;
        RecordedState state;
    };
    EngineLoop(Parts parts, const Past &past);

    /// Another estate holds from the next tick on. Any thread.
    void accept(const Estate &estate);
    /// That is what a test of every lever found. Any thread.
    void stand(std::vector<HostStanding> standings);
    /// Begins to tick. On the engine's thread, as is stop().
    void start();
    void stop();

private:
    void look();
    void makeTick(Moment now);
    void takeEstate(Frame &frame);
    void takeStandings(Frame &frame);

    Parts m_parts;
    Engine m_engine;
    FrameMaker m_maker;
    DiskForecast m_forecast;
    CounterRates m_rates;
    Succession m_succession;
    Tick m_last;
    Estate m_estate;
    bool m_isFirst = true;
    std::vector<JournalRow> m_rows;
    std::vector<Report> m_reports;
    std::optional<Anchor> m_step;
    std::mutex m_mutex;
    std::optional<Estate> m_next;                         ///< guarded by m_mutex
    std::optional<std::vector<HostStanding>> m_standings; ///< guarded by m_mutex
    std::unique_ptr<QTimer> m_timer;
};
} // namespace signalbox
