// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace signalbox
{
/// How hosts are reached, as the section `reach` says it for all of them. Where a host differs, its
/// Declared::details has "reach.user", "reach.look_key", "reach.port" or "reach.jump".
struct HostReach {
    std::string user = "signalbox-host";
    std::string lookKey = "/etc/signalbox/look_key"; ///< path of a private key; without blanks
    int port = 22;
    std::string jump;       ///< a declared host; empty: none
    std::string knownHosts; ///< path of a file, without blanks; empty: OpenSSH's own
    bool operator==(const HostReach &) const = default;
};
} // namespace signalbox
