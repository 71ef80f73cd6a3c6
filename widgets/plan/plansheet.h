// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <actions/run.h>
#include <models/runfollower.h>
#include <pages/page.h>

class QAction;
class QLabel;

namespace signalbox
{
class GateForm;
class GuardList;
class Headline;
class RunBar;
class StepList;

/// A plan before it is confirmed, and the run that becomes of it: what changes, the guards with their values, the
/// steps, the gate; then how the steps go, and what a person can say to it. A plan is made again each second, so that
/// values and ages live; one that has become another voids what was ticked and typed.
class PlanSheet final : public Page
{
    Q_OBJECT
public:
    explicit PlanSheet(const PageContext &context, QWidget *parent = nullptr);

    /// `title`: what it is called until it has been planned.
    void openPlan(const Request &request, const QString &title);
    void openRun(const QString &id);
    void showPicture(const PicturePtr &picture) override;
    /// "Plan", or "Run 0a1b2c3d4e5f".
    [[nodiscard]] QString title() const;
    /// What can be done by key while the sheet is seen.
    [[nodiscard]] const QList<QAction *> &commands() const { return m_commands; }

Q_SIGNALS:
    /// What came of something, in a sentence.
    void told(const QString &sentence);
    /// The plan has become a run.
    void titleChanged();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void layOut();
    void begin();
    void plan();
    void takePlan(const Expected<Plan> &plan);
    void tellPlan();
    void tellRun();
    void tellMode(bool isRun);
    void tellCommands();
    void confirm(const Confirmation &confirmation);
    void decide(const RunDecision &decision);
    void approve();
    void act(Act::Kind kind, const RunEvent &event, const QString &done);
    void copyStep();
    [[nodiscard]] const Run *run() const;

    PageContext m_context;
    PicturePtr m_picture;
    std::optional<Request> m_request; ///< nothing: a run is shown
    QString m_wished;                 ///< the title of what is to be planned
    Plan m_plan;
    std::string m_hash;                 ///< of the plan that is read; empty: there is none yet
    std::optional<Moment> m_asked;      ///< the picture's moment at the last question
    std::unique_ptr<QObject> m_inquiry; ///< null: no answer is due
    std::string m_run;                  ///< the run's id; empty: none yet
    std::string m_sending;              ///< the run whose confirmation is being written down; empty: none
    RunsPtr m_shown;                    ///< what the run was told by
    QList<QAction *> m_commands;
    QAction *m_stop;
    QAction *m_copy;
    Headline *m_headline;
    QLabel *m_changes;
    QLabel *m_void; ///< that the plan has become another
    QLabel *m_guidance;
    GuardList *m_guards;
    StepList *m_steps;
    GateForm *m_gate;
    RunBar *m_bar;
};
} // namespace signalbox
