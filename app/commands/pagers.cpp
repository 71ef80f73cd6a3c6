// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ostream>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimeZone>

#include <commands/deskact.h>
#include <commands/jsonvalue.h>
#include <estate/plaintext.h>
#include <models/format.h>
#include <paging/oncall.h>
#include <paging/pageledger.h>
#include <time/clock.h>
#include <watching/statefolder.h>

namespace signalbox::commands::pagers
{
namespace
{
using namespace Qt::StringLiterals;

/// Who is on call in a list, and how it goes on.
struct Duty {
    std::string list;
    std::vector<std::string> people;
    std::optional<std::chrono::sys_seconds> until;
    std::vector<std::string> next;
};

/// What is known of the ways to reach people.
struct PagersNow {
    std::shared_ptr<const Estate> estate;
    PageLedger ledger;
    std::vector<Duty> duties;
    std::vector<EstateError> errors; ///< of calendars
    WallTime now{};
};

Expected<PagersNow> pagersNow(const DeskActs &desk)
{
    PagersNow found;
    found.estate = desk.picture->estate;
    found.now = readMachineClocks().wall;
    const auto rows = journalRows(journalBeside(desk.past.path));
    if (!rows)
        return tl::unexpected(rows.error());
    for (const JournalRow &row : *rows)
        found.ledger.fold(row, desk.picture->timeline->momentAt(row.wall));
    const Paging &paging = found.estate->paging;
    const auto now = std::chrono::floor<std::chrono::seconds>(found.now);
    const OnCall onCall(paging, readCalendars(paging, found.errors), now - std::chrono::days(2),
                        now + std::chrono::days(35));
    for (const OnCallList &list : paging.onCall) {
        Duty duty{list.name, onCall.peopleAt(list.name, now), onCall.nextChange(list.name, now), {}};
        if (duty.until)
            duty.next = onCall.peopleAt(list.name, *duty.until);
        found.duties.push_back(std::move(duty));
    }
    return found;
}

std::string listed(const std::vector<std::string> &names)
{
    std::string all;
    for (const std::string &name : names)
        all += (all.empty() ? "" : ", ") + name;
    return all.empty() ? "nobody" : all;
}

std::string wordsOf(const PagerProof *proof, WallTime now)
{
    if (!proof)
        return "never tried";
    std::string words = proof->isWell ? "OK" : "FAILING: " + harmless(proof->words);
    words +=
        proof->success ? "; last proven " + ageText(now - *proof->success).toStdString() + " ago" : "; never proven";
    return words;
}

void print(const PagersNow &found, std::ostream &out)
{
    const QTimeZone zone = QTimeZone::systemTimeZone();
    const Paging &paging = found.estate->paging;
    for (const Duty &duty : found.duties) {
        out << "on call in " << duty.list << ": " << listed(duty.people);
        if (duty.until)
            out << " until " << wallText(WallTime(*duty.until), zone).toStdString() << ", then " << listed(duty.next);
        out << '\n';
    }
    if (!paging.critical)
        out << "nobody is paged: the estate file has no paging\n";
    for (const PagerDeclaration &pager : paging.pagers)
        out << "pager " << pager.name << " (" << pager.type
            << "): " << wordsOf(found.ledger.proof(std::string(pagerKind) + '/' + pager.name), found.now) << '\n';
    for (const HeartbeatDeclaration &heartbeat : paging.heartbeats)
        out << "heartbeat " << heartbeat.name << ": "
            << wordsOf(found.ledger.proof(std::string(heartbeatKind) + '/' + heartbeat.name), found.now) << '\n';
    if (paging.pagers.empty() && paging.heartbeats.empty())
        out << "no pager is declared\n";
}

QJsonObject proofJson(const std::string &name, const PagerProof *proof)
{
    QJsonObject json{{u"name"_s, textJson(name)},
                     {u"well"_s, proof ? QJsonValue(proof->isWell) : QJsonValue(QJsonValue::Null)}};
    if (proof && proof->success)
        json.insert(u"last_proven"_s, exactText(*proof->success, QTimeZone::utc()) + u'Z');
    if (proof && !proof->isWell)
        json.insert(u"error"_s, textJson(proof->words));
    return json;
}

QJsonArray namesJson(const std::vector<std::string> &names)
{
    QJsonArray all;
    for (const std::string &name : names)
        all.append(textJson(name));
    return all;
}

QJsonObject json(const PagersNow &found)
{
    QJsonArray duties;
    for (const Duty &duty : found.duties) {
        QJsonObject one{{u"name"_s, textJson(duty.list)}, {u"people"_s, namesJson(duty.people)}};
        if (duty.until) {
            one.insert(u"until"_s, exactText(WallTime(*duty.until), QTimeZone::utc()) + u'Z');
            one.insert(u"next"_s, namesJson(duty.next));
        }
        duties.append(one);
    }
    QJsonArray pagers;
    for (const PagerDeclaration &pager : found.estate->paging.pagers) {
        QJsonObject one = proofJson(pager.name, found.ledger.proof(std::string(pagerKind) + '/' + pager.name));
        one.insert(u"type"_s, textJson(pager.type));
        pagers.append(one);
    }
    QJsonArray heartbeats;
    for (const HeartbeatDeclaration &each : found.estate->paging.heartbeats)
        heartbeats.append(proofJson(each.name, found.ledger.proof(std::string(heartbeatKind) + '/' + each.name)));
    return {{u"signalbox"_s, 1}, {u"on_call"_s, duties}, {u"pagers"_s, pagers}, {u"heartbeats"_s, heartbeats}};
}

Exit run(const Arguments &arguments, Terminal &terminal)
{
    const auto desk = openDesk(arguments.operand(0), terminal);
    if (!desk)
        return refused(desk.error(), terminal);
    const auto found = pagersNow(*desk);
    if (!found)
        return refused(found.error(), terminal);
    for (const EstateError &error : found->errors)
        terminal.err << "signalboxctl: " << harmless(error.line()) << '\n';
    if (arguments.has(jsonOption.name))
        terminal.out << QJsonDocument(json(*found)).toJson().toStdString();
    else
        print(*found, terminal.out);
    return Exit::Done;
}

constexpr CommandOption options[] = {jsonOption};
} // namespace

extern const Command item;
const Command item{.name = "pagers",
                   .operands = "[ESTATE]",
                   .mostOperands = 1,
                   .options = options,
                   .summary = "Who is on call, how reached, and when last proven",
                   .text = "As the watch of that estate recorded it.",
                   .run = run};
} // namespace signalbox::commands::pagers
