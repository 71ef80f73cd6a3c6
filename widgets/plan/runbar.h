// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>

#include <QWidget>

#include <actions/run.h>

class QLabel;
class QLineEdit;
class QProgressBar;

namespace signalbox
{
class GateButton;

/// What a person can say to a run: stop it, approve it, or how it goes on where it waits; with what is asked told
/// plainly, and what time is left.
class RunBar final : public QWidget
{
    Q_OBJECT
public:
    explicit RunBar(QWidget *parent);

    /// Another run came up: the pointer is where it was opened, and no reason is written.
    void begin();
    /// `me`: who looks (user@host); whoever confirmed a run cannot approve it.
    void showRun(const Run &run, WallTime now, const std::string &me);
    /// What is left of the time.
    void tellTime(WallTime now);
    /// Decides that, as if its button had been pressed; nothing where it cannot be decided now.
    void decide(RunDecision::Kind kind);

Q_SIGNALS:
    void decided(const signalbox::RunDecision &decision);
    void approved();

private:
    void tellQuestion(const QString &question);

    Run m_run;
    QLabel *m_question;
    QLabel *m_waits;
    QProgressBar *m_left;
    QLineEdit *m_reason;
    QLabel *m_hint;
    GateButton *m_approve;
    std::map<RunDecision::Kind, GateButton *> m_buttons;
};
} // namespace signalbox
