// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <filesystem>
#include <ostream>

#include <QStringList>

#include <bundle/bundle.h>
#include <commands/command.h>
#include <commands/recordedpast.h>
#include <estate/plaintext.h>
#include <journal/journal.h>
#include <models/format.h>
#include <watching/statefolder.h>

namespace signalbox::commands::incident
{
namespace
{
constexpr std::string_view fromOption = "from";
constexpr std::string_view toOption = "to";
constexpr std::string_view subjectOption = "subject";

Expected<std::vector<Subject>> subjectsOf(const std::string &list)
{
    std::vector<Subject> subjects;
    for (const QString &word : QString::fromStdString(list).split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        const QString trimmed = word.trimmed();
        const auto slash = trimmed.indexOf(QLatin1Char('/'));
        if (slash <= 0 || slash == trimmed.size() - 1)
            return tl::unexpected(Problem{"--subject " + trimmed.toStdString(), "is no subject",
                                          "Write it as kind/name, such as host/web1; several with commas"});
        subjects.push_back({trimmed.left(slash).toStdString(), trimmed.mid(slash + 1).toStdString()});
    }
    return subjects;
}

Expected<BundleCut> cutOf(const RecordedPast &past, const Arguments &arguments)
{
    auto subjects = subjectsOf(arguments.value(subjectOption));
    if (!subjects)
        return tl::unexpected(subjects.error());
    BundleCut cut{past.extent.first.moment, past.extent.last.moment, std::move(*subjects)};
    for (const auto &[option, into] : {std::pair{fromOption, &cut.from}, {toOption, &cut.to}}) {
        if (!arguments.has(option))
            return tl::unexpected(Problem{"--" + std::string(option), "is missing", "Say from when to when"});
        const auto moment = momentOf(past, "--" + std::string(option), QString::fromStdString(arguments.value(option)));
        if (!moment)
            return tl::unexpected(moment.error());
        *into = *moment;
    }
    const auto changes = past.recording->changesToFold(0, past.extent.last.number);
    if (!changes)
        return tl::unexpected(changes.error());
    for (const Subject &subject : cut.subjects) {
        const bool isKnown = std::any_of(changes->begin(), changes->end(), [&](const DatedChange &dated) {
            const auto *series = std::get_if<SeriesDeclared>(&dated.change);
            return series && series->key.subject == subject;
        });
        if (!isKnown)
            return tl::unexpected(
                Problem{"--subject " + subject.path(), "nothing was ever recorded of it", "Check its kind and name"});
    }
    return cut;
}

// What was seen of the journal within the span. A recording without one is a bundle, or nobody did anything.
Expected<std::vector<BundledEntry>> entriesOf(const RecordedPast &past, const BundleCut &cut)
{
    const std::string beside = journalBeside(past.path);
    if (!std::filesystem::exists(beside))
        return bundledEntries(past.path);
    const auto journal = openJournal(beside);
    if (!journal)
        return tl::unexpected(journal.error());
    const auto first = past.recording->tickAt(cut.from);
    const auto last = first ? past.recording->tickAt(cut.to) : first;
    if (!last)
        return tl::unexpected(last.error());
    const auto rows = (*journal)->rows(first->journal);
    if (!rows)
        return tl::unexpected(rows.error());
    std::vector<BundledEntry> entries;
    for (const JournalRow &row : *rows) {
        if (row.number <= last->journal)
            entries.push_back({row.number, row.wall, row.who, row.act, row.what, row.text, row.hash, row.until});
    }
    return entries;
}

Expected<void> printSpan(const std::string &path, std::ostream &out)
{
    const auto past = openPast(path);
    if (!past)
        return tl::unexpected(past.error());
    const auto entries = bundledEntries(past->path);
    if (!entries)
        return tl::unexpected(entries.error());
    const auto time = [](WallTime wall) { return exactText(wall, QTimeZone::utc()).toStdString() + 'Z'; };
    out << time(past->timeline.wallAt(past->extent.first.moment)) << " to "
        << time(past->timeline.wallAt(past->extent.last.moment)) << '\n';
    for (const BundledEntry &entry : *entries)
        out << time(entry.wall) << ' ' << harmless(entry.who) << ": " << harmless(entry.act) << ' '
            << harmless(entry.what) << ": " << harmless(entry.text) << '\n';
    return {};
}

Expected<void> exportBundle(const Arguments &arguments, std::ostream &out)
{
    const auto past = openPast(arguments.operand(1));
    if (!past)
        return tl::unexpected(past.error());
    const auto cut = cutOf(*past, arguments);
    if (!cut)
        return tl::unexpected(cut.error());
    const auto entries = entriesOf(*past, *cut);
    if (!entries)
        return tl::unexpected(entries.error());
    const auto written = writeBundle(*past->recording, *cut, *entries, arguments.operand(2));
    if (!written)
        return tl::unexpected(written.error());
    return printSpan(arguments.operand(2), out);
}

Exit run(const Arguments &arguments, Terminal &terminal)
{
    const std::string verb = arguments.operand(0);
    const bool isExport = verb == "export" && arguments.operands.size() == 3;
    if (!isExport && !(verb == "show" && arguments.operands.size() == 2)) {
        terminal.err << "signalboxctl incident: expected export RECORDING FILE, or show FILE\n";
        return Exit::BadInput;
    }
    const auto done = isExport ? exportBundle(arguments, terminal.out) : printSpan(arguments.operand(1), terminal.out);
    if (done)
        return Exit::Done;
    terminal.err << "signalboxctl: " << harmlessLines(done.error().sentence()) << '\n';
    return Exit::BadInput;
}

constexpr CommandOption options[] = {
    {fromOption, "TIME", "where it begins: 2026-11-21T04:30:00Z, or 04:30"},
    {toOption, "TIME", "where it ends"},
    {subjectOption, "LIST", "only these: kind/name, several with commas"},
};
} // namespace

extern const Command item;
const Command item{.name = "incident",
                   .operands = "export RECORDING FILE | show FILE",
                   .fewestOperands = 2,
                   .mostOperands = 3,
                   .options = options,
                   .summary = "Cut an incident out of a recording, into one file",
                   .text = "A bundle is a recording: signalbox-replay FILE opens it, picture --at asks it.\n"
                           "It holds the journal of its span. Of the estate it holds the whole text.",
                   .run = run};
} // namespace signalbox::commands::incident
