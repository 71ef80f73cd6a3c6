// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <shell/windowcommands.h>

#include <QActionGroup>
#include <QApplication>
#include <QScreen>

#include <shell/commandcatalogue.h>
#include <shell/keycard.h>
#include <shell/palette.h>
#include <shell/paletteentries.h>

namespace signalbox
{
void addWindowCommands(QMainWindow &window, PageFrame &frame, Theme theme)
{
    const auto add = [&](std::string_view id) {
        QAction *action = makeCommand(id, &window);
        window.addAction(action);
        return action;
    };
    auto *themes = new QActionGroup(&window);
    for (const auto &[id, one] : {std::pair{"view.dark", Theme::Dark}, {"view.light", Theme::Light}}) {
        QAction *action = themes->addAction(add(id));
        action->setCheckable(true);
        action->setChecked(one == theme);
        QObject::connect(action, &QAction::triggered, &window, [chosen = one] { applyTheme(chosen); });
    }
    QAction *full = add("view.full-screen");
    full->setCheckable(true);
    QObject::connect(full, &QAction::toggled, &window,
                     [&window](bool isFull) { isFull ? window.showFullScreen() : window.showNormal(); });
    QObject::connect(add("view.quit"), &QAction::triggered, &window, [&window] { window.close(); });
    QObject::connect(add("help.keys"), &QAction::triggered, &window, [&window] {
        auto *card = new KeyCard(&window);
        card->setAttribute(Qt::WA_DeleteOnClose);
        card->show();
    });
    auto *palette = new CommandPalette(&window, [&window, &frame] { return paletteEntries(window, frame); });
    QObject::connect(add("go.palette"), &QAction::triggered, palette, &CommandPalette::open);
    addMenus(window);
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
