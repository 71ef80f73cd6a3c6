// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <models/runreader.h>
#include <models/whatchanged.h>

namespace signalbox
{
/// What people had done from then up to then, as changes of what it was done to: one for each target of a run that sent
/// something; and what changed without one.
std::vector<WhatChange> runChanges(const RunLedger &runs, const Timeline &timeline, Moment since, Moment until);

/// changesSince, and with it what people had done. Blocking; the recording's thread.
Expected<ChangesSince> changesSince(const Recording &recording, const Picture &now, Moment since,
                                    const RunLedger &runs);
} // namespace signalbox
