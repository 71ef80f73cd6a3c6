// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include <estate/estate.h>

namespace signalbox
{
/// Which subject a label's value means: a declared one by its address or its name, otherwise one of that name, made fit
/// to be a name. Two values never become one subject by being made fit.
class SubjectFinder
{
public:
    /// Subjects that the estate does not declare, at most; a fleet larger than that is looked at declared or by jobs.
    static constexpr std::size_t mostUndeclared = 20'000;

    explicit SubjectFinder(std::span<const KnownSubject> known);

    /// The subject, or nothing: the value names none, it would fall together with another, or there are too many. For
    /// hosts a port is left out, and of a URL all but the host.
    std::optional<Subject> find(const std::string &kind, std::string_view value);

    [[nodiscard]] std::uint64_t collisions() const { return m_collisions; } ///< values without a subject of their own
    [[nodiscard]] const std::string &collision() const { return m_collision; } ///< the first of them, in words
    [[nodiscard]] bool isFull() const { return m_undeclared >= mostUndeclared; }

    /// "web1" of "web1:9100", "web1" and "https://web1/login"; "2001:db8::1" of "[2001:db8::1]:9100".
    static std::string hostOf(std::string_view value);

private:
    std::optional<Subject> judge(const std::string &kind, std::string_view value);

    std::unordered_map<std::string, Subject> m_declared;             ///< by kind, '/' and address or name, lower case
    std::unordered_map<std::string, std::optional<Subject>> m_found; ///< by kind, '/' and value
    std::unordered_map<std::string, std::string> m_taken;            ///< by path: the text that it was made of
    std::size_t m_undeclared = 0;
    std::uint64_t m_collisions = 0;
    std::string m_collision;
};
} // namespace signalbox
