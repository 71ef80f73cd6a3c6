// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <pages/page.h>

class QAction;

namespace signalbox
{
class AskBar;

/// What can be done about alerts, whatever page they are selected on: look closer, copy, acknowledge, shelve, note.
class AlertCommands final : public QObject
{
    Q_OBJECT
public:
    /// Words are asked for in that bar, which outlives this.
    AlertCommands(const PageContext &context, AskBar &bar, QObject *parent);

    /// What the commands are about from now on; `subject` where no alert is.
    void setHand(const PicturePtr &picture, const std::vector<AlertId> &alerts, const std::optional<Subject> &subject);
    [[nodiscard]] const QList<QAction *> &actions() const { return m_actions; }

Q_SIGNALS:
    void partWanted(signalbox::AlertId alert, signalbox::AlertPart part);
    void historyWanted(signalbox::AlertId alert);
    /// What came of a command, in a sentence.
    void told(const QString &sentence);

private:
    QAction *add(std::string_view id);
    void copy();
    void ask(Act::Kind kind);
    [[nodiscard]] std::vector<Act> unshelving() const;
    void unacknowledge();
    void act(const std::vector<Act> &acts, const QString &done);
    [[nodiscard]] std::vector<Act> actsOf(Act::Kind kind) const;
    [[nodiscard]] bool isAnyAcknowledged() const;
    /// Whether one of them came, came back or got worse after that.
    [[nodiscard]] bool isStirred(const std::vector<AlertId> &alerts, Moment since) const;
    [[nodiscard]] QString handText() const;

    PageContext m_context;
    AskBar &m_bar;
    QList<QAction *> m_actions;
    QAction *m_explain;
    QAction *m_history;
    QAction *m_guidance;
    QAction *m_copy;
    QAction *m_acknowledge;
    QAction *m_unacknowledge;
    QAction *m_shelve;
    QAction *m_unshelve;
    QAction *m_note;
    PicturePtr m_picture;
    std::vector<AlertId> m_alerts;
    std::optional<Subject> m_subject;
};
} // namespace signalbox
