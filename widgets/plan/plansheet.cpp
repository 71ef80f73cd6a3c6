// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <plan/plansheet.h>

#include <algorithm>
#include <utility>

#include <QAction>
#include <QBoxLayout>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>

#include <models/format.h>
#include <models/plantext.h>
#include <models/runtext.h>
#include <parts/command.h>
#include <parts/headline.h>
#include <parts/tokens.h>
#include <plan/gateform.h>
#include <plan/guardlist.h>
#include <plan/runbar.h>
#include <plan/steplist.h>

namespace signalbox
{
using namespace Qt::StringLiterals;

namespace
{
constexpr int mostDifferences = 5;

/// How it stands with what is in the way of a plan; what is not known is never Ok.
State standingOf(const Plan &plan)
{
    State worst = State::Ok;
    for (const Guard &guard : plan.guards) {
        const auto state = guard.isMet() ? std::nullopt : stateOf(guard);
        if (state && rankOf(Standing{*state}) > rankOf(Standing{worst}))
            worst = *state;
    }
    return plan.blockedBy.empty() ? worst : State::Critical;
}

/// What makes a plan another one.
QString differenceOf(const Plan &before, const Plan &now)
{
    if (before.changes != now.changes)
        return PlanSheet::tr("what it changes is another value by now");
    if (before.steps != now.steps)
        return PlanSheet::tr("its steps are others");
    if (before.atRisk != now.atRisk)
        return PlanSheet::tr("other things are at risk");
    return PlanSheet::tr("its terms are others");
}

QLabel *makeText(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

void tell(QLabel &label, const QString &text)
{
    label.setText(text);
    label.setVisible(!text.isEmpty());
}

QString runDetail(const Run &run, WallTime now, const QTimeZone &zone)
{
    QStringList parts{
        PlanSheet::tr("confirmed by %1 at %2").arg(oneLine(run.who), sinceText(run.confirmed, now, zone))};
    if (!run.approvedBy.empty())
        parts += PlanSheet::tr("approved by %1").arg(oneLine(run.approvedBy));
    if (!run.confirmation.reason.empty())
        parts += PlanSheet::tr("why: %1").arg(oneLine(run.confirmation.reason));
    parts += planDetail(run.plan);
    return parts.join(u"  ·  "_s);
}
} // namespace

PlanSheet::PlanSheet(const PageContext &context, QWidget *parent)
    : Page(parent)
    , m_context(context)
    , m_stop(makeCommand("run.stop", this))
    , m_copy(makeCommand("run.copy-step", this))
    , m_headline(new Headline(this))
    , m_changes(makeText(this))
    , m_void(makeText(this))
    , m_guidance(makeText(this))
    , m_guards(new GuardList(this))
    , m_steps(new StepList(this))
    , m_gate(new GateForm(this))
    , m_bar(new RunBar(this))
{
    m_commands = {m_stop, m_copy};
    layOut();
    connect(m_guards, &GuardList::answered, this, [this] { m_gate->setPlan(m_plan, m_guards->answers()); });
    connect(m_gate, &GateForm::confirmed, this, &PlanSheet::confirm);
    connect(m_bar, &RunBar::decided, this, &PlanSheet::decide);
    connect(m_bar, &RunBar::approved, this, &PlanSheet::approve);
    connect(m_steps, &StepList::copyAsked, this, &PlanSheet::copyStep);
    connect(m_copy, &QAction::triggered, this, &PlanSheet::copyStep);
    connect(m_stop, &QAction::triggered, this, [this] { m_bar->decide(RunDecision::Kind::Stop); });
    if (m_context.runs)
        connect(m_context.runs, &RunFollower::changed, this, [this] {
            if (m_picture && !m_run.empty())
                tellRun();
        });
    tellMode(false);
    tellCommands();
}

void PlanSheet::layOut()
{
    m_void->setFont(fontOf(Type::Strong));
    m_guidance->setForegroundRole(QPalette::PlaceholderText);
    m_void->hide();
    m_guidance->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space(3));
    layout->addWidget(m_headline);
    layout->addWidget(m_changes);
    layout->addWidget(m_guidance);
    layout->addWidget(m_void);
    layout->addWidget(m_guards, 3);
    layout->addWidget(m_steps, 2);
    layout->addWidget(m_gate);
    layout->addWidget(m_bar);
}

void PlanSheet::begin()
{
    m_request.reset();
    m_plan = {};
    m_hash.clear();
    m_asked.reset();
    m_inquiry.reset();
    m_run.clear();
    m_sending.clear();
    m_shown.reset();
    m_void->hide();
    m_guards->setGuards({});
    m_gate->begin();
    m_bar->begin();
}

void PlanSheet::openPlan(const Request &request, const QString &title)
{
    begin();
    m_request = request;
    m_wished = title;
    tellMode(false);
    m_headline->setStanding({State::Unknown});
    m_headline->setText(title);
    m_headline->setDetail(tr("being planned …"));
    m_gate->setRefusal(tr("There is no plan yet."));
    m_steps->setSteps({}, nullptr);
    tell(*m_changes, {});
    tell(*m_guidance, {});
    tellCommands();
}

void PlanSheet::openRun(const QString &id)
{
    begin();
    m_run = id.toStdString();
    tellMode(true);
    tellRun();
    tellCommands();
}

QString PlanSheet::title() const
{
    return m_run.empty() ? tr("Plan") : tr("Run %1").arg(oneLine(m_run));
}

const Run *PlanSheet::run() const
{
    return m_context.runs && !m_run.empty() ? m_context.runs->runs()->run(m_run) : nullptr;
}

void PlanSheet::showPicture(const PicturePtr &picture)
{
    constexpr Milliseconds pace = std::chrono::seconds(1);
    m_picture = picture;
    if (!m_run.empty()) {
        tellRun();
        return;
    }
    const bool isDue = !m_asked || picture->now < *m_asked || picture->now - *m_asked >= pace;
    if (m_request && m_context.plan && !m_inquiry && m_sending.empty() && isDue)
        plan();
}

void PlanSheet::plan()
{
    m_asked = m_picture->now;
    m_inquiry = std::make_unique<QObject>();
    m_context.plan(*m_request, m_picture, m_inquiry.get(), [this](const Expected<Plan> &plan) {
        m_inquiry.release()->deleteLater(); // its own answer is being taken
        takePlan(plan);
    });
}

void PlanSheet::takePlan(const Expected<Plan> &plan)
{
    if (!plan) {
        m_headline->setStanding({State::Unknown});
        m_headline->setText(m_wished);
        m_headline->setDetail(oneLine(plan.error().sentence()));
        m_gate->setRefusal(tr("There is no plan: %1").arg(oneLine(plan.error().what)));
        return;
    }
    const std::string hash = planHash(*plan);
    if (!m_hash.empty() && hash != m_hash) {
        m_guards->forget();
        m_gate->forget();
        tell(*m_void, tr("The plan has become another one at %1: %2. What you ticked and typed is void; read it again.")
                          .arg(clockText(m_picture->wall(), m_context.zone), differenceOf(m_plan, *plan)));
    }
    m_plan = *plan;
    m_hash = hash;
    tellPlan();
}

void PlanSheet::tellPlan()
{
    m_headline->setStanding({standingOf(m_plan)});
    m_headline->setText(oneLine(m_plan.title));
    m_headline->setDetail(planDetail(m_plan));
    tell(*m_changes, differenceLines(m_plan, mostDifferences).join(u'\n'));
    tell(*m_guidance, oneLine(m_plan.guidance));
    m_guards->setGuards(m_plan.guards);
    m_steps->setSteps(m_plan, nullptr);
    m_gate->setPlan(m_plan, m_guards->answers());
    m_gate->setRefusal(m_context.act ? QString() : tr("A replay shows the past."));
    tellCommands();
}

void PlanSheet::tellRun()
{
    const Run *found = run();
    if (!found || !m_picture) {
        m_headline->setStanding({State::Unknown});
        m_headline->setText(m_plan.title.empty() ? tr("Not in the journal yet") : oneLine(m_plan.title));
        m_headline->setDetail(tr("it is written down, and waits for the watch to take it up"));
        return;
    }
    const WallTime now = m_picture->wall();
    m_bar->tellTime(now);
    if (std::exchange(m_shown, m_context.runs->runs()) == m_context.runs->runs())
        return;
    m_headline->setStanding({stateOf(*found).value_or(State::Stale)});
    m_headline->setText(tr("%1: %2").arg(oneLine(found->plan.title), QString::fromUtf8(word(found->state))));
    m_headline->setDetail(runDetail(*found, now, m_context.zone));
    tell(*m_changes, differenceLines(found->plan, mostDifferences).join(u'\n'));
    tell(*m_guidance, answerLines(found->plan, found->confirmation).join(u'\n'));
    m_steps->setSteps(found->plan, found);
    m_bar->showRun(*found, now, m_context.who);
    tellCommands();
}

void PlanSheet::tellMode(bool isRun)
{
    const bool hadKeyboard = m_gate->isAncestorOf(focusWidget()) || m_guards->isAncestorOf(focusWidget());
    m_guards->setVisible(!isRun);
    m_gate->setVisible(!isRun);
    m_bar->setVisible(isRun);
    m_void->setVisible(m_void->isVisible() && !isRun);
    setFocusProxy(isRun ? static_cast<QWidget *>(m_steps) : m_guards);
    if (isRun && hadKeyboard)
        m_steps->setFocus(Qt::OtherFocusReason);
}

void PlanSheet::tellCommands()
{
    const Run *found = run();
    const auto possible = found ? decisionsFor(*found) : std::vector<RunDecision::Kind>();
    const bool canStop = std::find(possible.begin(), possible.end(), RunDecision::Kind::Stop) != possible.end();
    const QString past = m_context.act ? QString() : tr("a replay shows the past");
    const QString elsewhere = isVisible() ? QString() : tr("no plan or run is open");
    const QString before = past.isEmpty() ? elsewhere : past;
    setRefusal(*m_stop, !before.isEmpty() ? before : canStop ? QString() : tr("nothing is being carried out here"));
    setRefusal(*m_copy, !before.isEmpty()               ? before
                        : !m_steps->command().isEmpty() ? QString()
                                                        : tr("no step is chosen"));
}

void PlanSheet::confirm(const Confirmation &confirmation)
{
    if (!m_sending.empty() || !m_context.act)
        return;
    m_inquiry.reset(); // what is confirmed is what was read
    m_gate->setRefusal(tr("It is being written down …"));
    const RunEvent event{newRunId(), {}, {}, 0, RunConfirmed{m_plan, confirmation}};
    m_sending = event.run;
    const JournalRow row = rowOf(event);
    m_context.act({Act::Kind::ConfirmRun, row.what, row.text, {}}, this,
                  [this, id = event.run](const Expected<std::uint64_t> &number) {
                      if (m_sending != id)
                          return; // another plan came up meanwhile; this one stands among the runs
                      m_sending.clear();
                      if (!number) {
                          m_gate->setRefusal({});
                          Q_EMIT told(tr("Not confirmed, nothing is sent: %1").arg(oneLine(number.error().sentence())));
                          return;
                      }
                      m_request.reset();
                      m_run = id;
                      m_bar->begin();
                      tellMode(true);
                      tellRun();
                      Q_EMIT titleChanged();
                  });
}

void PlanSheet::decide(const RunDecision &decision)
{
    act(Act::Kind::DecideRun, {m_run, {}, {}, 0, decision},
        tr("Decided: %1").arg(QString::fromUtf8(word(decision.kind))));
}

void PlanSheet::approve()
{
    if (const Run *found = run())
        act(Act::Kind::ApproveRun, {m_run, {}, {}, 0, RunApproved{planHash(found->plan)}},
            tr("Approved: %1").arg(oneLine(found->plan.title)));
}

void PlanSheet::act(Act::Kind kind, const RunEvent &event, const QString &done)
{
    if (!m_context.act)
        return;
    const JournalRow row = rowOf(event);
    m_context.act({kind, row.what, row.text, {}}, this, [this, done](const Expected<std::uint64_t> &number) {
        Q_EMIT told(number ? done : tr("Not written into the journal: %1").arg(oneLine(number.error().sentence())));
    });
}

void PlanSheet::copyStep()
{
    const QString command = m_steps->command();
    if (command.isEmpty())
        return;
    QGuiApplication::clipboard()->setText(command);
    Q_EMIT told(tr("Copied: %1").arg(oneLine(command.toStdString())));
}

void PlanSheet::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    tellCommands();
}

void PlanSheet::hideEvent(QHideEvent *event)
{
    Page::hideEvent(event);
    tellCommands();
}
} // namespace signalbox
