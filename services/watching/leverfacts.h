// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <reach/levertest.h>
#include <watching/engine.h>

namespace signalbox
{
/// What a test of every lever found, as facts about the hosts: of each lever signalbox_lever_ready{lever} (1: it would
/// be carried out, 0: it would be refused; not said where the host could not be asked, so that it grows late and stale)
/// and signalbox_lever_error{lever} (why not; empty where all is well). A day is the interval. Levers of earlier tests
/// that are not among these are gone. Nobody polls for them: their source is the watch itself, as the journal's is. To
/// be called before the engine completes the frame.
void addLeverFacts(Engine &engine, Frame &frame, const std::vector<HostStanding> &standings);
} // namespace signalbox
