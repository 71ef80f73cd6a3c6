// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <commands/reachreport.h>

#include <ostream>

#include <QJsonArray>

#include <commands/jsonvalue.h>
#include <estate/plaintext.h>

namespace signalbox
{
namespace
{
using namespace Qt::StringLiterals;

QString word(Readiness readiness)
{
    return readiness == Readiness::Ready ? u"ready"_s : readiness == Readiness::Refused ? u"refused"_s : u"unknown"_s;
}

void printWhy(Readiness readiness, const Problem &why, const char *indent, std::ostream &out)
{
    out << (readiness == Readiness::Refused ? "would be refused: " : "not known: ") << harmless(why.what) << '\n';
    if (!why.advice.empty())
        out << indent << harmless(why.advice) << '\n';
}

QJsonObject whyJson(Readiness readiness, const Problem &why)
{
    QJsonObject json{{u"state"_s, word(readiness)}};
    if (readiness != Readiness::Ready) {
        json.insert(u"why"_s, textJson(harmless(why.what)));
        json.insert(u"advice"_s, textJson(harmless(why.advice)));
    }
    return json;
}

QJsonObject leverJson(const LeverStanding &standing)
{
    QJsonObject json = whyJson(standing.readiness, standing.why);
    QJsonArray words;
    for (const std::string &each : standing.lever.words)
        words.append(textJson(each));
    json.insert(u"subject"_s, textJson(standing.lever.subject.path()));
    json.insert(u"words"_s, words);
    return json;
}
} // namespace

void printReach(const std::vector<HostStanding> &standings, std::ostream &out)
{
    for (const HostStanding &host : standings) {
        out << host.access.name << " by " << identityWord(host.identity) << ": ";
        if (host.readiness != Readiness::Ready) {
            printWhy(host.readiness, host.why, "    ", out);
            continue;
        }
        out << "reached\n";
        for (const LeverStanding &standing : host.levers) {
            out << "  " << leverText(standing.lever) << " (" << standing.lever.subject.path() << "): ";
            if (standing.readiness == Readiness::Ready)
                out << "would be carried out\n";
            else
                printWhy(standing.readiness, standing.why, "    ", out);
        }
    }
}

QJsonObject reachJson(const std::vector<HostStanding> &standings)
{
    QJsonArray hosts;
    for (const HostStanding &host : standings) {
        QJsonArray levers;
        for (const LeverStanding &standing : host.levers)
            levers.append(leverJson(standing));
        QJsonObject json = whyJson(host.readiness, host.why);
        json.insert(u"name"_s, textJson(host.access.name));
        json.insert(u"address"_s, textJson(host.access.address));
        json.insert(u"identity"_s, textJson(std::string(identityWord(host.identity))));
        json.insert(u"levers"_s, levers);
        hosts.append(json);
    }
    return {{u"signalbox"_s, 1}, {u"hosts"_s, hosts}};
}

Exit reachExit(const std::vector<HostStanding> &standings)
{
    Exit exit = Exit::Done;
    const auto take = [&exit](Readiness readiness) {
        if (readiness == Readiness::Refused)
            exit = Exit::Blocked;
        else if (readiness == Readiness::Unknown && exit == Exit::Done)
            exit = Exit::Unknown;
    };
    for (const HostStanding &host : standings) {
        take(host.readiness);
        for (const LeverStanding &standing : host.levers)
            take(standing.readiness);
    }
    return exit;
}
} // namespace signalbox
