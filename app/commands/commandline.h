// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <commands/command.h>

namespace signalbox
{
/// Finds the command, checks its options and runs it. `words` is what was typed after the program's name. Also answers
/// --help, --version and what nobody could mean.
Exit runCommandLine(const QStringList &words, Terminal &terminal);

/// The help of one command, or of the program without one: generated from the table.
void printHelp(const Command *command, std::ostream &out);

/// The command of that name; null, and a line with the nearest one, where there is none.
const Command *findCommand(const std::string &name, std::ostream &err);
} // namespace signalbox
