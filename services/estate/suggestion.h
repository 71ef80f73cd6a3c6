// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace signalbox
{
/// The candidate that a person most likely meant by `word`: the nearest by insertions, deletions, replacements and
/// swaps of neighbours, no further away than a third of the word (at least 1, at most 3); empty where none is near. The
/// first of equals.
std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates);

/// `; did you mean "web1"?`, or nothing where no candidate is near.
std::string didYouMean(std::string_view word, std::span<const std::string_view> candidates);
} // namespace signalbox
