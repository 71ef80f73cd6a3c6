// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>

#include <story/story.h>

namespace signalbox
{
/// The estate of tellAnything, as YAML.
std::string anyEstate();

/// Tells ticks in which anything may happen that a rule reads: values around its limits and absurd ones, silence,
/// things that are gone, days without a word, a clock that is stepped. `told` is called after each tick.
void tellAnything(Story &story, std::uint32_t seed, int ticks, const std::function<void()> &told);
} // namespace signalbox
