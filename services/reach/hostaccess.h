// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include <estate/estate.h>

namespace signalbox
{
/// The host over which others are reached.
struct JumpHost {
    std::string name;
    std::string address;
    std::string user;
    int port = 22;
    bool operator==(const JumpHost &) const = default;
};

/// How one host is reached, as the estate says it. Every word of it is fit to be an argument of ssh: the estate's
/// reader lets no other in.
struct HostAccess {
    std::string name;    ///< the host's; its key is known by it
    std::string address; ///< as declared, best a literal IP; the name where none is
    std::string user;
    int port = 22;
    std::string lookKey;    ///< path of the private key of Identity::Look
    std::string knownHosts; ///< path of the file of host keys; empty: OpenSSH's own
    std::optional<JumpHost> jump;
    bool operator==(const HostAccess &) const = default;
};

/// How that host is reached; nothing where it is not declared, or the estate has no section `reach`.
std::optional<HostAccess> accessTo(const Estate &estate, const Subject &host);
} // namespace signalbox
