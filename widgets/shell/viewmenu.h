// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMainWindow>

#include <parts/tokens.h>

namespace signalbox
{
class PageFrame;

/// The menus that live and replay share: pages, back, dark or light, full screen, quit; and what charts can do.
void addViewMenu(QMainWindow &window, PageFrame &frame, Theme theme);

/// A size to begin with: as large as its font asks, and no larger than the screen.
void sizeToScreen(QMainWindow &window);

/// The window's icon, drawn from resources.
QIcon windowIcon();
} // namespace signalbox
