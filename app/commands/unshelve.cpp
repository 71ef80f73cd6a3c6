// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <commands/deskact.h>

namespace signalbox::commands::unshelve
{
namespace
{
constexpr std::string_view whyOption = "why";

Exit run(const Arguments &arguments, Terminal &terminal)
{
    const auto desk = openDesk(arguments.value(estateOption.name), terminal);
    if (!desk)
        return refused(desk.error(), terminal);
    std::vector<std::string> abouts;
    for (const SuppressionSet &set : *desk->picture->suppressions) {
        if (abouts.empty() || abouts.back() != set.about)
            abouts.push_back(set.about);
    }
    const auto about = oneOf(abouts, joinedOperands(arguments), "thing that is shelved or out of service");
    if (!about)
        return refused(about.error(), terminal);
    Exit exit = Exit::Done;
    for (const SuppressionSet &set : *desk->picture->suppressions) {
        if (set.about != *about || exit != Exit::Done)
            continue;
        const bool isShelved = set.kind == SuppressionSet::Kind::Shelved;
        exit = carryOut(
            *desk, {isShelved ? Act::Kind::Unshelve : Act::Kind::BackInService, *about, arguments.value(whyOption), {}},
            terminal);
    }
    return exit;
}

constexpr CommandOption options[] = {
    {whyOption, "TEXT", "for whoever wonders later"},
    estateOption,
};
} // namespace

extern const Command item;
const Command item{.name = "unshelve",
                   .operands = "ALERT|SUBJECT",
                   .fewestOperands = 1,
                   .mostOperands = 8,
                   .options = options,
                   .summary = "Take off the shelf, or put back in service",
                   .text = "",
                   .run = run};
} // namespace signalbox::commands::unshelve
