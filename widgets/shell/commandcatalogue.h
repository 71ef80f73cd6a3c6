// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <parts/command.h>

class QMainWindow;

namespace signalbox
{
/// Every command of the program: those of the table, and before them one for each page on the shelf, by Ctrl and its
/// number. Of this menus, shortcuts, palette and key card are made.
const std::vector<DeskCommand> &commandCatalogue();

/// The groups in the order of menus and key card.
std::span<const CommandGroup> commandGroups();
/// As a menu's title, with its mnemonic; empty for what stands in no menu.
QString menuTitle(CommandGroup group);
/// Where the keys of the group hold: "While an alert is selected".
QString whereOf(CommandGroup group);

/// The key card as text, 80 columns at most.
QString keyCardText();

/// The action of a command in that window, or null where it has none: a live window cannot play.
QAction *actionOf(const QMainWindow &window, const DeskCommand &command);
/// The menus of a window, of the actions that it has by now.
void addMenus(QMainWindow &window);
} // namespace signalbox
