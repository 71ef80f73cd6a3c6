// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <actions/action.h>

namespace signalbox
{
/// How the machine of the watch stands, for guards: the disk beside the journal, its addresses, its programs. Looks at
/// the file system; not on the GUI's thread. Whether the journal can be written and its chain holds is the caller's.
WatchHealth watchHealth(const std::string &journalPath);
} // namespace signalbox
