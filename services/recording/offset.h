// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <recording/bytes.h>
#include <time/moment.h>

namespace signalbox
{
/// Milliseconds from one moment to another, and back; any two moments have an offset, hostile ones too.
constexpr std::int64_t offsetBetween(Moment from, Moment to)
{
    return wrappingDifference(to.time_since_epoch().count(), from.time_since_epoch().count());
}
constexpr Moment later(Moment moment, std::int64_t offset)
{
    return Moment(Milliseconds(wrappingSum(moment.time_since_epoch().count(), offset)));
}
} // namespace signalbox
