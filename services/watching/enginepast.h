// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <recording/recordingwriter.h>
#include <watching/engineloop.h>

namespace signalbox
{
/// What an existing recording holds, for the engine that goes on with it; nothing where there is none yet. Blocking.
Expected<EngineLoop::Past> pastOf(const std::string &path, const RecordingWriter &writer);

/// Where the clock of such a recording stood.
std::optional<SystemClock::Last> lastOf(const EngineLoop::Past &past);
} // namespace signalbox
