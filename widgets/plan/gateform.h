// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <actions/gate.h>
#include <models/guardsmodel.h>

class QLabel;
class QLineEdit;

namespace signalbox
{
class GateButton;

/// The gate of a plan: what a person writes and types before it is carried out, what is still missing, and the button
/// that says what will happen.
class GateForm final : public QWidget
{
    Q_OBJECT
public:
    explicit GateForm(QWidget *parent);

    /// Another plan came up: nothing is typed, and the pointer is where it opened it.
    void begin();
    /// The plan as it is now, and what was answered to its guards; what was typed stays.
    void setPlan(const Plan &plan, const GuardAnswers &answers);
    /// What was typed counts no longer.
    void forget();
    /// Why nothing can be done now, whatever the plan says; empty: it can.
    void setRefusal(const QString &refusal);
    /// What a person has answered so far.
    [[nodiscard]] Confirmation confirmation() const;

Q_SIGNALS:
    /// The gate is open: nothing is missing, and the button was pressed or held.
    void confirmed(const signalbox::Confirmation &confirmation);

private:
    QLineEdit *addField(const QString &name);
    void tell();
    void tellMissing();
    void open();

    Plan m_plan;
    std::string m_hash;
    GuardAnswers m_answers;
    QString m_refusal;
    QLineEdit *m_reason;
    QLineEdit *m_name;
    QLineEdit *m_count;
    QLabel *m_missing;
    GateButton *m_button;
};
} // namespace signalbox
