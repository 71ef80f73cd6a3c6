// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <estate/problem.h>
#include <reach/sshcommand.h>

namespace signalbox
{
/// How an ssh ended.
struct SshEnd {
    int status = 255;      ///< of exit(); 255 where it is ssh that failed, or that was ended
    bool isCutOff = false; ///< its time was over
    std::string printed;   ///< outside text: what came from the host
    std::string complaint; ///< outside text: the beginning of what ssh and the host said on standard error
};

/// Why there is no reply of a host, for a person.
struct HostFailure {
    bool isUnreachable = false; ///< nobody knows what it would have answered; else it would be refused again
    Problem problem;            ///< what happened and what to do
};

/// `what` is what readHostReply() found wrong with the end's `printed`. By OpenSSH's and sudo's own words (C locale).
HostFailure failureOf(const HostAccess &access, Identity identity, const SshEnd &end, const std::string &what);
} // namespace signalbox
