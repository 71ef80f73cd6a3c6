// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <plan/gateform.h>

#include <QBoxLayout>
#include <QLabel>
#include <QLineEdit>

#include <models/format.h>
#include <models/plantext.h>
#include <parts/tokens.h>
#include <plan/gatebutton.h>

namespace signalbox
{
namespace
{
/// A button says what will happen; its title is outside text, and no mnemonic.
QString buttonText(const std::string &title)
{
    return oneLine(title).replace(u'&', QStringLiteral("&&"));
}
} // namespace

GateForm::GateForm(QWidget *parent)
    : QWidget(parent)
    , m_reason(addField(tr("Why")))
    , m_name(addField(tr("Name of what it is done to")))
    , m_count(addField(tr("How many targets")))
    , m_missing(new QLabel(this))
    , m_button(new GateButton(this))
{
    m_missing->setTextFormat(Qt::PlainText);
    m_missing->setWordWrap(true);
    auto *fields = new QHBoxLayout;
    fields->setSpacing(space(2));
    fields->addWidget(m_reason, 3);
    fields->addWidget(m_name, 2);
    fields->addWidget(m_count, 1);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(space(3));
    foot->addWidget(m_missing, 1);
    foot->addWidget(m_button);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space(2));
    layout->addLayout(fields);
    layout->addLayout(foot);
    connect(m_button, &GateButton::opened, this, &GateForm::open);
    tell();
}

QLineEdit *GateForm::addField(const QString &name)
{
    auto *field = new QLineEdit(this);
    field->setAccessibleName(name);
    field->setTextMargins(space(1), 0, space(1), 0);
    connect(field, &QLineEdit::textChanged, this, &GateForm::tellMissing);
    return field;
}

void GateForm::begin()
{
    for (QLineEdit *field : {m_reason, m_name, m_count})
        field->clear();
    m_button->begin();
}

void GateForm::setPlan(const Plan &plan, const GuardAnswers &answers)
{
    m_plan = plan;
    m_hash = planHash(plan);
    m_answers = answers;
    tell();
}

void GateForm::forget()
{
    m_name->clear();
    m_count->clear();
}

void GateForm::setRefusal(const QString &refusal)
{
    m_refusal = refusal;
    tellMissing();
}

Confirmation GateForm::confirmation() const
{
    Confirmation answer;
    answer.hash = m_hash;
    answer.reason = m_reason->text().simplified().toStdString();
    answer.ticked = m_answers.ticked;
    for (const std::string &guard : m_answers.overridden)
        answer.overridden[guard] = answer.reason;
    answer.gate = gateOf(m_plan, answer.overridden.size());
    if (answer.gate >= GateLevel::TypeName)
        answer.typedName = m_name->text().trimmed().toStdString();
    if (answer.gate == GateLevel::TypeNameAndCount)
        answer.typedCount = m_count->text().trimmed().toUInt();
    return answer;
}

void GateForm::tell()
{
    const bool isAnyOverridden = !m_answers.overridden.empty();
    const GateLevel gate = gateOf(m_plan, m_answers.overridden.size());
    m_reason->setPlaceholderText(isAnyOverridden ? tr("why the guards chosen above may be overridden")
                                                 : tr("why (may stay empty)"));
    m_name->setVisible(gate >= GateLevel::TypeName);
    m_name->setPlaceholderText(tr("type %1").arg(oneLine(nameToType(m_plan))));
    m_count->setVisible(gate == GateLevel::TypeNameAndCount);
    m_count->setPlaceholderText(tr("how many"));
    m_button->setHeld(gate == GateLevel::Hold);
    m_button->setText(buttonText(m_plan.title));
    tellMissing();
}

void GateForm::tellMissing()
{
    const Confirmation answer = confirmation();
    QString text = m_refusal;
    if (text.isEmpty())
        if (const auto problem = missing(m_plan, answer)) {
            text = oneLine(problem->what);
            if (!problem->advice.empty())
                text += QStringLiteral(". ") + oneLine(problem->advice);
        }
    const bool isOpen = text.isEmpty();
    if (isOpen && answer.gate == GateLevel::Hold)
        text = tr("Hold the button for 2 s, with the mouse or with Space.");
    else if (isOpen)
        text = tr("Nothing is missing: press the button, or Space on it.");
    if (isOpen && needsApproval(m_plan, answer))
        text += QChar(u' ') + tr("Then another person has to approve it within 10 minutes.");
    else if (isOpen && leavesReview(m_plan, answer))
        text += QChar(u' ') + tr("You decide alone: a review is left to follow.");
    else if (isOpen)
        text += QChar(u' ') + tr("It begins within 60 s, and can be stopped with Q.");
    m_missing->setText(text);
    m_button->setEnabled(isOpen);
    m_button->setToolTip(plainToolTip(isOpen ? tr("Gate: %1").arg(wordOf(answer.gate)) : text));
}

void GateForm::open()
{
    const Confirmation answer = confirmation();
    if (m_refusal.isEmpty() && !missing(m_plan, answer))
        Q_EMIT confirmed(answer);
}
} // namespace signalbox
