// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <actions/storemove.h>

namespace signalbox
{
/// What is asked before stores are moved (F and P of docs/acting.md); each guard decides by the worst store, and names
/// it. Pure.
std::vector<Guard> storeMoveGuards(const StoreMoves &moves, StoreMoveKind kind, const Picture &picture);
/// And before they are held: read on `StoreMoving::to`, and written to by nobody.
std::vector<Guard> storeHoldGuards(const StoreMoves &moves, const Picture &picture);

/// F19 of one store: the map was read just now, and names its master.
Guard mapNamesMaster(const StoreStanding &store);
} // namespace signalbox
