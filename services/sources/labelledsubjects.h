// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include <estate/estate.h>

namespace signalbox
{
/// Whose a series is where a label tells: an exporter on a host that speaks of stores (`subject_labels`).
class LabelledSubjects
{
public:
    LabelledSubjects() = default;
    explicit LabelledSubjects(const SourceDeclaration &declaration);
    /// The subject that the first of the kinds' labels names, and the labels with slot=HOST in its place; the target's
    /// own subject and the same labels where none names a declared one.
    [[nodiscard]] std::pair<Subject, Labels> attribute(const Subject &target, const Labels &labels) const;

private:
    std::vector<std::string> m_kinds;
    std::set<Subject> m_declared; ///< of these kinds
};
} // namespace signalbox
