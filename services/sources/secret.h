// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <estate/problem.h>

namespace signalbox
{
/// Larger secrets are none; bytes.
constexpr std::size_t longestSecret = 16 * 1024;

/// The secret of that name: "file:/PATH", which nobody but its owner may read or write, or "env:NAME". Without the line
/// end at its end. The Problem never holds what was read.
Expected<std::string> secretOf(const std::string &name);
} // namespace signalbox
