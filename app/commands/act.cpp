// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <commands/gatedialogue.h>
#include <commands/runfollowing.h>

namespace signalbox::commands::act
{
namespace
{
Exit run(const Arguments &arguments, Terminal &terminal)
{
    const auto desk = ActingDesk::open(arguments.value(estateOption.name), true, terminal);
    if (!desk)
        return refused(desk.error(), terminal);
    const Expected<Request> request = requestOf((*desk)->picture(), arguments.operands);
    if (!request)
        return refused(request.error(), terminal);
    return actOn(**desk, *request, arguments, terminal);
}

constexpr CommandOption options[] = {whyGateOption, confirmOption,  nameOption,  countOption,
                                     tickOption,    overrideOption, estateOption};
} // namespace

extern const Command item;
const Command item{.name = "act",
                   .operands = "ACTION TARGET... [KEY=VALUE...]",
                   .fewestOperands = 2,
                   .mostOperands = 200,
                   .options = options,
                   .summary = "Do something: plan, gate and run, as in the window",
                   .text = "The watch carries it out, and goes on when this terminal is closed; where\n"
                           "nobody watches, this does. Ends with 0 when done, with 2 when a guard or the\n"
                           "gate is in the way, with 3 when it waits for a decision (see signalboxctl\n"
                           "runs), with 4 when it was undone or left.",
                   .run = run};
} // namespace signalbox::commands::act
