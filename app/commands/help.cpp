// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <commands/commandline.h>

namespace signalbox::commands::help
{
namespace
{
Exit run(const Arguments &arguments, Terminal &terminal)
{
    const Command *command = nullptr;
    if (!arguments.operands.empty()) {
        command = findCommand(arguments.operands.front(), terminal.err);
        if (!command)
            return Exit::BadInput;
    }
    printHelp(command, terminal.out);
    return Exit::Done;
}
} // namespace

extern const Command item;
const Command item{.name = "help",
                   .operands = "[COMMAND]",
                   .mostOperands = 1,
                   .options = {},
                   .summary = "What is there, or what a command does",
                   .text = {},
                   .run = run};
} // namespace signalbox::commands::help
