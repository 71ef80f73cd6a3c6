// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace signalbox
{
/// What leaves the console: a program's argv, or words for a host's script. Never a shell's text.
struct StepCommand {
    enum class By : std::uint8_t {
        Program, ///< `words` is an argv, run by the watch
        Host,    ///< `words` is a request to `host`'s script of verbs, over ssh (reach/hostrequest.h)
    };
    By by = By::Program;
    std::string host;               ///< of Host: the host's name in the estate
    std::vector<std::string> words; ///< never empty
    bool operator==(const StepCommand &) const = default;
};

/// As a person would type it: each word quoted as a POSIX shell needs it. To be read and copied; nothing here runs it.
std::string literal(const StepCommand &command);
} // namespace signalbox
