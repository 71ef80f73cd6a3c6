// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

#include <time/moment.h>

namespace signalbox
{
/// When to ask. Pure; the same name gives the same places on every machine and after every restart.
namespace schedule
{
/// Where in its interval a target is asked: 0 ≤ phase < interval, spread evenly over names.
Milliseconds phase(std::string_view name, Milliseconds interval);
/// How long to wait before the first question: at once where targets are few, 2 ms for each of them where they are
/// many, but never longer than the interval.
Milliseconds firstWait(std::string_view name, std::size_t targets, Milliseconds interval);
/// How long to wait from `now` for the target's next place on the grid of its interval: at least half an interval (so
/// that a timer that fires early does not ask twice) and less than one and a half.
Milliseconds nextWait(Moment now, Milliseconds phase, Milliseconds interval);
/// A target that cost time or traffic for nothing `failures` times in a row is asked at every n-th place only: 1, later
/// 2, at most 4. It is said to be down at each place all the same.
std::uint32_t everyNth(std::uint32_t failures);
} // namespace schedule
} // namespace signalbox
