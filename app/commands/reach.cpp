// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ostream>

#include <QDir>
#include <QEventLoop>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSysInfo>
#include <QTemporaryDir>

#include <commands/deskact.h>
#include <commands/reachreport.h>
#include <estate/plaintext.h>
#include <estate/suggestion.h>
#include <lists/keptrows.h>
#include <lists/listedestate.h>
#include <reach/hostscript.h>
#include <reach/hostsetup.h>
#include <sources/source.h>
#include <watching/recorder.h>
#include <watching/statefolder.h>

namespace signalbox::commands::reach
{
namespace
{
constexpr std::string_view lookOption = "look";
constexpr std::string_view setupOption = "setup";
constexpr std::string_view scriptOption = "script";
constexpr std::string_view keysOption = "act-keys";
constexpr qint64 longestKeys = 256 * 1024;

/// The estate as the watch has it: lists with the rows that it keeps, and asked for only where it keeps none.
Expected<Estate> readEstateNow(const std::string &path)
{
    const auto recording = recordingOf(path);
    if (!recording)
        return tl::unexpected(recording.error());
    const KeptRows kept(besideRecording(*recording, "rows.json"));
    std::vector<std::string_view> types;
    for (const SourceType *type : sources::all())
        types.push_back(type->id);
    ListedReading listed = readListedEstate(
        [&](const QueryRows &rows) {
            return readEstateOrThisMachine(path, QSysInfo::machineHostName().toStdString(), types, rows);
        },
        [&kept](const EstateReading &reading) { return kept.of(reading.queries); }, false);
    if (!listed.reading.estate)
        return tl::unexpected(Problem{
            {}, listed.reading.errors.empty() ? "it cannot be read" : listed.reading.errors.front().line(), {}});
    if (!listed.reading.estate->reach)
        return tl::unexpected(
            Problem{{},
                    "the estate has no section reach: nothing is reached by ssh, and nothing needs to be",
                    "See docs/reach.md for what it would give"});
    return std::move(*listed.reading.estate);
}

Expected<Subject> hostCalled(const Estate &estate, const std::string &name)
{
    std::vector<std::string_view> names;
    for (const Declared &declared : estate.subjects) {
        if (declared.subject.kind == "host")
            names.push_back(declared.subject.name);
        if (declared.subject == Subject{"host", name})
            return declared.subject;
    }
    return tl::unexpected(Problem{{}, "no host is called \"" + harmless(name) + '"' + didYouMean(name, names), {}});
}

Expected<std::string> contentOf(const std::string &path)
{
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::ReadOnly))
        return tl::unexpected(Problem{path, "cannot be read: " + file.errorString().toStdString(), {}});
    return file.read(longestKeys).toStdString();
}

Expected<std::vector<std::string>> keysIn(const std::string &path)
{
    return contentOf(path).and_then(&publicKeys).map_error([&path](Problem problem) {
        problem.where = path;
        return problem;
    });
}

Exit setUp(const Estate &estate, const Arguments &arguments, Terminal &terminal)
{
    const auto host = hostCalled(estate, arguments.value(setupOption));
    if (!host)
        return refused(host.error(), terminal);
    const HostAccess access = *accessTo(estate, *host);
    SetupKeys keys;
    if (const auto look = keysIn(access.lookKey + ".pub"); look && look->size() == 1)
        keys.look = look->front();
    if (arguments.has(keysOption)) {
        auto act = keysIn(arguments.value(keysOption));
        if (!act)
            return refused(act.error(), terminal);
        keys.act = std::move(*act);
    }
    std::vector<Lever> own = levers(estate);
    std::erase_if(own, [&](const Lever &lever) { return lever.host != *host; });
    terminal.out << hostSetup(estate, access, own, keys);
    return Exit::Done;
}

/// Whom to test: those named, with or without levers; else all that have some.
Expected<std::vector<HostToTest>> chosen(const Estate &estate, const Arguments &arguments, Terminal &terminal)
{
    std::vector<HostToTest> hosts = hostsToTest(estate, levers(estate), Identity::Look);
    if (!arguments.operands.empty()) {
        std::vector<HostToTest> named;
        for (const std::string &name : arguments.operands) {
            const auto host = hostCalled(estate, name);
            if (!host)
                return tl::unexpected(host.error());
            const auto known = std::find_if(hosts.begin(), hosts.end(),
                                            [&](const HostToTest &each) { return each.access.name == host->name; });
            named.push_back(known == hosts.end() ? HostToTest{*accessTo(estate, *host), Identity::Look, {}} : *known);
        }
        hosts = std::move(named);
    }
    if (arguments.has(lookOption))
        return hosts;
    std::vector<HostToTest> all;
    std::string unreadable;
    for (const HostToTest &host : hosts) {
        if (QFileInfo(QString::fromStdString(host.access.lookKey)).isReadable())
            all.push_back(host);
        else
            unreadable = host.access.lookKey;
        all.push_back(host);
        all.back().identity = Identity::Act;
    }
    if (!unreadable.empty())
        terminal.err << "signalboxctl: not tested by look: " << unreadable
                     << " is not to be read here, as is right on a desk; the watch tests it daily\n";
    return all;
}

Exit run(const Arguments &arguments, Terminal &terminal)
{
    if (arguments.has(scriptOption) && !arguments.has(setupOption))
        return refused({{}, "--script needs --setup HOST", {}}, terminal);
    if (arguments.has(setupOption) && (!arguments.operands.empty() || arguments.has(jsonOption.name)))
        return refused({{}, "--setup prints the set-up of one host and tests none", {}}, terminal);
    const auto estate = readEstateNow(arguments.value(estateOption.name));
    if (!estate)
        return refused(estate.error(), terminal);
    if (arguments.has(scriptOption)) {
        terminal.out << hostScript();
        return Exit::Done;
    }
    if (arguments.has(setupOption))
        return setUp(*estate, arguments, terminal);
    const auto hosts = chosen(*estate, arguments, terminal);
    if (!hosts)
        return refused(hosts.error(), terminal);
    // Sockets have short paths.
    const QTemporaryDir folder(QStringLiteral("/tmp/signalbox-XXXXXX"));
    std::vector<HostStanding> standings;
    QEventLoop loop;
    const LeverTest test(*hosts, folder.isValid() ? folder.path().toStdString() : std::string(), {},
                         [&](std::vector<HostStanding> found) {
                             standings = std::move(found);
                             loop.quit();
                         });
    loop.exec();
    if (arguments.has(jsonOption.name))
        terminal.out << QJsonDocument(reachJson(standings)).toJson().toStdString();
    else if (standings.empty())
        terminal.out << "there is no lever: no service of the estate names its unit\n";
    else
        printReach(standings, terminal.out);
    return reachExit(standings);
}

constexpr CommandOption options[] = {
    {lookOption, "", "by the watch's key alone, as the watch does daily"},
    {setupOption, "HOST", "print how its administrator sets that host up"},
    {keysOption, "FILE", "with --setup: public keys of those who may act"},
    {scriptOption, "", "with --setup: print the script of verbs alone"},
    estateOption,
    jsonOption,
};
} // namespace

extern const Command item;
const Command item{.name = "reach",
                   .operands = "[HOST...]",
                   .mostOperands = 1000,
                   .options = options,
                   .summary = "Test every lever without pulling it",
                   .text = "Asks each host whether it would carry out what a person may have done there,\n"
                           "by the watch's key (look) and by yours (act). Ends with 0 when all would be\n"
                           "carried out, with 2 when something would be refused, with 3 when a host could\n"
                           "not be asked.",
                   .run = run};
} // namespace signalbox::commands::reach
