// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <estate/problem.h>

namespace signalbox
{
/// What a host's script of verbs takes: words, the first of which is a verb. At most 64 words and 4,096 bytes, each
/// with its line end.
inline constexpr std::size_t mostRequestWords = 64;
inline constexpr std::size_t mostRequestBytes = 4096;

/// A request as it goes over standard input: one word a line, an empty line ends it. A Problem where a word is empty or
/// has a control character, or where it is too long.
Expected<std::string> hostRequest(const std::vector<std::string> &words);

/// What the script answered.
struct HostReply {
    enum class Kind : std::uint8_t {
        Ok,      ///< carried out, or would be
        Refused, ///< nothing was done: `reason`
        Failed,  ///< it was begun and ended with `status`
    };
    Kind kind = Kind::Ok;
    std::string reason;             ///< outside text, never empty of Refused
    int status = 0;                 ///< of Failed: 1 to 255
    std::vector<std::string> lines; ///< outside text: what was printed
};

/// The bytes of the longest reply: 64 KiB of output with a blank before each line, the first line and the last.
inline constexpr std::size_t longestReply = 2 * 65536 + 4096;

/// Reads a whole reply: "ok", "refused REASON" or "failed STATUS", lines that begin with a blank, "end". All else is a
/// Problem that says what came instead: nothing, something that is no reply, or one that breaks off.
Expected<HostReply> readHostReply(std::string_view text);
} // namespace signalbox
