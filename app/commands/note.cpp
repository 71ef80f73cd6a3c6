// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <commands/deskact.h>

namespace signalbox::commands::note
{
namespace
{
constexpr std::string_view aboutOption = "about";
constexpr std::string_view changeOption = "change";

Exit run(const Arguments &arguments, Terminal &terminal)
{
    const auto desk = openDesk(arguments.value(estateOption.name), terminal);
    if (!desk)
        return refused(desk.error(), terminal);
    Act act{arguments.has(changeOption) ? Act::Kind::ChangeMark : Act::Kind::Note, {}, joinedOperands(arguments), {}};
    const std::string named = arguments.value(aboutOption);
    if (isSubjectPath(named)) {
        act.about = named; // it may be one that nothing was ever recorded of
    } else if (arguments.has(aboutOption)) {
        const auto alert = oneOf(listedKeys(*desk->picture), named, "subject, and no alert that is raised");
        if (!alert)
            return refused(alert.error(), terminal);
        act.about = *alert;
    }
    return carryOut(*desk, act, terminal);
}

constexpr CommandOption options[] = {
    {aboutOption, "ALERT", "what it is about: an alert, or a subject kind/name"},
    {changeOption, "", "from here on something is different"},
    estateOption,
};
} // namespace

extern const Command item;
const Command item{.name = "note",
                   .operands = "TEXT",
                   .fewestOperands = 1,
                   .mostOperands = 500,
                   .options = options,
                   .summary = "Write something into the journal",
                   .text = "",
                   .run = run};
} // namespace signalbox::commands::note
