// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <pages/page.h>

class QAction;

namespace signalbox
{
class AskBar;

/// Something that can be done to what is selected, and what it is called: "Restart nginx on web1".
struct Offer {
    Request request;
    QString title;
};

/// What a person has done to the selected alerts' subjects, or to the selected subject: one key leads to its plan. And
/// that somebody works on a subject by hand, so that nobody else acts on it.
class ActionCommands final : public QObject
{
    Q_OBJECT
public:
    /// What needs words is asked in `bar`, which outlives this; a choice opens over `parent`.
    ActionCommands(const PageContext &context, AskBar &bar, QWidget *parent);

    /// What the commands are about from now on; `subject` where no alert is.
    void setHand(const PicturePtr &picture, const std::vector<AlertId> &alerts, const std::optional<Subject> &subject);
    [[nodiscard]] const QList<QAction *> &actions() const { return m_actions; }
    /// What can be done to what is in hand; of several subjects what can be done to each of them.
    [[nodiscard]] std::vector<Offer> offers() const;

Q_SIGNALS:
    void planWanted(const signalbox::Request &request, const QString &title);
    /// What came of a command, in a sentence.
    void told(const QString &sentence);

private:
    QAction *add(std::string_view id);
    void tellOffers();
    void tellHolds();
    void choose();
    void askHold();
    void release();
    void act(const Act &act, const QString &done);

    PageContext m_context;
    AskBar &m_bar;
    QWidget *m_window;
    QList<QAction *> m_actions;
    QAction *m_do;
    QAction *m_hold;
    QAction *m_release;
    PicturePtr m_picture;
    std::vector<Subject> m_targets; ///< sorted
};
} // namespace signalbox
