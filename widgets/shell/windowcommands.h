// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMainWindow>

#include <parts/tokens.h>

namespace signalbox
{
class PageFrame;

/// What live and replay windows have in common round their pages: the palette, the key card, dark or light, full
/// screen, quit. Menus are made of these and of every other command that the window has by then.
void addWindowCommands(QMainWindow &window, PageFrame &frame, Theme theme);

/// A size to begin with: as large as its font asks, and no larger than the screen.
void sizeToScreen(QMainWindow &window);

/// The window's icon, drawn from resources.
QIcon windowIcon();
} // namespace signalbox
