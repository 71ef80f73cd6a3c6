// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sources/labelledsubjects.h>

#include <algorithm>

namespace signalbox
{
LabelledSubjects::LabelledSubjects(const SourceDeclaration &declaration)
    : m_kinds(declaration.subjectLabels)
{
    for (const KnownSubject &known : declaration.known) {
        if (std::find(m_kinds.begin(), m_kinds.end(), known.subject.kind) != m_kinds.end())
            m_declared.insert(known.subject);
    }
}

std::pair<Subject, Labels> LabelledSubjects::attribute(const Subject &target, const Labels &labels) const
{
    for (const std::string &kind : m_kinds) {
        Subject named{kind, std::string(labelValue(labels, kind))};
        if (!m_declared.contains(named))
            continue;
        Labels::List left;
        for (const auto &label : labels) {
            if (label.first != kind && label.first != "slot")
                left.push_back(label);
        }
        return {std::move(named), Labels(std::move(left)).with("slot", target.name)};
    }
    return {target, labels};
}
} // namespace signalbox
