// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include <watching/engine.h>

namespace signalbox
{
/// What the journal's rows say of pagers and heartbeats, as facts about them: page_up (1: the last attempt reached it),
/// page_error (why not) and page_last_success_timestamp_seconds. How often they are to prove themselves is the
/// interval, so one that did not grows late and stale as any value does. To be called before the engine completes the
/// frame.
void addPageFacts(Engine &engine, Frame &frame, std::span<const JournalRow> rows);
} // namespace signalbox
