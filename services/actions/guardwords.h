// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <actions/plan.h>
#include <estate/estate.h>

namespace signalbox
{
/// A guard that nobody has answered yet: Unknown.
Guard guardAsking(std::string id, GuardClass guardClass, std::string title);
/// The same with its answer.
Guard answered(Guard guard, Guard::Verdict verdict, std::string value);
/// With what it must be, and the key of `interlock` that says so, or that nobody did.
Guard limited(Guard guard, std::string threshold, const char *key, bool isDefault);

/// "3 targets", "1 target".
std::string counted(std::size_t count, const std::string &noun);
/// "2026-11-27 04:31 UTC".
std::string minuteText(WallTime wall);
/// 1,214,000 as "1,214,000".
std::string groupedText(std::uint64_t number);
} // namespace signalbox
