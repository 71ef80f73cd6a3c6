// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <commands/actingdesk.h>

namespace signalbox
{
/// Prints what the journal says of a run, line by line, until it is over or waits for a person; the exit of that. The
/// first Ctrl+C stops the run before its next step, a second one ends the following.
Exit followRun(const ActingDesk &desk, const std::string &run, Terminal &terminal);

/// Prints the plan, opens its gate, writes the confirmation and follows the run; the exit of that.
Exit actOn(const ActingDesk &desk, const Request &request, const Arguments &arguments, Terminal &terminal);

/// Writes an event of a person's into the journal, as an act.
Expected<std::uint64_t> tell(const ActingDesk &desk, const RunEvent &event);
} // namespace signalbox
