// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sources/cadence.h>

#include <sources/schedule.h>

namespace signalbox
{
Cadence::Cadence(std::string_view name, std::size_t questions, Milliseconds interval, const Clock &clock,
                 std::function<void()> tick)
{
    m_timer.setSingleShot(true);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer,
                     [this, interval, &clock, phase = schedule::phase(name, interval), tick = std::move(tick)] {
                         m_timer.start(schedule::nextWait(clock.now(), phase, interval));
                         tick();
                     });
    m_timer.start(schedule::firstWait(name, questions, interval));
}
} // namespace signalbox
