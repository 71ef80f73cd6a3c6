// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QStringList>

#include <actions/gate.h>
#include <models/state.h>

namespace signalbox
{
/// How a guard is drawn; nothing for what only tells, or is told by the watch later. What is not known is never Ok.
std::optional<State> stateOf(const Guard &guard);
/// "passes", "blocks", "warns", "not known" …
QString wordOf(const Guard &guard);

/// What a person does at that gate: "press", "hold for 2 s", "type the name", "type name and count".
QString wordOf(GateLevel gate);

/// "load balancer weight: 100 → 0"; the last line counts those that are left out.
QStringList differenceLines(const Plan &plan, int most);

/// What is to be known of a plan beside its title: how many targets, who is at risk, whether it can be undone, how long
/// it is watched, and the beginning of its hash.
QString planDetail(const Plan &plan);

/// What somebody answered to the guards of a plan: "overridden: TITLE: VALUE, since REASON". Whoever approves reads it.
QStringList answerLines(const Plan &plan, const Confirmation &confirmation);

/// "1 in the way, 1 not known, 2 to be ticked, 14 met": each only where there is one.
QString guardCounts(const std::vector<Guard> &guards);

/// Whether it stands in the way, and a reason would take it out of it.
bool isOverridable(const Guard &guard);
/// Whether it is a warning that has to be ticked.
bool isToTick(const Guard &guard);
} // namespace signalbox
