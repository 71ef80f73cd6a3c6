// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ostream>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <commands/deskact.h>
#include <commands/jsonvalue.h>
#include <estate/plaintext.h>
#include <recording/about.h>
#include <stores/storehold.h>

namespace signalbox::commands::missing
{
namespace
{
using namespace Qt::StringLiterals;

QJsonArray textsJson(const std::vector<std::string> &texts)
{
    QJsonArray array;
    for (const std::string &text : texts)
        array += QString::fromStdString(text);
    return array;
}

void printJson(const StoreStanding &store, const std::optional<MissingUsers> &missing, WallTime wall, std::ostream &out)
{
    const MissingUsers none;
    const MissingUsers &users = missing ? *missing : none;
    const QJsonObject object{{u"signalbox"_s, 1},
                             {u"time"_s, timeJson(wall)},
                             {u"store"_s, QString::fromStdString(store.store.name)},
                             {u"lost"_s, QString::fromStdString(users.host)},
                             {u"users"_s, textsJson(users.names)},
                             {u"count"_s, static_cast<qint64>(users.count)},
                             {u"whole"_s, users.isWhole()},
                             {u"not_known"_s, textsJson(users.gaps)}};
    out << QJsonDocument(object).toJson().toStdString();
}

// Names alone on standard output, so that they can be piped on; what must not be overlooked on the other.
void print(const StoreStanding &store, const std::optional<MissingUsers> &missing, Terminal &terminal)
{
    const std::string name = harmless(store.store.name);
    if (!missing) {
        terminal.err << "no copy of " << name << " is lost\n";
        return;
    }
    for (const std::string &user : missing->names)
        terminal.out << harmless(user) << '\n';
    terminal.err << name << ": " << missingText(store) << "\n";
    if (missing->count > missing->names.size())
        terminal.err << "NOT ALL: " << missing->count - missing->names.size() << " more are not known by name\n";
    for (const std::string &gap : missing->gaps)
        terminal.err << "NOT ALL: " << harmless(gap) << '\n';
}

Exit run(const Arguments &arguments, Terminal &terminal)
{
    const auto desk = openDesk(arguments.value(estateOption.name), terminal);
    if (!desk)
        return refused(desk.error(), terminal);
    const std::string typed = arguments.operand(0);
    const Subject subject{"store", typed.starts_with("store/") ? typed.substr(6) : typed};
    const std::optional<StoreStanding> store = standingOf(*desk->picture, subject);
    if (!store)
        return refused({subject.path(), "is no store of the estate", {}}, terminal);
    if (const auto silent = silenceOf(*desk))
        terminal.err << "Nobody watches this estate now: this is what was known before\n";
    const std::optional<MissingUsers> missing = missingUsersOf(*store);
    if (arguments.has(jsonOption.name))
        printJson(*store, missing, desk->picture->wall(), terminal.out);
    else
        print(*store, missing, terminal);
    return !missing || missing->isWhole() ? Exit::Done : Exit::Unknown;
}

constexpr CommandOption options[] = {jsonOption, estateOption};
} // namespace

extern const Command item;
const Command item{.name = "missing",
                   .operands = "STORE",
                   .fewestOperands = 1,
                   .mostOperands = 1,
                   .options = options,
                   .summary = "Users of whom something is only on a lost host",
                   .text = "One name a line, for support: nobody is to create them again before that host is\n"
                           "back. It is what its last words and the last comparison told, also after a\n"
                           "failover. Ends with 3 where there may be more; that is said beside the list.",
                   .run = run};
} // namespace signalbox::commands::missing
