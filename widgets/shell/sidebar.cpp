// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <shell/sidebar.h>

#include <QAction>
#include <QBoxLayout>
#include <QCoreApplication>
#include <QEvent>
#include <QLabel>

#include <parts/tokens.h>
#include <shell/navbutton.h>

namespace signalbox
{
SideBar::SideBar(const QList<QAction *> &pages, bool isReplay, QWidget *parent)
    : QWidget(parent)
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, space(3), 0, space(3));
    layout->setSpacing(0);
    if (isReplay) {
        m_badge = new QLabel(QCoreApplication::translate("signalbox::PageFrame", "REPLAY"), this);
        m_badge->setObjectName(QStringLiteral("replayBadge"));
        m_badge->setFont(fontOf(Type::Title));
        m_badge->setAlignment(Qt::AlignCenter);
        m_badge->setAutoFillBackground(true);
        m_badge->setBackgroundRole(QPalette::Window); // not the sidebar's
        m_badge->setContentsMargins(0, space(1), 0, space(1));
        layout->addWidget(m_badge);
        layout->addSpacing(space(2));
    }
    for (QAction *action : pages)
        layout->addWidget(new NavButton(action, this));
    layout->addStretch(1);
    dressBadge();
}

void SideBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        dressBadge();
}

void SideBar::dressBadge()
{
    if (!m_badge)
        return;
    const Palette &palette = paletteFor(this->palette());
    QPalette colours = m_badge->palette();
    colours.setColor(QPalette::Window, palette.replay);
    colours.setColor(QPalette::WindowText, palette.background);
    m_badge->setPalette(colours);
}
} // namespace signalbox
