// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ostream>

#include <QJsonDocument>

#include <actions/planjson.h>
#include <actions/relations.h>
#include <commands/actingdesk.h>
#include <commands/plantext.h>
#include <estate/plaintext.h>

namespace signalbox::commands::plan
{
namespace
{
void list(const Picture &picture, Terminal &terminal)
{
    for (const ActionType *type : actions::all()) {
        if (type->id != "runbook")
            terminal.out << type->id << "  " << type->about << '\n';
    }
    for (const Runbook &runbook : picture.estate->runbooks)
        terminal.out << harmless(runbook.name) << "  " << harmless(runbook.title) << '\n';
}

Subject subjectOf(const std::string &typed)
{
    const std::size_t slash = typed.find('/');
    return slash == std::string::npos ? Subject{"host", typed}
                                      : Subject{typed.substr(0, slash), typed.substr(slash + 1)};
}

bool isSubject(const Picture &picture, const std::string &typed)
{
    return isDeclared(*picture.estate, subjectOf(typed));
}

Exit offers(const Picture &picture, const std::string &typed, Terminal &terminal)
{
    const Subject subject = subjectOf(typed);
    const auto all = offersFor(picture, subject);
    for (const auto &[request, title] : all) {
        const auto runbook = request.parameters.find("runbook");
        terminal.out << (runbook == request.parameters.end() ? request.action : harmless(runbook->second));
        for (const Subject &target : request.targets) // an offer may be about another than was asked for
            terminal.out << ' ' << harmless(target.path());
        for (const auto &[key, value] : request.parameters) {
            if (key != "runbook")
                terminal.out << ' ' << harmless(key) << '=' << harmless(value);
        }
        terminal.out << "  " << harmless(title) << '\n';
    }
    if (all.empty())
        return refused({{},
                        "nothing can be done to " + subject.path(),
                        "signalboxctl plan, without more, lists the actions and the runbooks of this estate"},
                       terminal);
    return Exit::Done;
}

Exit run(const Arguments &arguments, Terminal &terminal)
{
    const auto desk = ActingDesk::open(arguments.value(estateOption.name), false, terminal);
    if (!desk)
        return refused(desk.error(), terminal);
    const Picture &picture = (*desk)->picture();
    if (arguments.operands.empty()) {
        list(picture, terminal);
        return Exit::Done;
    }
    if (arguments.operands.size() == 1 && isSubject(picture, arguments.operands.front()))
        return offers(picture, arguments.operands.front(), terminal);
    const Expected<Request> request = requestOf(picture, arguments.operands);
    if (!request)
        return refused(request.error(), terminal);
    const Expected<Plan> plan = (*desk)->plan(*request);
    if (!plan)
        return refused(plan.error(), terminal);
    if (arguments.has(jsonOption.name)) {
        QJsonObject object = planJson(*plan, true);
        object.insert(QStringLiteral("signalbox"), 1);
        object.insert(QStringLiteral("hash"), QString::fromStdString(planHash(*plan)));
        terminal.out << QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString() << '\n';
    } else {
        printPlan(*plan, terminal.out);
    }
    const bool isBlocked = !plan->blockedBy.empty() || !hardBlocks(*plan).empty();
    return isBlocked ? Exit::Blocked : Exit::Done;
}

constexpr CommandOption options[] = {jsonOption, estateOption};
} // namespace

extern const Command item;
const Command item{.name = "plan",
                   .operands = "[ACTION TARGET... [KEY=VALUE...]]",
                   .mostOperands = 200,
                   .options = options,
                   .summary = "What an action would do, and what stands in its way",
                   .text = "Without operands it lists the actions and the runbooks of the estate, with a\n"
                           "subject alone what can be done to that. Nothing is sent. Ends with 2 where a\n"
                           "guard blocks that nobody can override.",
                   .run = run};
} // namespace signalbox::commands::plan
