// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <plan/runbar.h>

#include <algorithm>

#include <QBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>

#include <models/format.h>
#include <models/runtext.h>
#include <parts/tokens.h>
#include <plan/gatebutton.h>

namespace signalbox
{
namespace
{
using namespace std::chrono_literals;
using Kind = RunDecision::Kind;
constexpr Kind kinds[] = {Kind::Resume, Kind::ByHand, Kind::Skip, Kind::Undo, Kind::Leave, Kind::Stop};
} // namespace

RunBar::RunBar(QWidget *parent)
    : QWidget(parent)
    , m_question(new QLabel(this))
    , m_waits(new QLabel(this))
    , m_left(new QProgressBar(this))
    , m_reason(new QLineEdit(this))
    , m_hint(new QLabel(this))
    , m_approve(new GateButton(this))
{
    for (QLabel *label : {m_question, m_waits, m_hint}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_waits->setFont(fontOf(Type::Strong));
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    m_left->setTextVisible(false);
    m_left->setMaximumHeight(space(2));
    m_left->setAccessibleName(tr("Time that is left"));
    m_reason->setAccessibleName(tr("Why"));
    m_reason->setPlaceholderText(tr("why: needed where a step is passed over, done by hand, or all is left"));
    m_reason->setTextMargins(space(1), 0, space(1), 0);
    m_approve->setHeld(true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space(2));
    buttons->addStretch(1);
    buttons->addWidget(m_approve);
    for (const Kind kind : kinds) {
        auto *button = new GateButton(this);
        m_buttons[kind] = button;
        buttons->addWidget(button);
        connect(button, &GateButton::opened, this, [this, kind] { decide(kind); });
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space(2));
    for (QWidget *each :
         {static_cast<QWidget *>(m_question), static_cast<QWidget *>(m_waits), static_cast<QWidget *>(m_left),
          static_cast<QWidget *>(m_reason), static_cast<QWidget *>(m_hint)})
        layout->addWidget(each);
    layout->addLayout(buttons);
    connect(m_approve, &GateButton::opened, this, &RunBar::approved);
}

void RunBar::begin()
{
    m_reason->clear();
    m_hint->clear();
    m_approve->begin();
    for (const auto &[kind, button] : m_buttons)
        button->begin();
}

void RunBar::showRun(const Run &run, WallTime now, const std::string &me)
{
    m_run = run;
    const bool isApproval = run.state == RunState::Approval;
    const bool isMine = isBy(run, me);
    tellQuestion(!isApproval ? questionText(run)
                 : isMine    ? tr("You confirmed it: another person has to approve this very plan, at another desk.")
                             : tr("%1 asks you to approve this very plan. Read its steps and what was answered; hold "
                                     "the button for 2 s to approve.")
                                .arg(oneLine(run.who)));
    tellTime(now);
    m_approve->setVisible(isApproval);
    m_approve->setEnabled(isApproval && !isMine);
    m_approve->setText(tr("Approve: %1").arg(oneLine(run.plan.title)).replace(u'&', QStringLiteral("&&")));
    const std::vector<Kind> possible = decisionsFor(run);
    bool needsAny = false;
    for (const auto &[kind, button] : m_buttons) {
        const bool isPossible = std::find(possible.begin(), possible.end(), kind) != possible.end();
        needsAny = needsAny || (isPossible && needsReason(kind));
        if (isPossible && button->isHidden())
            button->begin(); // a click that was meant for another does not go through to it
        button->setVisible(isPossible);
        if (!isPossible)
            continue;
        const QString text = choiceText(run, kind).replace(u'&', QStringLiteral("&&"));
        button->setText(kind == Kind::Stop ? tr("%1 (Q)").arg(text) : text);
    }
    m_reason->setVisible(needsAny);
    m_hint->setVisible(!m_hint->text().isEmpty() && needsAny);
}

void RunBar::tellQuestion(const QString &question)
{
    m_question->setText(question);
    m_question->setVisible(!question.isEmpty());
}

void RunBar::tellTime(WallTime now)
{
    const QString waits = waitsFor(m_run, now);
    m_waits->setText(waits);
    m_waits->setVisible(!waits.isEmpty() && m_run.state != RunState::Deciding); // then the question says it
    const auto countdown = countdownOf(m_run, now);
    m_left->setVisible(countdown.has_value());
    if (!countdown)
        return;
    m_left->setMaximum(static_cast<int>(countdown->whole / 100ms));
    m_left->setValue(static_cast<int>(countdown->left / 100ms));
}

void RunBar::decide(Kind kind)
{
    const std::vector<Kind> possible = decisionsFor(m_run);
    if (std::find(possible.begin(), possible.end(), kind) == possible.end())
        return;
    RunDecision decision;
    decision.kind = kind;
    decision.step = static_cast<std::uint32_t>(stepInQuestion(m_run).value_or(0));
    decision.reason = m_reason->text().simplified().toStdString();
    if (needsReason(kind) && decision.reason.empty()) {
        m_hint->setText(tr("Write why first: the next one on call will want to know."));
        m_hint->setVisible(true);
        m_reason->setFocus(Qt::OtherFocusReason);
        return;
    }
    m_hint->clear();
    m_reason->clear();
    Q_EMIT decided(decision);
}
} // namespace signalbox
