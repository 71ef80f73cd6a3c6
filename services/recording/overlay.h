// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include <recording/recording.h>

namespace signalbox
{
/// Lays one answer over a series' history: of what earlier answers said within its span nothing is left. Only points
/// before `begin` (the series' first fact; nothing: there is none) and within [from, to] are taken.
void overlayEarlier(const Earlier &answer, std::optional<Moment> begin, Moment from, Moment to,
                    std::vector<HistoryPoint> &points);
} // namespace signalbox
