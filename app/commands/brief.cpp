// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ostream>

#include <QJsonArray>
#include <QJsonDocument>
#include <QTimeZone>

#include <commands/deskact.h>
#include <commands/jsonvalue.h>
#include <estate/plaintext.h>
#include <models/bedbrief.h>
#include <models/brief.h>
#include <models/format.h>
#include <recording/about.h>
#include <watching/statefolder.h>

namespace signalbox::commands::brief
{
namespace
{
using namespace Qt::StringLiterals;

constexpr CommandOption bedOption{"bed", "", "may I go back to bed? what is proven, and what is not"};
constexpr int width = 80;

Expected<BriefPast> pastOf(const DeskActs &desk)
{
    auto past = briefPast(*desk.past.recording, *desk.picture, journalBeside(desk.past.path));
    if (past)
        past->silence = silenceOf(desk);
    return past;
}

Expected<std::optional<AlertId>> alertAsked(const Arguments &arguments, const Picture &picture)
{
    if (arguments.operands.empty())
        return std::nullopt;
    const auto key = oneOf(listedKeys(picture), joinedOperands(arguments), "alert that is raised");
    if (!key)
        return tl::unexpected(key.error());
    for (std::size_t i = 0; i < picture.alerts.size(); ++i)
        if (picture.alerts[i].key && alertKeyText(*picture.alerts[i].key) == *key)
            return static_cast<AlertId>(i);
    return std::nullopt;
}

QJsonObject briefJson(const std::vector<BriefPart> &parts, const Picture &picture)
{
    QJsonObject object{{u"signalbox"_s, 1}, {u"time"_s, timeJson(picture.wall())}};
    for (const BriefPart &part : parts)
        object.insert(QString::fromLatin1(part.key).replace(u' ', u'_'), QJsonArray::fromStringList(part.lines));
    return object;
}

// A line longer than the terminal ends in "…": the whole of it is in `alerts`.
void print(const std::vector<BriefPart> &parts, const Picture &picture, std::ostream &out)
{
    const QString head =
        oneLine(picture.estate->name) + u"  "_s + exactText(picture.wall(), QTimeZone::systemTimeZone()).chopped(4);
    out << harmless(head.toStdString()) << '\n';
    int indent = 0;
    for (const BriefPart &part : parts)
        indent = std::max(indent, static_cast<int>(QString::fromLatin1(part.key).size()) + 2);
    for (const BriefPart &part : parts) {
        QString before = QString::fromLatin1(part.key).leftJustified(indent);
        for (const QString &line : part.lines) {
            const bool isLong = line.size() > width - indent;
            out << before.toStdString()
                << harmless((isLong ? line.left(width - indent - 1) + u'…' : line).toStdString()) << '\n';
            before = QString(indent, u' ');
        }
    }
}

void tell(const std::vector<BriefPart> &parts, const Picture &picture, const Arguments &arguments, Terminal &terminal)
{
    if (arguments.has(jsonOption.name))
        terminal.out << QJsonDocument(briefJson(parts, picture)).toJson().toStdString();
    else
        print(parts, picture, terminal.out);
}

Exit beforeBed(const DeskActs &desk, const Arguments &arguments, Terminal &terminal)
{
    if (!arguments.operands.empty())
        return refused({"brief --bed", "is about all of the estate", "Leave the alert out"}, terminal);
    RunReader reader(journalBeside(desk.past.path));
    const auto runs = reader.read();
    if (!runs)
        return refused(runs.error(), terminal, Exit::Failed);
    const BedPast past = bedPast(*desk.picture, *runs);
    tell(bedBrief(*desk.picture, past, QTimeZone::systemTimeZone()), *desk.picture, arguments, terminal);
    return Exit::Done;
}

Exit run(const Arguments &arguments, Terminal &terminal)
{
    const auto desk = openDesk(arguments.value(estateOption.name), terminal);
    if (!desk)
        return refused(desk.error(), terminal);
    if (arguments.has(bedOption.name))
        return beforeBed(*desk, arguments, terminal);
    const auto about = alertAsked(arguments, *desk->picture);
    if (!about)
        return refused(about.error(), terminal);
    const auto past = pastOf(*desk);
    if (!past)
        return refused(past.error(), terminal, Exit::Failed);
    const auto parts = signalbox::brief(*desk->picture, *about, *past, QTimeZone::systemTimeZone());
    tell(parts, *desk->picture, arguments, terminal);
    return Exit::Done;
}

constexpr CommandOption options[] = {bedOption, estateOption, jsonOption};
} // namespace

extern const Command item;
const Command item{.name = "brief",
                   .operands = "[ALERT]",
                   .mostOperands = 8,
                   .options = options,
                   .summary = "The first look after a page, in 24 lines",
                   .text = "What is broken, who is hurt, is it spreading, what changed, is it safe to act,\n"
                           "what did we do last time. ALERT is an alert's key or a part that only one has.",
                   .run = run};
} // namespace signalbox::commands::brief
