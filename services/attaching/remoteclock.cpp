// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <attaching/remoteclock.h>

#include <algorithm>

namespace signalbox
{
namespace
{
// Two machines' clocks drift apart by some milliseconds in this time.
constexpr Milliseconds renewEvery = std::chrono::minutes(1);
} // namespace

RemoteClock::RemoteClock(std::function<MachineReading()> read)
    : m_read(std::move(read))
{
}

void RemoteClock::begin(Moment last, const Anchor &anchor)
{
    const MachineReading here = m_read();
    const std::lock_guard lock(m_mutex);
    if (!m_isHeard)
        m_offset = std::max(last, anchor.moment + (here.wall - anchor.wall)).time_since_epoch() - here.sinceBoot;
}

void RemoteClock::hear(Moment moment, WallTime wall)
{
    const MachineReading here = m_read();
    const std::lock_guard lock(m_mutex);
    const Milliseconds offset = moment.time_since_epoch() - here.sinceBoot;
    m_nextOffset = m_isHeard ? std::max(m_nextOffset, offset) : offset;
    if (!m_isHeard || m_nextOffset > m_offset || here.sinceBoot - m_renewed >= renewEvery) {
        m_offset = m_nextOffset;
        m_nextOffset = offset;
        m_renewed = here.sinceBoot;
    }
    if (!m_isHeard)
        m_last = {}; // until now it was a guess
    m_wallAhead = wall - here.wall;
    m_isHeard = true;
}

Moment RemoteClock::now() const
{
    const Milliseconds sinceBoot = m_read().sinceBoot;
    const std::lock_guard lock(m_mutex);
    m_last = std::max(m_last, Moment(sinceBoot + m_offset));
    return m_last;
}

Milliseconds RemoteClock::wallAhead() const
{
    const std::lock_guard lock(m_mutex);
    return m_wallAhead;
}
} // namespace signalbox
