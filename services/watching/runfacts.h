// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include <actions/runledger.h>
#include <watching/engine.h>

namespace signalbox
{
/// What the journal's rows say of runs, as facts about their targets: signalbox_run_waiting{run} (1: nothing goes on
/// before a person says so) and signalbox_run_state{run}, why. Folds the rows into the ledger. To be called before the
/// engine completes the frame.
void addRunFacts(Engine &engine, Frame &frame, RunLedger &ledger, std::span<const JournalRow> rows);
} // namespace signalbox
