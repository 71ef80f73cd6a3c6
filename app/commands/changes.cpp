// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ostream>

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <commands/command.h>
#include <commands/jsonvalue.h>
#include <commands/recordedpast.h>
#include <estate/plaintext.h>
#include <models/format.h>
#include <models/runchanges.h>
#include <models/whatchangedmodel.h>
#include <session/follower.h>
#include <watching/statefolder.h>

namespace signalbox::commands::changes
{
namespace
{
using namespace Qt::StringLiterals;

constexpr std::string_view sinceOption = "since";
constexpr std::string_view atOption = "at";

Exit failed(const Problem &problem, Terminal &terminal, Exit exit)
{
    terminal.err << "signalboxctl: " << harmlessLines(problem.sentence()) << '\n';
    return exit;
}

/// "90m", "24h" or "7d".
Expected<Milliseconds> backFrom(const std::string &text)
{
    static const QRegularExpression form(u"^([1-9][0-9]{0,4})([mhd])$"_s);
    const QRegularExpressionMatch found = form.match(QString::fromStdString(text));
    if (!found.hasMatch())
        return tl::unexpected(Problem{"--since " + text, "is no length of time", "Write it as 90m, 24h or 7d"});
    const std::chrono::minutes minutes(found.captured(1).toInt());
    if (found.captured(2) == u"m"_s)
        return minutes;
    return found.captured(2) == u"h"_s ? minutes * 60 : minutes * 60 * 24;
}

QString kindJson(ChangeKind kind)
{
    static const char *const words[] = {"mark", "gone",   "restart", "kernel", "version",
                                        "new",  "estate", "text",    "clock",  "not_recorded"};
    return QLatin1String(words[static_cast<std::size_t>(kind)]);
}

QJsonObject changesJson(const ChangesSince &found, const Picture &now)
{
    QJsonArray changes;
    for (const WhatChange &change : found.changes) {
        QJsonObject object{{u"change"_s, kindJson(change.kind)}, {u"what"_s, QString::fromStdString(change.what)}};
        if (!change.subject.kind.empty())
            object.insert(u"subject"_s, QString::fromStdString(change.subject.path()));
        if (!change.before.empty())
            object.insert(u"before"_s, QString::fromStdString(change.before));
        if (!change.after.empty())
            object.insert(u"after"_s, QString::fromStdString(change.after));
        if (change.when)
            object.insert(u"at"_s, timeJson(now.timeline->wallAt(*change.when)));
        changes.append(object);
    }
    return {{u"signalbox"_s, 1},
            {u"since"_s, timeJson(now.timeline->wallAt(found.since))},
            {u"time"_s, timeJson(now.wall())},
            {u"changes"_s, changes}};
}

void printText(const ChangesSince &found, const PicturePtr &now, Terminal &terminal)
{
    const QTimeZone zone = QTimeZone::systemTimeZone();
    const auto time = [&](Moment moment) { return sinceText(now->timeline->wallAt(moment), now->wall(), zone); };
    terminal.out << "Between " << exactText(now->timeline->wallAt(found.since), zone).chopped(4).toStdString()
                 << (found.isShortened ? ", where the recording begins," : "") << " and "
                 << exactText(now->wall(), zone).chopped(4).toStdString() << ": "
                 << (found.changes.empty() ? "nothing changed"
                                           : countText(found.changes.size()).toStdString() +
                                                 (found.changes.size() == 1 ? " change" : " changes"))
                 << ".\n";
    for (const ChangeGroup &group : grouped(found.changes)) {
        const WhatChange &first = group.members.front();
        QStringList words{wordOf(group.kind)};
        if (group.members.size() > 1)
            words << kindCount(group.members.size(), first.subject.kind);
        else if (!first.subject.kind.empty())
            words << QString::fromStdString(first.subject.path());
        if (group.kind == ChangeKind::Mark)
            words << oneLine(group.after);
        else
            words << oneLine(group.what);
        if (group.kind != ChangeKind::Mark && (!group.before.empty() || !group.after.empty()))
            words << oneLine(group.before) + u" → "_s + oneLine(group.after);
        if (group.members.size() == 1 && first.when)
            words << time(*first.when);
        words.removeAll(QString());
        terminal.out << harmless(words.join(u"  "_s).toStdString()) << '\n';
        if (group.members.size() == 1)
            continue;
        for (const WhatChange &member : group.members)
            terminal.out << "    " << harmless(member.subject.path())
                         << (member.when ? "  " + time(*member.when).toStdString() : std::string()) << '\n';
    }
}

Expected<PicturePtr> pictureAsked(const Arguments &arguments, const RecordedPast &past)
{
    Moment moment = past.extent.last.moment;
    if (arguments.has(atOption)) {
        const auto asked = momentOf(past, "--at", QString::fromStdString(arguments.value(atOption)));
        if (!asked)
            return tl::unexpected(asked.error());
        moment = *asked;
    }
    return Follower(*past.recording).moveTo(moment);
}

Exit run(const Arguments &arguments, Terminal &terminal)
{
    const auto back = backFrom(arguments.has(sinceOption) ? arguments.value(sinceOption) : "24h");
    if (!back)
        return failed(back.error(), terminal, Exit::BadInput);
    const Expected<RecordedPast> past = openPast(arguments.operand(0));
    if (!past)
        return failed(past.error(), terminal, Exit::BadInput);
    const Expected<PicturePtr> now = pictureAsked(arguments, *past);
    if (!now)
        return failed(now.error(), terminal, Exit::BadInput);
    const auto runs = RunReader(journalBeside(past->path)).read();
    if (!runs)
        return failed(runs.error(), terminal, Exit::Failed);
    const auto found = changesSince(*past->recording, **now, (*now)->now - *back, **runs);
    if (!found)
        return failed(found.error(), terminal, Exit::Failed);
    if (arguments.has(jsonOption.name))
        terminal.out << QJsonDocument(changesJson(*found, **now)).toJson().toStdString();
    else
        printText(*found, *now, terminal);
    return Exit::Done;
}

constexpr CommandOption options[] = {
    {sinceOption, "LENGTH", "how far back: 90m, 24h, 7d; else 24h"},
    {atOption, "TIME", "up to that time; else to the end of the recording"},
    jsonOption,
};
} // namespace

extern const Command item;
const Command item{.name = "changes",
                   .operands = "[ESTATE|RECORDING]",
                   .mostOperands = 1,
                   .options = options,
                   .summary = "What is other than it was",
                   .text = "Compares what was known at two times: subjects new and gone, restarts, kernels,\n"
                           "versions, texts, the estate file, and where nothing was recorded; with what\n"
                           "people had done meanwhile, and what changed outside the console.",
                   .run = run};
} // namespace signalbox::commands::changes
