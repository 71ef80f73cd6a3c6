// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <reach/lever.h>

namespace signalbox
{
/// Public keys as they are to stand in a host's authorized_keys: "ssh-ed25519 AAAA… comment".
struct SetupKeys {
    std::string look;             ///< the watch's; empty: it is not known here
    std::vector<std::string> act; ///< of those who may act; may be empty
};

/// The public keys in a file of them (ssh-keygen's .pub, authorized_keys without options): lines that are none are a
/// Problem. Comments are kept where they are plain.
Expected<std::vector<std::string>> publicKeys(const std::string &text);

/// What an administrator does on that host, as root, so that it is reached with these rights and no others: a text to
/// read and to carry out line by line. `levers` are the host's own.
std::string hostSetup(const Estate &estate, const HostAccess &access, const std::vector<Lever> &levers,
                      const SetupKeys &keys);
} // namespace signalbox
