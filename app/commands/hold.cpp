// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ostream>

#include <commands/actingdesk.h>
#include <commands/endtime.h>
#include <estate/plaintext.h>
#include <watching/statefolder.h>

namespace signalbox::commands::hold
{
namespace
{
constexpr CommandOption untilOption{"until", "TIME", "how long: 30m, 2h, 09:00"};
constexpr CommandOption whyOption{"why", "TEXT", "what you do there"};
constexpr CommandOption releaseOption{"release", "", "it is done; of somebody else's with --why"};

Expected<Act> actFrom(const Arguments &arguments, const std::string &path)
{
    if (arguments.has(releaseOption.name))
        return Act{Act::Kind::Release, path, arguments.value(whyOption.name), {}};
    if (!arguments.has(untilOption.name))
        return tl::unexpected(Problem{{}, "hold needs an end", "Say it with --until, such as --until 2h"});
    const auto until =
        endTimeFrom("--until", QString::fromStdString(arguments.value(untilOption.name)), readMachineClocks().wall);
    if (!until)
        return tl::unexpected(until.error());
    return Act{Act::Kind::Hold, path, arguments.value(whyOption.name), *until};
}

std::optional<Claim> othersHold(const DeskActs &desk, const std::string &path)
{
    RunLedger ledger;
    const auto rows = journalRows(journalBeside(desk.past.path));
    for (const JournalRow &row : rows.value_or(std::vector<JournalRow>()))
        ledger.fold(row);
    return ledger.holder({path}, readMachineClocks().wall, thisPerson());
}

bool mayTakeOver(const Arguments &arguments)
{
    return arguments.has(releaseOption.name) && !arguments.value(whyOption.name).empty();
}

Exit run(const Arguments &arguments, Terminal &terminal)
{
    const auto desk = openDesk(arguments.value(estateOption.name), terminal);
    if (!desk)
        return refused(desk.error(), terminal);
    const std::string &typed = arguments.operands.front();
    const std::string path = typed.find('/') == std::string::npos ? "host/" + typed : typed;
    std::vector<std::string> known;
    for (const Declared &each : desk->picture->estate->subjects)
        known.push_back(each.subject.path());
    const auto subject = oneOf(known, path, "subject of the estate");
    if (!subject)
        return refused(subject.error(), terminal);
    if (const auto other = othersHold(*desk, *subject); other && !mayTakeOver(arguments))
        return refused({{}, other->sentence(), "Ask them, or end it with --release and --why"}, terminal,
                       Exit::Blocked);
    const Expected<Act> act = actFrom(arguments, *subject);
    return act ? carryOut(*desk, *act, terminal) : refused(act.error(), terminal);
}

constexpr CommandOption options[] = {untilOption, whyOption, releaseOption, estateOption};
} // namespace

extern const Command item;
const Command item{.name = "hold",
                   .operands = "SUBJECT",
                   .fewestOperands = 1,
                   .mostOperands = 1,
                   .options = options,
                   .summary = "Claim a subject for work by hand",
                   .text = "Until then nobody else acts on it from Signalbox. signalboxctl runs lists what\n"
                           "is held.",
                   .run = run};
} // namespace signalbox::commands::hold
