// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ostream>

#include <QEventLoop>
#include <QTimer>

#include <commands/deskact.h>
#include <estate/plaintext.h>
#include <paging/pagenote.h>
#include <time/clock.h>
#include <watching/estatelock.h>
#include <watching/statefolder.h>

namespace signalbox::commands::page
{
namespace
{
constexpr std::string_view testOption = "test";
constexpr Milliseconds spare = std::chrono::seconds(10); // for the watch to see it, and to note what became of it
constexpr int lookEveryMs = 100;

// What became of the test that was asked for in row `asked`; nothing: not yet.
Expected<std::optional<PageNote>> outcomeOf(const JournalReader &journal, std::uint64_t asked, const std::string &path)
{
    const auto rows = journal.rows(asked);
    if (!rows)
        return tl::unexpected(rows.error());
    for (const JournalRow &row : *rows) {
        const auto note = pageNoteOf(row);
        if (note && isTest(*note) && note->matter == path && note->kind != PageNote::Kind::Intended)
            return note;
    }
    return std::optional<PageNote>();
}

Exit tell(const PageNote &note, Terminal &terminal)
{
    const bool isSent = note.kind == PageNote::Kind::Sent;
    const bool isUnknown = note.kind == PageNote::Kind::Unknown;
    terminal.out << note.pager << ": "
                 << (isSent      ? "the pager took the test page"
                     : isUnknown ? "whether the test page arrived is not known: "
                                 : "failed: ")
                 << harmless(note.words) << '\n';
    return isSent ? Exit::Done : isUnknown ? Exit::Unknown : Exit::Failed;
}

Exit await(const std::string &path, const PagerDeclaration &pager, std::uint64_t asked, const std::string &journalPath,
           Terminal &terminal)
{
    const auto journal = openJournal(journalPath);
    if (!journal)
        return refused(journal.error(), terminal, Exit::Failed);
    const Milliseconds until = readMachineClocks().sinceBoot + pager.deadline + spare;
    while (readMachineClocks().sinceBoot < until) {
        const auto outcome = outcomeOf(**journal, asked, path);
        if (!outcome)
            return refused(outcome.error(), terminal, Exit::Failed);
        if (*outcome)
            return tell(**outcome, terminal);
        QEventLoop pause;
        QTimer::singleShot(lookEveryMs, &pause, &QEventLoop::quit);
        pause.exec();
    }
    terminal.err << "signalboxctl: the watch has not said what became of it\n";
    return Exit::Unknown;
}

// The watch sends it, since it is the watch that must be able to.
Exit run(const Arguments &arguments, Terminal &terminal)
{
    if (!arguments.has(testOption))
        return refused({{}, "page needs --test PAGER", "Alerts are paged by the watch, by themselves"}, terminal);
    const auto desk = openDesk(arguments.value(estateOption.name), terminal);
    if (!desk)
        return refused(desk.error(), terminal);
    const Paging &paging = desk->picture->estate->paging;
    std::vector<std::string> names;
    for (const PagerDeclaration &each : paging.pagers)
        names.push_back(each.name);
    const auto name = oneOf(names, arguments.value(testOption), "pager");
    if (!name)
        return refused(name.error(), terminal);
    if (!EstateLock::isHeld(desk->past.path))
        return refused(
            {{}, "nobody watches this estate now, so nobody would send the test page", "Start signalboxctl watch"},
            terminal, Exit::Failed);
    const Act act{Act::Kind::TestPage, Subject{std::string(pagerKind), *name}.path(), {}, {}};
    const auto row = rowOf(act, thisPerson(), readMachineClocks().wall);
    const std::string journalPath = journalBeside(desk->past.path);
    const auto journal = row ? Journal::open(journalPath) : tl::unexpected(row.error());
    const auto number = journal ? (*journal)->append(*row) : tl::unexpected(journal.error());
    if (!number)
        return refused(number.error(), terminal, Exit::Failed);
    return await(act.about, *paging.pager(*name), *number, journalPath, terminal);
}

constexpr CommandOption options[] = {
    {testOption, "PAGER", "send a test page by it, and wait for its outcome"},
    estateOption,
};
} // namespace

extern const Command item;
const Command item{.name = "page",
                   .operands = "",
                   .options = options,
                   .summary = "Try a pager: the watch sends a test page",
                   .text = "Ends with 0 when the pager took it, with 4 when it failed, with 3 when that\n"
                           "is not known. Whether a person saw it only they can say.",
                   .run = run};
} // namespace signalbox::commands::page
