// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <QString>

#include <recording/recording.h>

namespace signalbox
{
/// The moment of a time as somebody typed it after --OPTION: 2026-11-21T04:30:00Z, or 04:30 or 04:30:15 of the last day
/// before the recording's end.
Expected<Moment> recordedMoment(const Recording &recording, const Extent &extent, const std::string &option,
                                const QString &time);

/// What the wall clock showed at that moment.
Expected<WallTime> recordedWall(const Recording &recording, const Extent &extent, Moment moment);
} // namespace signalbox
