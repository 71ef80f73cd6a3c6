// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <plan/steplist.h>

#include <utility>

#include <QBoxLayout>
#include <QFontDatabase>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>

#include <models/format.h>
#include <models/runtext.h>
#include <parts/rowtable.h>
#include <parts/tokens.h>

namespace signalbox
{
using namespace Qt::StringLiterals;

StepList::StepList(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_table(new RowTable(m_model, tr("steps"), this))
    , m_literal(new QPlainTextEdit(this))
{
    m_title->setTextFormat(Qt::PlainText);
    m_title->setForegroundRole(QPalette::PlaceholderText);
    m_literal->setReadOnly(true);
    m_literal->setTabChangesFocus(true);
    m_literal->setFrameShape(QFrame::NoFrame);
    m_literal->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_literal->setAccessibleName(tr("The chosen step, literally"));
    m_literal->setMaximumHeight(4 * m_literal->fontMetrics().lineSpacing() + space(2));
    m_literal->setMinimumHeight(3 * m_literal->fontMetrics().lineSpacing() + space(2));
    auto *copy = new QPushButton(tr("Copy the command (Y)"), this);
    copy->setAutoDefault(false);
    connect(copy, &QPushButton::clicked, this, &StepList::copyAsked);
    auto *below = new QHBoxLayout;
    below->setSpacing(space(2));
    below->addWidget(m_literal, 1);
    below->addWidget(copy, 0, Qt::AlignTop);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space(1));
    layout->addWidget(m_title);
    layout->addWidget(m_table, 1);
    layout->addLayout(below);
    setFocusProxy(m_table);
    connect(m_table, &RowTable::chosen, this, &StepList::tellStep);
}

void StepList::setSteps(const Plan &plan, const Run *run)
{
    m_plan = plan;
    m_model.show(plan, run);
    const QString all = countText(plan.steps.size());
    m_title->setText(run ? tr("Steps: %1 of %2 are over").arg(countText(stepsOver(*run)), all)
                         : tr("Steps: %1").arg(all));
    m_table->setColumnHidden(StepsModel::StateColumn, !run);
    m_table->setColumnHidden(StepsModel::SaidColumn, !run);
    const bool waits = run && run->state == RunState::Deciding;
    const auto asked = waits ? stepInQuestion(*run) : std::nullopt;
    if (std::exchange(m_asked, asked) != asked && asked) {
        if (const auto row = m_model.placeOf(static_cast<std::uint32_t>(*asked)))
            m_table->choose(*row);
    } else if (m_table->chosenRows().empty() && m_model.rowCount() > 0) {
        m_table->choose(0);
    }
    tellStep();
}

const Step *StepList::chosen() const
{
    const std::vector<int> rows = m_table->chosenRows();
    const std::size_t number = rows.empty() ? m_plan.steps.size() : m_model.at(rows.front()).number;
    return number < m_plan.steps.size() ? &m_plan.steps[number] : nullptr;
}

QString StepList::command() const
{
    const Step *step = chosen();
    return step ? QString::fromStdString(literal(step->command)) : QString();
}

void StepList::tellStep()
{
    QStringList lines;
    if (const Step *step = chosen()) {
        lines += tr("does:   %1").arg(oneLine(literal(step->command)));
        lines += step->probe ? tr("looks:  %1").arg(oneLine(literal(*step->probe)))
                             : tr("looks:  nothing can look whether it is so");
        lines += step->undo ? tr("undoes: %1").arg(oneLine(literal(*step->undo))) : tr("undoes: nothing does");
    }
    const QString text = lines.join(u'\n');
    if (m_literal->toPlainText() != text)
        m_literal->setPlainText(text);
}
} // namespace signalbox
