// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <reach/lever.h>

#include <algorithm>
#include <set>

namespace signalbox
{
std::string leverText(const Lever &lever)
{
    std::string text;
    for (const std::string &word : lever.words) {
        if (!text.empty())
            text += ' ';
        text += word;
    }
    return text;
}

namespace
{
// Programs in /etc/signalbox/run of a runbook's targets, by their names alone: what arguments it takes is its own
// affair.
void addRunbooks(const Estate &estate, std::vector<Lever> &all)
{
    for (const Runbook &runbook : estate.runbooks) {
        if (!runbook.isAtTarget)
            continue;
        std::set<std::string> programs;
        for (const auto *argv : {&runbook.run, &runbook.probe, &runbook.undo}) {
            if (!argv->empty())
                programs.insert(argv->front());
        }
        for (const Declared &host : estate.subjects) {
            const bool isMeant =
                std::find(runbook.subjects.begin(), runbook.subjects.end(), host.subject) != runbook.subjects.end() ||
                std::find(runbook.kinds.begin(), runbook.kinds.end(), host.subject.kind) != runbook.kinds.end();
            for (const std::string &program : programs) {
                const Lever lever{host.subject, host.subject, {"run", program}};
                if (isMeant && host.subject.kind == "host" && std::find(all.begin(), all.end(), lever) == all.end())
                    all.push_back(lever);
            }
        }
    }
}

// The program that stops and starts slots, on every host that has one.
void addSlots(const Estate &estate, std::vector<Lever> &all)
{
    if (!estate.cyrus)
        return;
    std::set<Subject> hosts;
    for (const Declared &declared : estate.subjects) {
        if (declared.subject.kind == "store")
            hosts.insert(declared.members.begin(), declared.members.end());
    }
    for (const Subject &host : hosts)
        all.push_back({host, host, {"run", estate.cyrus->program}});
}
} // namespace

std::vector<Lever> levers(const Estate &estate)
{
    std::vector<Lever> all;
    if (!estate.reach)
        return all;
    for (const Declared &declared : estate.subjects) {
        const auto unit = declared.details.find("unit");
        if (declared.subject.kind != "service" || unit == declared.details.end())
            continue;
        for (const Subject &host : declared.members)
            all.push_back({declared.subject, host, {"service-restart", unit->second}});
    }
    addRunbooks(estate, all);
    addSlots(estate, all);
    return all;
}
} // namespace signalbox
