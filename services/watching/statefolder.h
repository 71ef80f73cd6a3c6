// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <estate/problem.h>

namespace signalbox
{
/// $XDG_STATE_HOME/signalbox/<estate id>, or ~/.local/state/signalbox/<estate id>. Where it is missing it is made with
/// mode 0700 (XDG base directory specification), but with 2770 in a folder that is setgid and that its group may write
/// to. The mode of an existing one stays.
Expected<std::string> stateFolder(const std::string &estateId);
/// The same name; nothing is made.
std::string stateFolderName(const std::string &estateId);
/// The file that shares a recording's fate: NAME beside a recording.db, otherwise the recording's name with .NAME
/// added.
std::string besideRecording(const std::string &recordingPath, const std::string &name);
/// The journal that belongs to a recording: besideRecording(…, "journal.db").
std::string journalBeside(const std::string &recordingPath);
} // namespace signalbox
