// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>

#include <attaching/linkmessage.h>

namespace signalbox
{
/// How much may be on the way to a desk: what it heard in the last second, at least link::window. Buffers on the way
/// take more, and minutes of a slow line would lie in them.
class LineWindow
{
public:
    void push(std::uint64_t bytes) { m_pushed += bytes; }
    /// The desk says that so many bytes have come in all; outside data.
    void hear(std::uint64_t bytes) { m_heard = std::clamp(bytes, m_heard, m_pushed); }
    /// To be called often, with the time.
    void measure(Milliseconds now)
    {
        if (now < m_nextMeasure)
            return;
        m_nextMeasure = now + std::chrono::seconds(1);
        m_most = std::max<std::uint64_t>(link::window, m_heard - m_heardBefore);
        m_heardBefore = m_heard;
    }
    [[nodiscard]] bool isFull() const { return m_pushed - m_heard >= m_most; }

private:
    std::uint64_t m_pushed = 0; ///< bytes, in all
    std::uint64_t m_heard = 0;  ///< of them
    std::uint64_t m_most = link::window;
    std::uint64_t m_heardBefore = 0; ///< when it was measured last
    Milliseconds m_nextMeasure{};
};
} // namespace signalbox
