// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <estate/problem.h>

namespace signalbox
{
/// Writes a file that does not exist yet, whole or not at all: beside it first, synced, then linked to its name, which
/// fails where the name was taken meanwhile. Makes the folder where there is none. A Problem where the disk refuses.
Expected<void> writeNewFile(const std::string &path, const std::string &text);
} // namespace signalbox
