// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <time/clock.h>

#include <algorithm>
#include <ctime>
#include <fstream>

namespace signalbox
{
namespace
{
Milliseconds readClock(clockid_t id)
{
    timespec now{};
    clock_gettime(id, &now);
    return std::chrono::duration_cast<Milliseconds>(std::chrono::seconds(now.tv_sec) +
                                                    std::chrono::nanoseconds(now.tv_nsec));
}

// NTP slews by less than 0.5 ms a second; what differs by more than this was a step.
constexpr Milliseconds stepThreshold{250};
} // namespace

MachineReading readMachineClocks()
{
    static const std::string boot = [] {
        std::string id;
        std::ifstream file("/proc/sys/kernel/random/boot_id");
        std::getline(file, id);
        return id;
    }();
    return {readClock(CLOCK_BOOTTIME), WallTime(readClock(CLOCK_REALTIME)), boot};
}

SystemClock::SystemClock(std::optional<Last> last, std::function<MachineReading()> read)
    : m_read(std::move(read))
{
    const MachineReading reading = m_read();
    m_anchor = {Moment(reading.wall.time_since_epoch()), reading.wall, reading.sinceBoot, reading.boot};
    if (last) {
        // After a reboot only the wall clock tells how long it took; where it went back meanwhile, moments still only
        // grow.
        const bool sameBoot = last->anchor.boot == reading.boot;
        const Milliseconds elapsed =
            sameBoot ? reading.sinceBoot - last->anchor.sinceBoot : reading.wall - last->anchor.wall;
        m_anchor.moment = std::max(last->anchor.moment + elapsed, last->moment + Milliseconds(1));
    }
}

Moment SystemClock::now() const
{
    const MachineReading reading = m_read();
    const std::lock_guard lock(m_mutex);
    return m_anchor.moment + (reading.sinceBoot - m_anchor.sinceBoot);
}

Anchor SystemClock::anchor() const
{
    const std::lock_guard lock(m_mutex);
    return m_anchor;
}

WallTime SystemClock::wallNow() const
{
    const Moment moment = now();
    const std::lock_guard lock(m_mutex);
    return m_anchor.wall + (moment - m_anchor.moment);
}

std::optional<Anchor> SystemClock::checkForStep()
{
    const MachineReading reading = m_read();
    const std::lock_guard lock(m_mutex);
    const Moment moment = m_anchor.moment + (reading.sinceBoot - m_anchor.sinceBoot);
    const WallTime expected = m_anchor.wall + (moment - m_anchor.moment);
    if (std::chrono::abs(reading.wall - expected) <= stepThreshold)
        return {};
    m_anchor = {moment, reading.wall, reading.sinceBoot, reading.boot};
    return m_anchor;
}

ManualClock::ManualClock(Moment start)
    : m_now(start)
{
}

Moment ManualClock::now() const
{
    const std::lock_guard lock(m_mutex);
    return m_now;
}

void ManualClock::advance(Milliseconds by)
{
    const std::lock_guard lock(m_mutex);
    m_now += by;
}

Playhead::Playhead(Moment start)
    : m_now(start)
{
}

Moment Playhead::now() const
{
    const std::lock_guard lock(m_mutex);
    return m_now;
}

void Playhead::moveTo(Moment moment)
{
    const std::lock_guard lock(m_mutex);
    m_now = moment;
}
} // namespace signalbox
