// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <estate/declarednames.h>

#include <algorithm>

#include <estate/estatefields.h>
#include <estate/suggestion.h>

namespace signalbox
{
namespace
{
// Looking for the nearest of ten thousand names costs; a file with more mistakes than this has another trouble.
constexpr int mostSuggestions = 100;
} // namespace

bool DeclaredNames::check(std::string_view key, const Subject &subject, const Location &where)
{
    const std::set<std::string> &names = m_names[subject.kind];
    if (names.contains(subject.name))
        return true;
    std::string meant;
    if (m_suggested < mostSuggestions) {
        ++m_suggested;
        const std::vector<std::string_view> candidates(names.begin(), names.end());
        meant = didYouMean(subject.name, candidates);
    }
    m_errors.push_back(
        {where, std::string(key) + ": no " + subject.kind + " \"" + subject.name + "\" is declared" + meant});
    return false;
}

std::optional<Subject> DeclaredNames::reference(std::string_view key, const std::string &text, const Location &where)
{
    const std::size_t slash = text.find('/');
    Subject subject =
        slash == std::string::npos ? Subject{"host", text} : Subject{text.substr(0, slash), text.substr(slash + 1)};
    if (m_names.contains(subject.kind) || subject.kind == "host")
        return check(key, subject, where) ? std::optional(std::move(subject)) : std::nullopt;
    std::vector<std::string_view> kinds;
    for (const auto &[kind, names] : m_names)
        kinds.push_back(kind);
    m_errors.push_back({where, std::string(key) + ": nothing of the kind \"" + subject.kind + "\" is declared" +
                                   didYouMean(subject.kind, kinds)});
    return {};
}

void DeclaredNames::checkKind(std::string_view key, const std::string &kind, const Location &where)
{
    std::vector<std::string_view> kinds;
    for (const Field &section : estateFields()) {
        if (!section.kind.empty() && section.kind != "source")
            kinds.push_back(section.kind);
    }
    if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end())
        m_errors.push_back(
            {where, std::string(key) + ": no kind of subject is called \"" + kind + '"' + didYouMean(kind, kinds)});
}
} // namespace signalbox
