// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace signalbox
{
/// The script of verbs for hosts, as it is installed there.
std::string_view hostScript();

/// The version that a host's must at least have: what it says to "hello" as "signalbox-host VERSION".
inline constexpr int hostScriptVersion = 1;
} // namespace signalbox
