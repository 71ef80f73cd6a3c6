// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

#include <recording/recording.h>

namespace signalbox
{
/// Opens a recording for reading while it may be written by another process. Holds no transaction between calls. The
/// Problem says what the file is if it is no recording (not SQLite, another version, truncated), and what to do.
Expected<std::unique_ptr<const Recording>> openRecording(const std::string &path);
} // namespace signalbox
