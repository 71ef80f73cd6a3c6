// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <actions/relations.h>

#include <algorithm>
#include <set>

#include <rules/words.h>

namespace signalbox
{
namespace
{
constexpr std::size_t mostNames = 5;

bool hasSubject(const std::vector<Subject> &all, const Subject &subject)
{
    return std::find(all.begin(), all.end(), subject) != all.end();
}

void append(std::vector<Subject> &all, const std::vector<Subject> &more)
{
    all.insert(all.end(), more.begin(), more.end());
}
} // namespace

void tidy(std::vector<Subject> &subjects)
{
    std::sort(subjects.begin(), subjects.end());
    subjects.erase(std::unique(subjects.begin(), subjects.end()), subjects.end());
}

bool isDeclared(const Estate &estate, const Subject &subject)
{
    return estate.find(subject) != nullptr ||
           (subject.kind == "source" &&
            std::any_of(estate.sources.begin(), estate.sources.end(),
                        [&](const SourceDeclaration &source) { return source.name == subject.name; }));
}

std::string namesOf(const std::vector<Subject> &subjects)
{
    std::vector<std::string> names;
    names.reserve(subjects.size());
    for (const Subject &subject : subjects)
        names.push_back(subject.path());
    return names.empty() ? "none" : rules::someOf(names, mostNames);
}

std::string detailOf(const Estate &estate, const Subject &subject, const std::string &key)
{
    const Declared *declared = estate.find(subject);
    if (!declared)
        return {};
    const auto found = declared->details.find(key);
    return found == declared->details.end() ? std::string() : found->second;
}

std::vector<Subject> membersOf(const Estate &estate, const Subject &subject)
{
    const Declared *declared = estate.find(subject);
    std::vector<Subject> all = declared ? declared->members : std::vector<Subject>();
    tidy(all);
    return all;
}

std::vector<Subject> groupsOf(const Estate &estate, const Subject &subject)
{
    std::vector<Subject> all;
    for (const Declared &declared : estate.subjects) {
        if (hasSubject(declared.members, subject))
            all.push_back(declared.subject);
    }
    tidy(all);
    return all;
}

std::vector<Subject> othersOf(const Estate &estate, const Subject &subject)
{
    std::vector<Subject> all;
    for (const Subject &group : groupsOf(estate, subject)) {
        if (group.kind == "pair" || group.kind == "service")
            append(all, membersOf(estate, group));
    }
    tidy(all);
    all.erase(std::remove(all.begin(), all.end(), subject), all.end());
    return all;
}

std::vector<Subject> dependantsOf(const Estate &estate, const Subject &subject)
{
    std::vector<Subject> all{subject};
    for (std::size_t i = 0; i < all.size(); ++i) { // grows while it is walked
        for (const Declared &declared : estate.subjects) {
            if (hasSubject(declared.dependsOn, all[i]) && !hasSubject(all, declared.subject))
                all.push_back(declared.subject);
        }
    }
    all.erase(all.begin());
    tidy(all);
    return all;
}

std::vector<Subject> relativesOf(const Estate &estate, const Subject &subject)
{
    std::vector<Subject> all = membersOf(estate, subject);
    for (const Subject &group : groupsOf(estate, subject)) {
        all.push_back(group);
        append(all, membersOf(estate, group));
    }
    if (const Declared *declared = estate.find(subject))
        append(all, declared->dependsOn);
    append(all, dependantsOf(estate, subject));
    tidy(all);
    all.erase(std::remove(all.begin(), all.end(), subject), all.end());
    return all;
}

std::vector<std::string> claimsOf(const Estate &estate, const Subject &subject)
{
    std::set<std::string> paths{subject.path()};
    for (const Subject &member : membersOf(estate, subject))
        paths.insert(member.path());
    for (const Subject &group : groupsOf(estate, subject)) {
        if (group.kind != "service")
            paths.insert(group.path());
    }
    const Declared *declared = estate.find(subject);
    for (const Subject &needed : declared ? declared->dependsOn : std::vector<Subject>()) {
        if (detailOf(estate, needed, "hypervisor") == "true")
            paths.insert(needed.path());
    }
    return {paths.begin(), paths.end()};
}

std::vector<Subject> hostsOf(const Estate &estate, const Subject &subject)
{
    std::vector<Subject> all = membersOf(estate, subject);
    all.push_back(subject);
    all.erase(std::remove_if(all.begin(), all.end(), [](const Subject &each) { return each.kind != "host"; }),
              all.end());
    tidy(all);
    return all;
}
} // namespace signalbox
