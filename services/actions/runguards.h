// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <actions/action.h>

namespace signalbox
{
/// What other people do, and did, at the same place: C4, C10 and C18. Pure.
Guard nobodyElseHasIt(const Plan &plan, const Situation &situation);           ///< C4
Guard hasCooledDown(const Plan &plan, const Situation &situation);             ///< C10
Guard nothingRelatedIsUnsettled(const Plan &plan, const Situation &situation); ///< C18
} // namespace signalbox
