// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <pages/page.h>

class QAction;

namespace signalbox
{
/// The ways from a subject to where it can be worked on: a terminal, its log, its links.
class SubjectCommands final : public QObject
{
    Q_OBJECT
public:
    /// The menu of links opens over that widget.
    SubjectCommands(const PageContext &context, QWidget *parent);

    /// The subject that the commands are about from now on.
    void setHand(const PicturePtr &picture, const std::optional<Subject> &subject);
    [[nodiscard]] const QList<QAction *> &actions() const { return m_actions; }

Q_SIGNALS:
    /// What came of a command, in a sentence.
    void told(const QString &sentence);

private:
    QAction *add(std::string_view id);
    void run(OnSubject what);
    void showLinks();
    void follow(const SubjectLink &link);

    PageContext m_context;
    QWidget *m_window;
    QList<QAction *> m_actions;
    QAction *m_terminal;
    QAction *m_log;
    QAction *m_links;
    std::shared_ptr<const Estate> m_estate;
    std::optional<Subject> m_subject;
};
} // namespace signalbox
