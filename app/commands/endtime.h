// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <estate/problem.h>
#include <time/moment.h>

namespace signalbox
{
/// When something is to end: so long from now ("30m", "2h", "3d"), at that time of day next ("09:00", local time), or
/// then (ISO 8601; without a zone: local time). `option` is named in the Problem where it is none of these, or past.
Expected<WallTime> endTimeFrom(const std::string &option, const QString &text, WallTime now);
} // namespace signalbox
