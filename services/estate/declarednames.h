// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <estate/estatereader.h>

namespace signalbox
{
/// What an estate declares, for checking references to it. Complains into the errors given at construction.
class DeclaredNames
{
public:
    explicit DeclaredNames(std::vector<EstateError> &errors)
        : m_errors(errors)
    {
    }

    void declare(Subject subject) { m_names[std::move(subject.kind)].insert(std::move(subject.name)); }

    /// Whether subject is declared; a complaint about `key` at `where`, with the nearest name, where it is not.
    bool check(std::string_view key, const Subject &subject, const Location &where);

    /// The subject meant by "web1" (a host) or "store/store7"; nothing, and a complaint, where it is not declared.
    std::optional<Subject> reference(std::string_view key, const std::string &text, const Location &where);

    /// Complains, with the nearest one, where there is no such kind of subject; sources are none.
    void checkKind(std::string_view key, const std::string &kind, const Location &where);

private:
    std::vector<EstateError> &m_errors;
    std::map<std::string, std::set<std::string>> m_names;
    int m_suggested = 0;
};
} // namespace signalbox
