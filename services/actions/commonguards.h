// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <actions/action.h>

namespace signalbox
{
/// What every action asks before anything is done: C1 to C8 and C10 to C18, in this order, for a plan that has its
/// steps and claims. Pure.
std::vector<Guard> commonGuards(const Plan &plan, const Situation &situation);
} // namespace signalbox
