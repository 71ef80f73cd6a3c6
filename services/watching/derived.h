// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <watching/engine.h>

namespace signalbox
{
/// Adds facts that were made of others to a frame that has its facts, and declares there what the numbering has new.
/// What a source says itself goes first.
void addDerived(Engine &engine, Frame &frame, const std::vector<Fact> &derived);
} // namespace signalbox
