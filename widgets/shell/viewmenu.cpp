// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <shell/viewmenu.h>

#include <QActionGroup>
#include <QApplication>
#include <QMenuBar>
#include <QScreen>

#include <shell/pageframe.h>

namespace signalbox
{
void addViewMenu(QMainWindow &window, PageFrame &frame, Theme theme)
{
    window.menuBar()->setAccessibleName(PageFrame::tr("Menus"));
    QMenu *menu = window.menuBar()->addMenu(PageFrame::tr("&View"));
    menu->addActions(frame.pageActions());
    menu->addSeparator();
    menu->addAction(frame.backAction());
    menu->addSeparator();
    auto *themes = new QActionGroup(&window);
    const auto addTheme = [&](Theme one, const QString &text) {
        QAction *action = themes->addAction(text);
        action->setCheckable(true);
        action->setChecked(one == theme);
        QObject::connect(action, &QAction::triggered, &window, [one] { applyTheme(one); });
        menu->addAction(action);
        return action;
    };
    addTheme(Theme::Dark, PageFrame::tr("&Dark"))->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_D));
    addTheme(Theme::Light, PageFrame::tr("&Light"))->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L));
    menu->addSeparator();
    QAction *full = menu->addAction(PageFrame::tr("&Full screen"));
    full->setCheckable(true);
    full->setShortcut(QKeySequence(Qt::Key_F11));
    QObject::connect(full, &QAction::toggled, &window,
                     [&window](bool isFull) { isFull ? window.showFullScreen() : window.showNormal(); });
    QAction *quit = menu->addAction(PageFrame::tr("&Quit"));
    quit->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Q));
    QObject::connect(quit, &QAction::triggered, &window, [&window] { window.close(); });
    window.menuBar()->addMenu(PageFrame::tr("&Charts"))->addActions(frame.chartCommands());
    window.setWindowIcon(windowIcon());
}

void sizeToScreen(QMainWindow &window)
{
    // Room is left for the window's own frame and title.
    const QSize most = window.screen()->availableSize() - QSize(space(4), space(12));
    window.resize(QSize(space(320), space(200)).boundedTo(most));
}

QIcon windowIcon()
{
    return QIcon(QStringLiteral(":/signalbox/icons/signalbox.svg"));
}
} // namespace signalbox
