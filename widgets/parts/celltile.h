// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPainter>

#include <models/hostcells.h>
#include <parts/tokens.h>

namespace signalbox
{
/// Paints a host as a tile: shape and name, its state and since when, what is wrong.
void paintTile(QPainter &painter, const QRect &box, const HostCells &cells, int place, const Palette &palette);

/// Paints a host as a label: shape and name.
void paintLabel(QPainter &painter, const QRect &box, const HostCell &cell, const Palette &palette);
} // namespace signalbox
