// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <time/moment.h>

namespace signalbox::rules
{
/// A share as whole per cent, rounded down: 0.859 is "85 %".
std::string percentText(double share);
/// "web1, web2, web3 and 9 more"; at most `most` of them by name.
std::string someOf(const std::vector<std::string> &names, std::size_t most);
/// The day in UTC: "2026-12-04".
std::string dateText(WallTime wall);
} // namespace signalbox::rules
