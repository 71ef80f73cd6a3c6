// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <estate/estate.h>

#include <algorithm>
#include <set>

#include <estate/estatefields.h>

namespace signalbox
{
namespace
{
// "1 host", "2 phone servers".
std::string words(std::string_view kind, std::size_t count)
{
    std::string word(kind);
    std::replace(word.begin(), word.end(), '-', ' ');
    return std::to_string(count) + ' ' + word + (count == 1 ? "" : "s");
}
} // namespace

bool QueryDeclaration::asksAlike(const QueryDeclaration &other) const
{
    return type == other.type && url == other.url && query == other.query && command == other.command &&
           file == other.file && postgresql == other.postgresql;
}

const Declared *Estate::find(const Subject &subject) const
{
    const auto found = std::find_if(subjects.begin(), subjects.end(),
                                    [&](const Declared &declared) { return declared.subject == subject; });
    return found == subjects.end() ? nullptr : &*found;
}

const Runbook *Estate::runbook(std::string_view called) const
{
    const auto found =
        std::find_if(runbooks.begin(), runbooks.end(), [&](const Runbook &each) { return each.name == called; });
    return found == runbooks.end() ? nullptr : &*found;
}

std::vector<Subject> Estate::unwatched() const
{
    std::set<Subject> watched;
    for (const SourceDeclaration &source : sources) {
        for (const Target &target : source.targets)
            watched.insert(target.subject);
    }
    std::set<Subject> covered = watched;
    for (const Declared &declared : subjects) {
        if (watched.contains(declared.subject))
            covered.insert(declared.members.begin(), declared.members.end());
    }
    std::vector<Subject> rest;
    for (const Declared &declared : subjects) {
        if (!covered.contains(declared.subject) && !isKnownToTheWatch(declared.subject.kind))
            rest.push_back(declared.subject);
    }
    return rest;
}

std::string countByKind(const std::vector<Subject> &subjects)
{
    std::map<std::string_view, std::size_t> counts;
    for (const Subject &subject : subjects)
        ++counts[subject.kind];
    std::string text;
    const auto append = [&](std::string_view kind, std::size_t count) {
        text += (text.empty() ? "" : ", ") + words(kind, count);
    };
    for (const Field &section : estateFields()) {
        const auto known = counts.find(section.kind);
        if (!section.kind.empty() && known != counts.end()) {
            append(section.kind, known->second);
            counts.erase(known);
        }
    }
    for (const auto &[kind, count] : counts)
        append(kind, count);
    return text;
}
} // namespace signalbox
