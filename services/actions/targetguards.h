// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <actions/action.h>

namespace signalbox
{
/// What the estate and the picture say of the targets: C3, C6, C11 to C13 and C15 to C17. Pure.
Guard targetsAreDeclared(const Plan &plan, const Situation &situation);    ///< C3
Guard clocksAgree(const Plan &plan, const Situation &situation);           ///< C6
Guard isSmallEnough(const Plan &plan, const Situation &situation);         ///< C11
Guard mayBeActedOn(const Plan &plan, const Situation &situation);          ///< C12
Guard isNotWorkedOn(const Plan &plan, const Situation &situation);         ///< C13
Guard canBeUndone(const Plan &plan);                                       ///< C15
Guard leavesTheConsoleAlone(const Plan &plan, const Situation &situation); ///< C16
Guard dependantsAreKnown(const Plan &plan, const Situation &situation);    ///< C17
} // namespace signalbox
