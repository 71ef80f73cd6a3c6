// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include <actions/runevent.h>
#include <actions/stepcommand.h>
#include <reach/hostaccess.h>

namespace signalbox
{
/// How a command ended, as far as its reply tells.
struct CommandEnd {
    /// Of a probe: Done where it ended with 0 (it is so), NotDone with 1, Unknown with anything else. Of all else: Done
    /// with 0, NotDone with any other status or where it could not be started, Unknown where its time was over or a
    /// signal ended it.
    RunObserved::Outcome outcome = RunObserved::Outcome::Unknown;
    std::string words; ///< the first line that it printed, or what went wrong; outside text, in one line
};

/// One command on its way. Ends with it: a program is left to itself, since what it does may be half done.
class CommandRun
{
public:
    virtual ~CommandRun() = default;
};

enum class CommandUse : std::uint8_t { Act, Probe };

/// How a host is reached.
struct HostWay {
    std::optional<HostAccess> access; ///< nothing: the estate does not say
    std::string folder;               ///< of the sockets of shared connections; empty: none is shared
};

/// Begins to carry it out and calls `then` once, later on this thread, whose event loop drives it; at the latest after
/// the deadline. `names` are told to a program in its environment (SIGNALBOX_RUN …). Never blocks.
std::unique_ptr<CommandRun> sendCommand(const StepCommand &command, const HostWay &way, CommandUse use,
                                        Milliseconds deadline, const std::map<std::string, std::string> &names,
                                        std::function<void(const CommandEnd &)> then);

/// The program that a command's first word means: its path, or, for "signalboxctl", the one beside the program that
/// runs.
std::string programOf(const StepCommand &command);

/// Why that could not be carried out here: no such program, not executable, writable for everybody …; nothing where it
/// could. Looks at the file system and sends nothing.
std::optional<Problem> refusalOf(const StepCommand &command);
} // namespace signalbox
