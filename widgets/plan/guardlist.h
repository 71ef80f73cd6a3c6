// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <models/guardsmodel.h>

class QLabel;

namespace signalbox
{
class RowTable;

/// The guards of a plan, worst first. Space, Enter or a click on the answer ticks a warning or chooses a guard to be
/// overridden; what is not asked for cannot be answered.
class GuardList final : public QWidget
{
    Q_OBJECT
public:
    explicit GuardList(QWidget *parent);

    /// Answers to guards that no longer need one are dropped.
    void setGuards(const std::vector<Guard> &guards);
    /// Nothing is answered any more.
    void forget();
    [[nodiscard]] const GuardAnswers &answers() const { return m_answers; }
    [[nodiscard]] RowTable &table() const { return *m_table; }

Q_SIGNALS:
    void answered();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void answer(int row);

    std::vector<Guard> m_guards;
    GuardAnswers m_answers;
    GuardsModel m_model;
    QLabel *m_counts;
    RowTable *m_table;
};
} // namespace signalbox
