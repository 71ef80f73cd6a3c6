// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <actions/action.h>

namespace signalbox
{
/// Whether there is somebody to carry it out who can: C1, C2, C5, C7 and C14. Pure.
Guard canBeCarriedOut(const Situation &situation);                    ///< C1
Guard isSomebodys(const Situation &situation);                        ///< C2
Guard isOfOneEstate(const Situation &situation);                      ///< C5
Guard canBeWrittenDown(const Situation &situation);                   ///< C7
Guard commandsAreReady(const Plan &plan, const Situation &situation); ///< C14
} // namespace signalbox
