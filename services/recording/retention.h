// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <estate/estate.h>
#include <recording/layout.h>

namespace signalbox
{
/// Takes one small step towards what is to be kept of a recording whose last tick lies at `now`: deletes its oldest
/// window, or gives some free pages back to the disk. Every declaration stays, and each window begins with all that was
/// held before it, so the pictures of what is left do not change. The open window is never touched. Answers whether
/// there was anything to do. Its transaction is its own.
Expected<bool> forgetOldest(Database &database, const RecordingLimits &limits, Moment now);
} // namespace signalbox
