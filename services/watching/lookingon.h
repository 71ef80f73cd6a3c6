// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

#include <watching/recorder.h>

namespace signalbox
{
/// Reads what another process records, and says when that one has ended. `held` names it.
Expected<std::unique_ptr<Recorder>> lookOn(const std::string &path, const Recorder::Options &options,
                                           const Problem &held);
} // namespace signalbox
