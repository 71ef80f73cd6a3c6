// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace signalbox
{
class HostGrid;

/// From now on a screen reader finds a list in each host grid, with an item a host. Once is enough; more does no harm.
void installHostGridAccess();

/// Tells a screen reader that the keyboard is on that host.
void announceCell(HostGrid &grid, int place);
} // namespace signalbox
