// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <reach/hostaccess.h>

namespace signalbox
{
/// With which right a host is reached.
enum class Identity : std::uint8_t {
    Look, ///< unattended, by a key that may look and nothing else (HostAccess::lookKey)
    Act,  ///< a person's own key, which only their agent has (SSH_AUTH_SOCK)
};

/// "look" or "act".
std::string_view identityWord(Identity identity);

/// Where the script of verbs is on a host.
inline constexpr std::string_view hostScriptPath = "/usr/local/sbin/signalbox-host";

/// What a shell prints that answers to Identity::Look because no forced command keeps it from it.
inline constexpr std::string_view shellMark = "no-forced-command";

/// The argv of OpenSSH that takes a request (hostrequest.h) on its standard input and prints the reply. It asks nobody
/// anything, reads no configuration, forwards nothing, and knows the host by its name under the literal address. What
/// is run there is a constant. Connections that name the same control path share one, for a minute beyond the last;
/// `controlPath` comes from controlPathFor(), or is empty: then the connection is its own.
std::vector<std::string> sshCommand(const HostAccess &access, Identity identity, const std::string &controlPath);

/// The argv of OpenSSH that ends the shared connection of that control path.
std::vector<std::string> sshClosing(const HostAccess &access, const std::string &controlPath);

/// The path of the socket in `folder` (which its owner alone can enter) by which connections to that host are shared,
/// of one identity alone: with another's connection would go another's right. Short enough for a socket where the
/// folder's path has at most 50 bytes.
std::string controlPathFor(const std::string &folder, const HostAccess &access, Identity identity);
} // namespace signalbox
