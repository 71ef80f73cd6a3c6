// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <commands/deskact.h>
#include <commands/endtime.h>
#include <time/clock.h>

namespace signalbox::commands::shelve
{
namespace
{
constexpr std::string_view whyOption = "why";
constexpr std::string_view forOption = "for";
constexpr std::string_view outOption = "out-of-service";

// A subject by its whole path, an alert by any part of its key.
Expected<std::string> aboutOf(const Picture &picture, const std::string &named)
{
    const auto slash = named.find('/');
    if (isSubjectPath(named) && picture.find({named.substr(0, slash), named.substr(slash + 1)}))
        return named;
    return oneOf(listedKeys(picture), named, "subject, and no alert that is raised");
}

Exit run(const Arguments &arguments, Terminal &terminal)
{
    const auto desk = openDesk(arguments.value(estateOption.name), terminal);
    if (!desk)
        return refused(desk.error(), terminal);
    const auto about = aboutOf(*desk->picture, joinedOperands(arguments));
    if (!about)
        return refused(about.error(), terminal);
    Act act{
        arguments.has(outOption) ? Act::Kind::OutOfService : Act::Kind::Shelve, *about, arguments.value(whyOption), {}};
    if (arguments.has(forOption)) {
        const auto until =
            endTimeFrom("--for", QString::fromStdString(arguments.value(forOption)), readMachineClocks().wall);
        if (!until)
            return refused(until.error(), terminal);
        act.until = *until;
    }
    return carryOut(*desk, act, terminal);
}

constexpr CommandOption options[] = {
    {forOption, "TIME", "until when: 30m, 2h, 3d, 09:00; must be given"},
    {whyOption, "TEXT", "for whoever wonders later; must be given"},
    {outOption, "", "a subject is out of service: both may be left out"},
    estateOption,
};
} // namespace

extern const Command item;
const Command item{.name = "shelve",
                   .operands = "ALERT|SUBJECT",
                   .fewestOperands = 1,
                   .mostOperands = 8,
                   .options = options,
                   .summary = "Shelve alerts until a time, or take out of service",
                   .text = "ALERT is its key or a part that only one has; SUBJECT (kind/name) stands for\n"
                           "all its alerts, present and future. alerts counts what is shelved.",
                   .run = run};
} // namespace signalbox::commands::shelve
