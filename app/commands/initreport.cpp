// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <commands/initreport.h>
#include <commands/jsonvalue.h>

#include <ostream>
#include <set>

#include <QJsonArray>

#include <drafting/estatedrafttext.h>
#include <estate/plaintext.h>

namespace signalbox
{
namespace
{
QJsonArray texts(const std::vector<std::string> &all)
{
    QJsonArray array;
    for (const std::string &each : all)
        array.append(textJson(each));
    return array;
}

std::string count(std::size_t number, const std::string &noun)
{
    return std::to_string(number) + ' ' + noun + (number == 1 ? "" : "s");
}

// As the shell wants it after a command.
std::string word(const std::string &path)
{
    if (path.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+@%") ==
        std::string::npos)
        return path;
    std::string quoted = "'";
    for (const char c : path)
        quoted += c == '\'' ? "'\\''" : std::string(1, c);
    return quoted + '\'';
}

void printWritten(const InitReport &report, std::ostream &out)
{
    std::set<std::string_view> roles;
    std::set<std::string_view> sites;
    for (const DraftHost &host : report.draft.hosts) {
        roles.insert(host.roles.begin(), host.roles.end());
        if (!host.site.empty())
            sites.insert(host.site);
    }
    out << "wrote " << harmless(report.file) << ": " << count(report.draft.hosts.size(), "host") << ", "
        << count(roles.size(), "role") << ", " << count(sites.size(), "site") << '\n';
    if (sites.empty())
        out << "no label tells where hosts stand; name one with --site-label, or fill in site\n";
    for (const std::string &note : report.draft.notes)
        out << harmless(note) << '\n';
    out << "next: open it and fill in what it asks for; signalbox " << harmless(word(report.file)) << '\n';
}

void printDifference(const InitReport &report, std::ostream &out)
{
    const EstateDifference &difference = report.difference;
    out << harmless(report.file) << " exists and is left as it is.\n";
    if (difference.isEmpty()) {
        out << "Nothing in it differs from what Prometheus monitors.\n";
        return;
    }
    if (!difference.added.empty())
        out << count(difference.added.size(), "host")
            << " only in Prometheus; to take them over, put these lines under hosts:\n";
    for (const DraftHost &host : difference.added)
        out << draftHostLine(host);
    if (!difference.gone.empty())
        out << count(difference.gone.size(), "host") << " only in the file:\n";
    for (const std::string &host : difference.gone)
        out << "  " << host << '\n';
    if (!difference.changed.empty())
        out << count(difference.changed.size(), "host") << " otherwise than in the file:\n";
    for (const HostDifference &host : difference.changed) {
        out << "  " << host.host << ':';
        if (host.site != host.monitoredSite)
            out << " site " << (host.site.empty() ? "(none)" : harmless(host.site)) << " -> "
                << harmless(host.monitoredSite);
        for (const std::string &role : host.missingRoles)
            out << " +role " << role;
        out << '\n';
    }
    out << "To have all of it anew, name a file that does not exist.\n";
}

QJsonObject hostJson(const DraftHost &host)
{
    return {{QStringLiteral("host"), textJson(host.name)},
            {QStringLiteral("address"), textJson(host.address)},
            {QStringLiteral("site"), textJson(host.site)},
            {QStringLiteral("roles"), texts(host.roles)}};
}
} // namespace

void printReport(const InitReport &report, std::ostream &out)
{
    if (report.written)
        printWritten(report, out);
    else
        printDifference(report, out);
}

QJsonObject reportJson(const InitReport &report)
{
    QJsonObject json{{QStringLiteral("signalbox"), 1},
                     {QStringLiteral("file"), textJson(report.file)},
                     {QStringLiteral("written"), report.written},
                     {QStringLiteral("hosts"), static_cast<qint64>(report.draft.hosts.size())},
                     {QStringLiteral("notes"), texts(report.draft.notes)}};
    if (report.written)
        return json;
    QJsonArray added;
    for (const DraftHost &host : report.difference.added)
        added.append(hostJson(host));
    QJsonArray changed;
    for (const HostDifference &host : report.difference.changed)
        changed.append(QJsonObject{{QStringLiteral("host"), textJson(host.host)},
                                   {QStringLiteral("site"), textJson(host.site)},
                                   {QStringLiteral("monitored_site"), textJson(host.monitoredSite)},
                                   {QStringLiteral("missing_roles"), texts(host.missingRoles)}});
    json.insert(QStringLiteral("same"), report.difference.isEmpty());
    json.insert(QStringLiteral("added"), added);
    json.insert(QStringLiteral("gone"), texts(report.difference.gone));
    json.insert(QStringLiteral("changed"), changed);
    return json;
}
} // namespace signalbox
