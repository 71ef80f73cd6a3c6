// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <commands/command.h>
#include <commands/recordedpast.h>
#include <journal/act.h>
#include <picture/picture.h>

namespace signalbox
{
inline constexpr CommandOption estateOption{"estate", "ESTATE", "of that estate, or recording"};

/// What an act of a terminal is about: the recording of its estate, and its newest picture.
struct DeskActs {
    RecordedPast past;
    PicturePtr picture;
};
/// Where the estate file is broken or not there, what was recorded with it is opened all the same, and said on the
/// terminal.
Expected<DeskActs> openDesk(const std::string &estateOrRecording, Terminal &terminal);

/// How long ago the recording ends, where nobody watches; nothing: it goes on.
std::optional<Milliseconds> silenceOf(const DeskActs &desk);

/// The operands as one text: "disk-full host/web1" need not be quoted.
std::string joinedOperands(const Arguments &arguments);

/// The one text of `among` that is called so, or that has it as a part; an error that lists the candidates where there
/// are several, or says that there is none of what `among` is called.
Expected<std::string> oneOf(const std::vector<std::string> &among, const std::string &named, const std::string &called);

/// The keys of alerts that are raised, or over and not seen yet.
std::vector<std::string> listedKeys(const Picture &picture);

/// Says what went wrong; the exit of that.
Exit refused(const Problem &problem, Terminal &terminal, Exit exit = Exit::BadInput);

/// Writes an act of this person into the estate's journal, and says so.
Exit carryOut(const DeskActs &desk, const Act &act, Terminal &terminal);
} // namespace signalbox
