// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <actions/run.h>
#include <models/rowmodel.h>

namespace signalbox
{
/// A step of a plan, and how it went where the plan is being carried out.
struct StepRow {
    std::uint32_t number = 0; ///< from 0
    Step step;
    std::optional<StepRun> run; ///< nothing: it is only planned
    [[nodiscard]] std::uint32_t key() const { return number; }
    bool operator==(const StepRow &other) const;
};

/// How a step is drawn; nothing for one that waits or was passed over.
std::optional<State> stateOf(const StepRun &step);

/// The steps of a plan or of a run, in their order.
class StepsModel final : public RowModel<StepRow>
{
public:
    enum Columns { NumberColumn, StateColumn, WordsColumn, TargetColumn, SaidColumn };

    explicit StepsModel(QObject *parent = nullptr);
    /// `run` may be null.
    void show(const Plan &plan, const Run *run);
    [[nodiscard]] std::optional<Subject> subjectAt(int row) const override { return at(row).step.target; }

protected:
    [[nodiscard]] QVariant cell(const StepRow &row, int column, int role) const override;
    [[nodiscard]] bool before(const StepRow &a, const StepRow &b, int column) const override;
    [[nodiscard]] QString searched(const StepRow &row) const override;

private:
    [[nodiscard]] QString textOf(const StepRow &row, int column) const;
};
} // namespace signalbox
