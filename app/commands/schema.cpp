// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ostream>

#include <commands/command.h>
#include <estate/estatereader.h>

namespace signalbox::commands::schema
{
namespace
{
Exit run(const Arguments &, Terminal &terminal)
{
    terminal.out << estateSchema();
    return Exit::Done;
}
} // namespace

extern const Command item;
const Command item{.name = "schema",
                   .operands = {},
                   .options = {},
                   .summary = "The JSON Schema of the estate file",
                   .text = "For editors: with it they complete the file and check it while it is written.",
                   .run = run};
} // namespace signalbox::commands::schema
