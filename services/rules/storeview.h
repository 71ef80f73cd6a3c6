// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <rules/rule.h>
#include <stores/storestanding.h>

namespace signalbox::rules
{
/// What of a rule about stores is its own: findings of how a store stands, where the clock on the wall shows `wall`. It
/// may differ then without any new fact at StoreStanding::mayChangeAt. The rule reads storeMetrics().
using StoreJudge = std::vector<Finding> (*)(const StoreStanding &store, const Estate &estate, WallTime wall);

/// Judges the store that the rule looks at, again once its standing may differ without any new fact; nothing where
/// nobody says anything of it.
Verdict judgeStore(const SubjectView &view, StoreJudge judge);
} // namespace signalbox::rules
