// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <pages/rangebar.h>

#include <QAction>
#include <QActionGroup>
#include <QBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>

#include <parts/command.h>
#include <parts/tokens.h>

namespace signalbox
{
RangeBar::RangeBar(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QHBoxLayout)
    , m_stretch(new QLabel(this))
    , m_outcome(new QLabel(this))
{
    using namespace std::chrono_literals;
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(space(1));
    auto *group = new QActionGroup(this);
    for (const auto &[text, id, back] :
         {std::tuple{tr("15 min"), "charts.last-15m", std::optional(Milliseconds(15min))},
          {tr("1 h"), "charts.last-1h", std::optional(Milliseconds(1h))},
          {tr("6 h"), "charts.last-6h", std::optional(Milliseconds(6h))},
          {tr("24 h"), "charts.last-24h", std::optional(Milliseconds(24h))},
          {tr("7 d"), "charts.last-7d", std::optional(Milliseconds(7 * 24h))},
          {tr("30 d"), "charts.last-30d", std::optional(Milliseconds(30 * 24h))},
          {tr("all"), "charts.all", std::optional<Milliseconds>()}}) {
        QAction *action = add(text, id);
        action->setCheckable(true);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, length = back] { Q_EMIT lastAsked(length); });
        m_lengths.emplace_back(back, action);
        addButton(action);
    }
    m_layout->addSpacing(space(3));
    for (const auto &[text, id, factor] : {std::tuple{tr("+"), "charts.in", 0.5}, {tr("−"), "charts.out", 2.0}}) {
        QAction *action = add(text, id);
        connect(action, &QAction::triggered, this, [this, by = factor] { Q_EMIT zoomAsked(by); });
        addButton(action);
    }
    for (const auto &[text, id, share] :
         {std::tuple{tr("◂"), "charts.earlier", -0.5}, {tr("▸"), "charts.later", 0.5}}) {
        QAction *action = add(text, id);
        connect(action, &QAction::triggered, this, [this, by = share] { Q_EMIT panAsked(by); });
        addButton(action);
    }
    m_back = add(tr("Undo zoom"), "charts.unzoom");
    connect(m_back, &QAction::triggered, this, &RangeBar::backAsked);
    addButton(m_back);
    m_stretch->setForegroundRole(QPalette::PlaceholderText);
    m_layout->addSpacing(space(2));
    m_layout->addWidget(m_stretch);
    m_layout->addStretch(1);
    for (QLabel *label : {m_stretch, m_outcome})
        label->setTextFormat(Qt::PlainText);
    m_outcome->setWordWrap(true);
    m_outcome->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space(1));
    column->addLayout(m_layout);
    column->addWidget(m_outcome);
}

/// In the bar a few characters do; in a menu, and for a screen reader, it is called by its name.
QAction *RangeBar::add(const QString &text, const char *id)
{
    QAction *action = makeCommand(id, this);
    action->setIconText(text);
    action->setToolTip(tr("%1 (%2)").arg(action->text(), action->shortcut().toString(QKeySequence::NativeText)));
    addAction(action);
    return action;
}

void RangeBar::addButton(QAction *action, bool isInBar)
{
    auto *button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(action->text());
    button->setVisible(isInBar);
    m_layout->addWidget(button);
}

void RangeBar::addCommands(const QList<QAction *> &commands, const QString &title)
{
    auto *button = new QToolButton(this);
    auto *menu = new QMenu(button);
    menu->setAccessibleName(title);
    menu->addActions(commands);
    button->setText(title);
    button->setAccessibleName(title);
    button->setMenu(menu);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    m_layout->addWidget(button);
    addActions(commands);
}

void RangeBar::tell(const TimeRange &range, const QString &stretch)
{
    for (const auto &[length, action] : m_lengths)
        action->setChecked(length == range.chosen());
    setRefusal(*m_back, range.isZoomed() ? QString() : tr("nothing is zoomed"));
    m_stretch->setText(stretch);
}

void RangeBar::tellOutcome(const QString &sentence)
{
    m_outcome->setText(sentence);
    m_outcome->setVisible(!sentence.isEmpty());
}

QString RangeBar::outcome() const
{
    return m_outcome->text();
}
} // namespace signalbox
