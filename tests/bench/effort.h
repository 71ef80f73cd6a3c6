// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace signalbox::bench
{
/// CPU time of this process, kernel included, in milliseconds: a loaded machine stretches it less than the time on the
/// wall.
double cpuMilliseconds();
/// Time on the wall since some moment, in milliseconds, for what only the wall can tell.
double wallMilliseconds();

/// What a share of all values (0 to 1) is not above.
double percentile(std::vector<double> values, double share);
} // namespace signalbox::bench
