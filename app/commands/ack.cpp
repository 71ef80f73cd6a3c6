// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <commands/acksilence.h>
#include <commands/deskact.h>
#include <commands/endtime.h>
#include <commands/gatedialogue.h>
#include <commands/runfollowing.h>
#include <time/clock.h>

namespace signalbox::commands::ack
{
namespace
{
constexpr std::string_view whyOption = "why";
constexpr std::string_view untilOption = "until";
constexpr std::string_view undoOption = "undo";
constexpr std::string_view silenceOption = "silence";

Exit silence(const Arguments &arguments, const std::string &alert, Terminal &terminal)
{
    const auto desk = ActingDesk::open(arguments.value(estateOption.name), true, terminal);
    if (!desk)
        return refused(desk.error(), terminal);
    const auto request =
        silenceOf((*desk)->picture(), alert, arguments.value(silenceOption), arguments.value(whyOption));
    if (!request)
        return refused(request.error(), terminal);
    return actOn(**desk, *request, arguments, terminal);
}

Exit run(const Arguments &arguments, Terminal &terminal)
{
    const auto desk = openDesk(arguments.value(estateOption.name), terminal);
    if (!desk)
        return refused(desk.error(), terminal);
    const auto alert = oneOf(listedKeys(*desk->picture), joinedOperands(arguments), "alert that is raised");
    if (!alert)
        return refused(alert.error(), terminal);
    Act act{arguments.has(undoOption) ? Act::Kind::Unacknowledge : Act::Kind::Acknowledge,
            *alert,
            arguments.value(whyOption),
            {}};
    if (arguments.has(untilOption)) {
        const auto until =
            endTimeFrom("--until", QString::fromStdString(arguments.value(untilOption)), readMachineClocks().wall);
        if (!until)
            return refused(until.error(), terminal);
        act.until = *until;
    }
    const Exit acknowledged = carryOut(*desk, act, terminal);
    if (acknowledged != Exit::Done || !arguments.has(silenceOption))
        return acknowledged;
    return silence(arguments, *alert, terminal);
}

constexpr CommandOption options[] = {
    {whyOption, "TEXT", "what you know, or do about it"},
    {untilOption, "TIME", "only so long: 30m, 2h, 09:00"},
    {undoOption, "", "take it back"},
    {silenceOption, "TIME", "and silence it in its Alertmanager: 2h, at most 7d"},
    confirmOption,
    nameOption,
    tickOption,
    overrideOption,
    estateOption,
};
} // namespace

extern const Command item;
const Command item{.name = "ack",
                   .operands = "ALERT",
                   .fewestOperands = 1,
                   .mostOperands = 8,
                   .options = options,
                   .summary = "Acknowledge an alert: you have it",
                   .text = "ALERT is its key, \"rule kind/name{labels}\", or a part that only one has. It\n"
                           "holds for as long as the alert lasts and gets no worse. With --silence it\n"
                           "goes on as signalboxctl act silence: plan, gate and run.",
                   .run = run};
} // namespace signalbox::commands::ack
