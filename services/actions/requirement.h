// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <actions/action.h>

namespace signalbox
{
/// A requirement of a runbook, asked for these targets: one guard, decided by the worst of all that it is about, which
/// its value names. No value, text, NaN, what is stale or older than allowed, and a break in the record within `for`
/// are Unknown.
Guard guardOf(const Requirement &requirement, const Runbook &runbook, const std::vector<Subject> &targets,
              const Situation &situation);
} // namespace signalbox
