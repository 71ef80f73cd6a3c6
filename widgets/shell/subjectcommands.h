// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <pages/page.h>

class QAction;

namespace signalbox
{
class AskBar;

/// What a person does about a subject by keyboard: the ways to where it can be worked on (a terminal, its log, its
/// links), a change mark, out of service and back.
class SubjectCommands final : public QObject
{
    Q_OBJECT
public:
    /// What needs words is asked in `bar`, which outlives this; the menu of links opens over `parent`.
    SubjectCommands(const PageContext &context, AskBar &bar, QWidget *parent);

    /// The subject that the commands are about from now on. What was asked in `bar` stays about the one before.
    void setHand(const PicturePtr &picture, const std::optional<Subject> &subject);
    [[nodiscard]] const QList<QAction *> &actions() const { return m_actions; }

Q_SIGNALS:
    /// What came of a command, in a sentence.
    void told(const QString &sentence);

private:
    QAction *add(std::string_view id);
    void tellWays();
    void tellService();
    void run(OnSubject what);
    void showLinks();
    void follow(const SubjectLink &link);
    void askChange(const std::string &about);
    void askOutOfService();
    /// `done` is told once it is written down.
    void act(const Act &act, const QString &done);

    PageContext m_context;
    AskBar &m_bar;
    QWidget *m_window;
    QList<QAction *> m_actions;
    QAction *m_terminal;
    QAction *m_log;
    QAction *m_links;
    QAction *m_change;
    QAction *m_changeAll;
    QAction *m_outOfService;
    QAction *m_backInService;
    PicturePtr m_picture;
    std::optional<Subject> m_subject;
};
} // namespace signalbox
