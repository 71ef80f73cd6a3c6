// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <set>

#include <actions/plan.h>
#include <models/rowmodel.h>

namespace signalbox
{
/// A guard as a row; equal ones of many targets are one.
struct GuardRow {
    std::uint32_t number = 0;
    std::size_t place = 0; ///< worst first, as in the plan
    Guard guard;           ///< the first of them
    std::size_t count = 1;
    QString found;           ///< their values
    bool isAnswered = false; ///< ticked, or chosen to be overridden
    [[nodiscard]] std::uint32_t key() const { return number; }
    bool operator==(const GuardRow &) const = default;
};

/// What a person answered to guards that are not met, by the guard's id.
struct GuardAnswers {
    std::set<std::string> ticked;
    std::set<std::string> overridden;
};

/// The guards of a plan, worst first, each with its value and what it must be.
class GuardsModel final : public RowModel<GuardRow>
{
public:
    enum Columns { VerdictColumn, TitleColumn, FoundColumn, NeededColumn, AnswerColumn, AgeColumn, SourceColumn };

    explicit GuardsModel(QObject *parent = nullptr);
    void show(const std::vector<Guard> &guards, const GuardAnswers &answers);
    [[nodiscard]] std::optional<Subject> subjectAt(int) const override { return {}; }
    [[nodiscard]] const Guard &guardAt(int row) const { return at(row).guard; }

protected:
    [[nodiscard]] QVariant cell(const GuardRow &row, int column, int role) const override;
    [[nodiscard]] bool before(const GuardRow &a, const GuardRow &b, int column) const override;
    [[nodiscard]] QString searched(const GuardRow &row) const override;

private:
    [[nodiscard]] QString textOf(const GuardRow &row, int column) const;

    std::map<std::string, std::uint32_t> m_numbers; ///< of rows, by what they are
};
} // namespace signalbox
