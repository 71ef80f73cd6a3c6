// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <actions/action.h>

namespace signalbox
{
/// What may be hurt by a runbook: the sum of its `at_risk` over the targets, their members and what depends on them, in
/// words. Rounded to two digits ("about 1,200 running machines"), since it is part of what is confirmed and must not
/// become another plan with every machine that is started. What is not known is named. Empty where nothing is counted.
std::string atRiskOf(const Runbook &runbook, const std::vector<Subject> &targets, const Picture &picture);
} // namespace signalbox
