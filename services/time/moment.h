// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>

namespace signalbox
{
/// The engine's own time line: milliseconds that never step, suspended time included (CLOCK_BOOTTIME). It starts near
/// the wall clock and differs from it by what the machine's clock was stepped since; a Timeline turns one into the
/// other.
struct EngineTimeline {
    using rep = std::int64_t;
    using period = std::milli;
    using duration = std::chrono::milliseconds;
    using time_point = std::chrono::time_point<EngineTimeline>;
    static constexpr bool is_steady = true;
};

/// When something was, on the engine's time line. Ages are differences of moments.
using Moment = EngineTimeline::time_point;

/// What a clock on the wall (UTC) showed: a label to read, never to compute ages with.
using WallTime = std::chrono::sys_time<std::chrono::milliseconds>;

using Milliseconds = std::chrono::milliseconds;
} // namespace signalbox
