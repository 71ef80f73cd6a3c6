// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <shell/palette.h>

class QMainWindow;

namespace signalbox
{
class PageFrame;

/// Everything that the palette of a window finds: its commands and pages, the raised alerts, the named filters, and
/// every subject of the picture.
std::vector<PaletteEntry> paletteEntries(QMainWindow &window, PageFrame &frame);
} // namespace signalbox
