// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string_view>

#include <QTimer>

#include <time/clock.h>

namespace signalbox
{
/// Calls at its places on the grid of an interval (see schedule), for the first time soon after it was made. One
/// thread, whose event loop drives it.
class Cadence
{
public:
    /// The place follows from `name`. `questions`: how many others begin at the same time. `clock` outlives it.
    Cadence(std::string_view name, std::size_t questions, Milliseconds interval, const Clock &clock,
            std::function<void()> tick);

private:
    QTimer m_timer;
};
} // namespace signalbox
