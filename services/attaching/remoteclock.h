// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <mutex>

#include <time/clock.h>

namespace signalbox
{
/// The time of a watch on another machine, from what it says of it and from how this machine's time goes on. What
/// arrives late makes it late, never early; the least late of what was said lately counts. It goes on while nothing
/// arrives, so that what is shown grows old.
class RemoteClock final : public Clock
{
public:
    explicit RemoteClock(std::function<MachineReading()> read = readMachineClocks);
    /// Before anything was said: a copy ends at `last`, and this machine's wall clock tells how long ago that is by the
    /// anchor that held then. It may be wrong by as much as the two machines' clocks differ, but what is old is not
    /// shown as new. Any thread.
    void begin(Moment last, const Anchor &anchor);
    /// The watch said: it is now `moment`, and its wall shows `wall`. Any thread.
    void hear(Moment moment, WallTime wall);
    [[nodiscard]] Moment now() const override;
    /// How far the watch's wall is ahead of this machine's; zero before anything was said.
    [[nodiscard]] Milliseconds wallAhead() const;

private:
    std::function<MachineReading()> m_read;
    mutable std::mutex m_mutex;
    Milliseconds m_offset{};     ///< of the watch's time line from this machine's CLOCK_BOOTTIME
    Milliseconds m_nextOffset{}; ///< the best since then
    Milliseconds m_renewed{};    ///< when m_nextOffset became m_offset, by CLOCK_BOOTTIME
    Milliseconds m_wallAhead{};
    mutable Moment m_last{};
    bool m_isHeard = false;
};
} // namespace signalbox
