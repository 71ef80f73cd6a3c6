// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace signalbox::rules
{
/// Whether a kernel's release (uname -r: "2.6.32-5-amd64", "6.1.0") is older than a version ("2.6.32.50"). What follows
/// the numbers and dots at its beginning is a distribution's own and not compared; missing numbers are 0.
bool isOlderKernel(std::string_view release, std::string_view version);
} // namespace signalbox::rules
