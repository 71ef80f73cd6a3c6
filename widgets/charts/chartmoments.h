// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <charts/chartcontent.h>

namespace signalbox
{
/// Every shown moment of which something is known, of whatever line, or at which something changed; in order.
std::vector<Moment> knownMoments(const ChartContent &content);

/// The mark nearest to that moment, as far as a hand can point; or null.
const ChangeMark *markNear(const ChartContent &content, Moment moment);
} // namespace signalbox
