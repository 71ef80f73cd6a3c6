// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <models/linehistory.h>
#include <models/whatchanged.h>

namespace signalbox
{
/// A made-up past for any line of a demo picture, ending in what the picture holds: waves, a hole in the recording, and
/// nothing after the sample's own moment. What lies more than `recorded` before the picture was told of later.
LineHistory demoLine(const Picture &picture, const LineQuestion &question,
                     Milliseconds recorded = std::chrono::hours(1000));

/// A made-up night of changes up to the picture: many kernels at once, a restart, a subject gone, a hole.
ChangesSince demoChanges(const Picture &picture, Moment since);
} // namespace signalbox
