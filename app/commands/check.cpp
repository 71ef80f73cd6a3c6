// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ostream>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSysInfo>
#include <QTimeZone>

#include <commands/command.h>
#include <commands/jsonvalue.h>
#include <commands/recordedpast.h>
#include <commands/ruleuse.h>
#include <estate/estatereader.h>
#include <estate/plaintext.h>
#include <lists/listedestate.h>
#include <models/format.h>
#include <paging/oncall.h>
#include <sources/source.h>
#include <time/clock.h>

namespace signalbox::commands::check
{
namespace
{
// Names that a line of text lists; --json has them all.
constexpr std::size_t namesInALine = 12;

// Every query is asked now: what answered last week says nothing of whether it is right.
ListedReading read(const std::string &path)
{
    std::vector<std::string_view> types;
    for (const SourceType *type : sources::all())
        types.push_back(type->id);
    const ReadWithRows with = [&](const QueryRows &rows) {
        return readEstateOrThisMachine(path, QSysInfo::machineHostName().toStdString(), types, rows);
    };
    return readListedEstate(
        with, [](const EstateReading &) { return QueryRows(); }, false);
}

std::vector<Subject> declaredSubjects(const Estate &estate)
{
    std::vector<Subject> all;
    for (const Declared &declared : estate.subjects)
        all.push_back(declared.subject);
    return all;
}

std::vector<Subject> targetSubjects(const SourceDeclaration &source)
{
    std::vector<Subject> all;
    for (const Target &target : source.targets)
        all.push_back(target.subject);
    return all;
}

// "12 hosts: web1 web2 … and 3 more", each kind in a line of its own.
void printSubjects(const std::vector<Subject> &subjects, std::ostream &out)
{
    for (std::size_t begin = 0; begin < subjects.size();) {
        std::size_t end = begin;
        while (end < subjects.size() && subjects[end].kind == subjects[begin].kind)
            ++end;
        const std::vector<Subject> ofOneKind(subjects.begin() + static_cast<std::ptrdiff_t>(begin),
                                             subjects.begin() + static_cast<std::ptrdiff_t>(end));
        out << "  " << countByKind(ofOneKind) << ':';
        for (std::size_t i = 0; i < std::min(ofOneKind.size(), namesInALine); ++i)
            out << ' ' << ofOneKind[i].name;
        if (ofOneKind.size() > namesInALine)
            out << " and " << ofOneKind.size() - namesInALine << " more";
        out << '\n';
        begin = end;
    }
}

void printCoverage(const Estate &estate, const QueryRows &rows, std::ostream &out)
{
    const std::string counts = countByKind(declaredSubjects(estate));
    const std::size_t sources = estate.sources.size();
    out << "ok: " << (counts.empty() ? "nothing" : counts) << " declared, " << sources
        << (sources == 1 ? " source\n" : " sources\n");
    for (const auto &[query, answer] : rows)
        out << "query " << query << " answered: " << answer.size() << (answer.size() == 1 ? " row\n" : " rows\n");
    for (const SourceDeclaration &source : estate.sources) {
        out << "watched by " << source.name << " (" << source.type << "):\n";
        printSubjects(targetSubjects(source), out);
    }
    const std::vector<Subject> unwatched = estate.unwatched();
    if (unwatched.empty())
        return;
    std::string finders;
    for (const SourceDeclaration &source : estate.sources) {
        if (source.findsSubjects())
            finders += (finders.empty() ? "" : ", ") + source.name;
    }
    if (finders.empty())
        out << countByKind(unwatched) << " declared, watched by nothing:\n";
    else
        out << countByKind(unwatched) << " declared, watched only if " << finders << " knows of them:\n";
    printSubjects(unwatched, out);
}

// Whether a metric exists only what was recorded can tell.
Expected<std::vector<RuleUse>> usesOf(const Estate &estate, const std::string &path)
{
    if (estate.userRules.empty())
        return {};
    const Expected<RecordedPast> past = openPast(path);
    if (!past)
        return tl::unexpected(past.error());
    return ruleUse(estate, *past->recording, past->extent.last.number);
}

void printUses(const Expected<std::vector<RuleUse>> &uses, std::ostream &out)
{
    if (!uses) {
        out << "rules: whether their metrics exist is told here once they were recorded ("
            << harmless(uses.error().where + ": " + uses.error().what) << ")\n";
        return;
    }
    for (const RuleUse &use : *uses)
        out << harmless(lineOf(use)) << '\n';
}

QJsonArray usesJson(const std::vector<RuleUse> &uses)
{
    QJsonArray all;
    for (const RuleUse &use : uses) {
        QJsonArray missing;
        for (const std::string &metric : use.missing)
            missing.append(textJson(metric));
        all.append(QJsonObject{{QStringLiteral("name"), textJson(use.rule)},
                               {QStringLiteral("series"), static_cast<qint64>(use.series)},
                               {QStringLiteral("missing"), missing}});
    }
    return all;
}

constexpr std::chrono::days gapsWithin{28};
constexpr std::size_t gapsInText = 5;

// When nobody of a list that is paged is on call, in the weeks to come. The first list is the one that is woken.
void printGaps(const Paging &paging, const Calendars &calendars, std::ostream &out)
{
    if (!paging.pagers.empty() && !paging.critical)
        out << "pagers are declared, but no paging: nobody is paged\n";
    const auto now = std::chrono::floor<std::chrono::hours>(readMachineClocks().wall);
    const OnCall onCall(paging, calendars, now, now + gapsWithin);
    for (const OnCallList &list : paging.onCall) {
        const std::vector<Shift> gaps = onCall.gaps(list.name);
        std::chrono::seconds total{0};
        for (const Shift &gap : gaps)
            total += gap.until - gap.from;
        if (gaps.empty())
            continue;
        out << "nobody is on call in " << list.name << " for " << std::chrono::ceil<std::chrono::hours>(total).count()
            << " of the next 672 hours:";
        for (std::size_t i = 0; i < std::min(gaps.size(), gapsInText); ++i)
            out << (i == 0 ? " " : ", ") << wallText(WallTime(gaps[i].from), QTimeZone::utc()).toStdString() << " to "
                << wallText(WallTime(gaps[i].until), QTimeZone::utc()).toStdString();
        out << (gaps.size() > gapsInText ? " …" : "") << " (UTC)\n";
    }
}

QJsonArray paths(const std::vector<Subject> &subjects)
{
    QJsonArray all;
    for (const Subject &subject : subjects)
        all.append(textJson(subject.path()));
    return all;
}

QJsonArray errorsJson(const std::vector<EstateError> &errors)
{
    QJsonArray all;
    for (const EstateError &error : errors) {
        QJsonObject one{{QStringLiteral("file"), textJson(error.where.file)},
                        {QStringLiteral("message"), textJson(error.message)}};
        if (error.where.line > 0) {
            one.insert(QStringLiteral("line"), error.where.line);
            one.insert(QStringLiteral("column"), error.where.column);
        }
        all.append(one);
    }
    return all;
}

QJsonObject sourceJson(const SourceDeclaration &source)
{
    QJsonArray targets;
    for (const Target &target : source.targets) {
        QJsonObject one{{QStringLiteral("subject"), textJson(target.subject.path())}};
        if (!target.url.empty())
            one.insert(QStringLiteral("url"), textJson(target.url));
        targets.append(one);
    }
    const auto seconds = [](std::chrono::milliseconds time) { return static_cast<double>(time.count()) / 1000; };
    return {{QStringLiteral("name"), textJson(source.name)},
            {QStringLiteral("type"), textJson(source.type)},
            {QStringLiteral("interval_seconds"), seconds(source.interval)},
            {QStringLiteral("deadline_seconds"), seconds(source.deadline)},
            {QStringLiteral("targets"), targets}};
}

QJsonArray queriesJson(const QueryRows &rows)
{
    QJsonArray all;
    for (const auto &[query, answer] : rows)
        all.append(QJsonObject{{QStringLiteral("name"), textJson(query)},
                               {QStringLiteral("rows"), static_cast<qint64>(answer.size())}});
    return all;
}

QJsonObject readingJson(const ListedReading &listed)
{
    const EstateReading &reading = listed.reading;
    QJsonObject json{{QStringLiteral("signalbox"), 1},
                     {QStringLiteral("ok"), reading.estate.has_value()},
                     {QStringLiteral("errors"), errorsJson(reading.errors)}};
    if (!reading.estate)
        return json;
    QJsonArray sources;
    for (const SourceDeclaration &source : reading.estate->sources)
        sources.append(sourceJson(source));
    json.insert(QStringLiteral("id"), textJson(reading.estate->id));
    json.insert(QStringLiteral("name"), textJson(reading.estate->name));
    json.insert(QStringLiteral("hash"), textJson(reading.estate->hash));
    json.insert(QStringLiteral("declared"), paths(declaredSubjects(*reading.estate)));
    json.insert(QStringLiteral("sources"), sources);
    json.insert(QStringLiteral("queries"), queriesJson(listed.rows));
    json.insert(QStringLiteral("unwatched"), paths(reading.estate->unwatched()));
    return json;
}

Exit run(const Arguments &arguments, Terminal &terminal)
{
    ListedReading listed = read(arguments.operand(0));
    EstateReading &reading = listed.reading;
    Calendars calendars;
    if (reading.estate) {
        calendars = readCalendars(reading.estate->paging, reading.errors);
        if (!reading.errors.empty())
            reading.estate.reset();
    }
    if (arguments.has(jsonOption.name)) {
        QJsonObject json = readingJson(listed);
        if (reading.estate) {
            if (const auto uses = usesOf(*reading.estate, arguments.operand(0)))
                json.insert(QStringLiteral("rules"), usesJson(*uses));
        }
        terminal.out << QJsonDocument(json).toJson().toStdString();
    } else if (reading.estate) {
        printCoverage(*reading.estate, listed.rows, terminal.out);
        printUses(usesOf(*reading.estate, arguments.operand(0)), terminal.out);
        printGaps(reading.estate->paging, calendars, terminal.out);
    } else {
        for (const EstateError &error : reading.errors)
            terminal.out << harmless(error.line()) << '\n';
    }
    return reading.estate ? Exit::Done : Exit::BadInput;
}

constexpr CommandOption options[] = {jsonOption};
} // namespace

extern const Command item;
const Command item{.name = "check",
                   .operands = "[ESTATE]",
                   .mostOperands = 1,
                   .options = options,
                   .summary = "Is this estate file right? What does nobody watch?",
                   .text = "Prints every mistake as FILE:LINE:COLUMN: message and ends with 1. Where there\n"
                           "is none, prints what is declared, which source watches it, what nothing\n"
                           "watches and what your own rules find recorded, and ends with 0.",
                   .run = run};
} // namespace signalbox::commands::check
