// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <csignal>
#include <ostream>

#include <unistd.h>

#include <attaching/serving.h>
#include <commands/command.h>
#include <commands/deskact.h>

namespace signalbox::commands::serve
{
namespace
{
constexpr std::string_view stdioOption = "stdio";

Exit run(const Arguments &arguments, Terminal &terminal)
{
    if (!arguments.has(stdioOption))
        return refused({"serve", "speaks on standard input and output only", "Add --stdio; nothing listens on a port"},
                       terminal);
    if (::isatty(STDOUT_FILENO) != 0)
        return refused({"serve --stdio", "speaks with a desk, and this is a terminal",
                        "On your own machine, type signalbox ssh://HOST"},
                       terminal);
    const auto past = openPast(arguments.operand(0));
    if (!past)
        return refused(past.error(), terminal);
    std::signal(SIGPIPE, SIG_IGN); // a desk that has gone is the end of it, and no crash
    const auto served = signalbox::serve({past->path, STDIN_FILENO, STDOUT_FILENO, {}});
    return served ? Exit::Done : refused(served.error(), terminal, Exit::Failed);
}

constexpr CommandOption options[] = {
    {stdioOption, "", "speak on standard input and output"},
};
} // namespace

extern const Command item;
const Command item{.name = "serve",
                   .operands = "[ESTATE]",
                   .mostOperands = 1,
                   .options = options,
                   .summary = "Tell a desk what is recorded here",
                   .text = "signalbox ssh://HOST, and each command that is given ssh://HOST for an ESTATE,\n"
                           "start this on HOST with your own ssh. A key may be held to it by a forced\n"
                           "command, command=\"signalboxctl serve --stdio\" in authorized_keys.",
                   .run = run};
} // namespace signalbox::commands::serve
