// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <journal/journal.h>

namespace signalbox
{
/// Appends the journal's head to a file that somebody else keeps, as a line "NUMBER HASH" (hexadecimal): whoever can
/// change the journal can make another chain, but not this file. Nothing where the journal is empty or the file's last
/// line is that head already. Answers the number.
Expected<std::uint64_t> exportHead(const JournalReader &journal, const std::string &path);

/// How a journal stands against heads that were exported.
struct HeadsCheck {
    std::size_t heads = 0;    ///< lines that were compared
    std::uint64_t broken = 0; ///< the first row that is missing or has another hash than was exported; 0: none
};
/// A line that is no head is an error.
Expected<HeadsCheck> checkHeads(const JournalReader &journal, const std::string &path);
} // namespace signalbox
