// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace signalbox
{
/// The base unit that a metric's name tells by Prometheus' naming rules: "seconds", "bytes", "ratio" …; empty where it
/// tells none. Counts (…_total without a unit, …_bucket, …_count) have none.
std::string_view unitOf(std::string_view metric);

/// Whether `metric` is one of `patterns` (metric names; a final * stands for any ending). No patterns: everything is.
bool isKept(std::string_view metric, std::span<const std::string> patterns);

/// Outside text made fit to be kept and shown: valid UTF-8 (what is not becomes U+FFFD), control characters as spaces,
/// at most `limit` bytes, cut between characters.
std::string wellFormed(std::string_view outside, std::size_t limit = 300);
} // namespace signalbox
