// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <commands/deskact.h>
#include <commands/endtime.h>
#include <time/clock.h>

namespace signalbox::commands
{
namespace
{
constexpr std::string_view whyOption = "why";
constexpr std::string_view untilOption = "until";
constexpr std::string_view undoOption = "undo";

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
    return carryOut(*desk, act, terminal);
}

constexpr CommandOption options[] = {
    {whyOption, "TEXT", "what you know, or do about it"},
    {untilOption, "TIME", "only so long: 30m, 2h, 09:00"},
    {undoOption, "", "take it back"},
    estateOption,
};
} // namespace

extern const Command ack;
const Command ack{.name = "ack",
                  .operands = "ALERT",
                  .fewestOperands = 1,
                  .mostOperands = 8,
                  .options = options,
                  .summary = "Acknowledge an alert: you have it",
                  .text = "ALERT is its key, \"rule kind/name{labels}\", or a part that only one has. It\n"
                          "holds for as long as the alert lasts and gets no worse.",
                  .run = run};
} // namespace signalbox::commands
