// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace signalbox
{
/// Takes the next word off the front, and the blanks and tabs before it; empty at the end.
std::string_view takeWord(std::string_view &text);
} // namespace signalbox
