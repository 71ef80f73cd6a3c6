// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>
#include <ostream>

#include <QByteArray>
#include <QJsonDocument>
#include <QTimeZone>

#include <actions/runledger.h>
#include <commands/deskact.h>
#include <commands/jsonvalue.h>
#include <estate/plaintext.h>
#include <journal/heads.h>
#include <models/format.h>
#include <session/follower.h>
#include <watching/statefolder.h>

namespace signalbox::commands::journal
{
namespace
{
constexpr std::string_view toOption = "to";

/// A journal, and what is known of it elsewhere.
struct Known {
    std::string path;
    std::unique_ptr<const JournalReader> journal;
    std::string headsTo;    ///< as its estate says; may be empty
    std::uint64_t seen = 0; ///< the highest row that its recording has seen
};

Expected<Known> openKnown(const std::string &estateOrRecording, Terminal &terminal)
{
    const auto desk = openDesk(estateOrRecording, terminal);
    if (!desk)
        return tl::unexpected(desk.error());
    Known known{journalBeside(desk->past.path), {}, desk->picture->estate->headsTo, desk->past.extent.last.journal};
    auto journal = openJournal(known.path);
    if (!journal)
        return tl::unexpected(journal.error());
    known.journal = std::move(*journal);
    return known;
}

std::string timeOf(WallTime wall)
{
    return exactText(wall, QTimeZone::utc()).toStdString() + 'Z';
}

// What a row about a run says is data; a person reads a sentence of it.
std::string wordsOf(const JournalRow &row, const RunLedger &ledger)
{
    const auto event = runEventOf(row);
    return event && *event ? sentenceOf(**event, ledger.run((*event)->run)) : row.text;
}

Exit list(const Known &known, Terminal &terminal)
{
    const auto rows = known.journal->rows(0);
    if (!rows)
        return refused(rows.error(), terminal, Exit::Failed);
    RunLedger ledger;
    for (const JournalRow &row : *rows) {
        ledger.fold(row);
        terminal.out << row.number << ' ' << timeOf(row.wall) << ' ' << harmless(row.who) << ": " << harmless(row.act)
                     << (row.what.empty() ? "" : " ") << harmless(row.what)
                     << (row.until ? " until " + timeOf(*row.until) : std::string()) << ": "
                     << harmless(wordsOf(row, ledger)) << '\n';
    }
    return Exit::Done;
}

// One object a row, so that what is long can be piped on.
Exit exportRows(const Known &known, Terminal &terminal)
{
    const auto rows = known.journal->rows(0);
    if (!rows)
        return refused(rows.error(), terminal, Exit::Failed);
    for (const JournalRow &row : *rows) {
        QJsonObject object{{QStringLiteral("number"), static_cast<qint64>(row.number)},
                           {QStringLiteral("time"), timeJson(row.wall)},
                           {QStringLiteral("who"), QString::fromStdString(row.who)},
                           {QStringLiteral("act"), QString::fromStdString(row.act)},
                           {QStringLiteral("what"), QString::fromStdString(row.what)},
                           {QStringLiteral("text"), QString::fromStdString(row.text)},
                           {QStringLiteral("until"), row.until ? timeJson(*row.until) : QJsonValue()},
                           {QStringLiteral("hash"), QLatin1String(QByteArray::fromStdString(row.hash).toHex())}};
        terminal.out << QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString() << '\n';
    }
    return Exit::Done;
}

Exit isWrong(const std::string &path, std::uint64_t row, const std::string &why, Terminal &terminal)
{
    return refused({path, "row " + std::to_string(row) + ' ' + why,
                    "From there on the journal is not what was written; keep the file as it is for whoever looks into "
                    "it"},
                   terminal, Exit::Failed);
}

Exit verify(const Known &known, const std::string &headsTo, Terminal &terminal)
{
    const auto broken = known.journal->firstBrokenRow();
    if (!broken)
        return refused(broken.error(), terminal, Exit::Failed);
    if (*broken > 0)
        return isWrong(known.path, *broken, "does not follow from the one before", terminal);
    const auto last = known.journal->last();
    if (!last)
        return refused(last.error(), terminal, Exit::Failed);
    const std::uint64_t rows = *last ? (*last)->number : 0;
    if (rows < known.seen)
        return isWrong(known.path, rows + 1, "is missing: the recording has seen it", terminal);
    HeadsCheck heads;
    if (!headsTo.empty()) {
        const auto checked = checkHeads(*known.journal, headsTo);
        if (!checked)
            return refused(checked.error(), terminal, Exit::Failed);
        heads = *checked;
    }
    if (heads.broken > 0)
        return isWrong(known.path, heads.broken, "is not the one whose hash stands in " + headsTo, terminal);
    terminal.out << rows << " rows, each follows from the one before; " << heads.heads << " exported heads agree\n";
    if (headsTo.empty())
        terminal.out << "No heads are exported: whoever can write the journal can also make a new chain\n";
    return Exit::Done;
}

Exit exportHeads(const Known &known, const std::string &headsTo, Terminal &terminal)
{
    if (headsTo.empty())
        return refused({"journal heads", "no place is named for them",
                        "Say --to FILE, or journal: {heads_to: FILE} in the estate"},
                       terminal);
    const auto number = exportHead(*known.journal, headsTo);
    if (!number)
        return refused(number.error(), terminal, Exit::Failed);
    terminal.out << *number << ' ' << harmless(headsTo) << '\n';
    return Exit::Done;
}

Exit run(const Arguments &arguments, Terminal &terminal)
{
    const std::string verb = arguments.operands.empty() ? "list" : arguments.operand(0);
    if (verb != "list" && verb != "verify" && verb != "export" && verb != "heads") {
        terminal.err << "signalboxctl journal: found \"" << harmless(verb)
                     << "\", expected list, verify, export or heads\n";
        return Exit::BadInput;
    }
    const auto known = openKnown(arguments.operand(1), terminal);
    if (!known)
        return refused(known.error(), terminal);
    const std::string headsTo = arguments.has(toOption) ? arguments.value(toOption) : known->headsTo;
    if (verb == "verify")
        return verify(*known, headsTo, terminal);
    if (verb == "heads")
        return exportHeads(*known, headsTo, terminal);
    return verb == "export" ? exportRows(*known, terminal) : list(*known, terminal);
}

constexpr CommandOption options[] = {
    {toOption, "FILE", "heads there, not where the estate says"},
};
} // namespace

extern const Command item;
const Command item{.name = "journal",
                   .operands = "[list|verify|export|heads] [ESTATE]",
                   .mostOperands = 2,
                   .options = options,
                   .summary = "What was done, by whom, and whether that was changed",
                   .text = "verify follows the chain of hashes, asks the recording what it has seen, and\n"
                           "compares with the heads that were exported. export prints a JSON object a\n"
                           "row; heads appends the newest row's number and hash to that file.",
                   .run = run};
} // namespace signalbox::commands::journal
