// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <estate/limitfields.h>

namespace signalbox
{
/// The section `reach`.
inline constexpr Field reachFields[] = {
    {.key = "user",
     .type = ScalarType::Name,
     .fallback = "signalbox-host",
     .doc = "The account on the hosts. What it may do there is what its keys may."},
    {.key = "look_key",
     .type = ScalarType::Path,
     .fallback = "/etc/signalbox/look_key",
     .doc = "The private key with which the watch looks, unattended: a path without blanks. It has no passphrase, and "
            "on the hosts it may look and nothing else."},
    {.key = "port",
     .type = ScalarType::Count,
     .fallback = "22",
     .doc = "Where their sshd listens.",
     .least = 1,
     .most = 65535},
    {.key = "jump",
     .type = ScalarType::Name,
     .doc = "The host over which the others are reached; it is itself reached directly.",
     .refersTo = "host"},
    {.key = "known_hosts",
     .type = ScalarType::Path,
     .doc = "The file of the hosts' keys, each under the host's name in this file: a path without blanks. Without it "
            "ssh's own."},
};

/// `reach` below a host: where it differs.
inline constexpr Field hostReachFields[] = {
    {.key = "user", .type = ScalarType::Name, .doc = "The account on this host."},
    {.key = "look_key", .type = ScalarType::Path, .doc = "The private key with which the watch looks at this host."},
    {.key = "port", .type = ScalarType::Count, .doc = "Where its sshd listens.", .least = 1, .most = 65535},
    {.key = "jump",
     .type = ScalarType::Name,
     .doc = "The host over which this one is reached. Its own name: reached directly.",
     .refersTo = "host"},
};
} // namespace signalbox
