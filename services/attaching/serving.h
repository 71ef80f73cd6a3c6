// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>

#include <estate/problem.h>

namespace signalbox
{
struct Serving {
    std::string recordingPath; ///< what a watch on this machine records; its journal lies beside it
    int in = 0;                ///< descriptors: what the desk says, and what it is told
    int out = 1;
    std::function<bool()> isOver; ///< asked every 50 ms; may be empty
};

/// Tells one desk what is recorded here, tick by tick, and writes what it does into the journal; until the desk hangs
/// up. It reads and never records, whether or not a watch runs. What the desk cannot take in time is merged: it falls
/// behind by no more than its line is slow. Blocks.
Expected<void> serve(const Serving &serving);
} // namespace signalbox
