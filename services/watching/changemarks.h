// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include <watching/engine.h>

namespace signalbox
{
/// Adds the change marks among the journal's rows to a frame that has all its facts: as text facts of the subject that
/// they are about, or of the estate as a whole, so that a replay draws them too. What several rows of one tick say
/// about one subject becomes one text.
void addChangeMarks(Engine &engine, Frame &frame, std::span<const JournalRow> rows);
} // namespace signalbox
