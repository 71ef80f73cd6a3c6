// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

#include <actions/runledger.h>

namespace signalbox
{
/// All runs and holds as of a row of the journal: a value that threads share.
using RunsPtr = std::shared_ptr<const RunLedger>;

/// Reads the runs of a journal, each time only the rows that are new. Blocking; one thread at a time.
class RunReader
{
public:
    /// The journal's file, which need not be there yet: then nobody has done anything.
    explicit RunReader(std::string journal);
    /// Never null; the same value again where nothing about runs is new.
    Expected<RunsPtr> read();

private:
    std::string m_journal;
    RunLedger m_ledger;
    RunsPtr m_given;
};

/// Rows about runs say what happened as a sentence instead of as JSON; others stay. To be done off the GUI's thread.
void tellRuns(std::vector<JournalRow> &rows);
} // namespace signalbox
