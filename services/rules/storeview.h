// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <rules/rule.h>
#include <stores/storestanding.h>

namespace signalbox::rules
{
/// How the store stands that a rule looks at; nothing where nobody says anything of it. The rule reads storeMetrics().
std::optional<StoreStanding> storeOf(const SubjectView &view);
/// That verdict, and when it may differ without any new fact.
Verdict withRecheck(const SubjectView &view, const StoreStanding &store, std::vector<Finding> findings);
} // namespace signalbox::rules
