// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <models/stepsmodel.h>

class QLabel;
class QPlainTextEdit;

namespace signalbox
{
class RowTable;

/// The steps of a plan or a run, that in question chosen, and what the chosen one comes to literally: its command, what
/// looks whether it is so, and its undo, as a person would type them.
class StepList final : public QWidget
{
    Q_OBJECT
public:
    explicit StepList(QWidget *parent);

    /// `run` may be null.
    void setSteps(const Plan &plan, const Run *run);
    /// The command of the chosen step; empty: none is.
    [[nodiscard]] QString command() const;

Q_SIGNALS:
    void copyAsked();

private:
    void tellStep();
    [[nodiscard]] const Step *chosen() const;

    Plan m_plan;
    std::optional<std::size_t> m_asked; ///< the step that a person is asked about, which is chosen for them
    StepsModel m_model;
    QLabel *m_title;
    RowTable *m_table;
    QPlainTextEdit *m_literal;
};
} // namespace signalbox
