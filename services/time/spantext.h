// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <time/moment.h>

namespace signalbox
{
/// "0 s", "42 s", "3 min 20 s", "2 d 3 h": two units at most, the last one cut; below zero "0 s".
std::string spanText(Milliseconds span);
} // namespace signalbox
