// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <estate/problem.h>

namespace signalbox
{
/// Where a watch runs: ssh://[USER@]HOST[:PORT][/ESTATE], ESTATE being what `signalboxctl watch` was given there, an
/// absolute path. HOST may be a name of the user's ssh_config(5).
struct WatchAddress {
    std::string user; ///< empty: what ssh_config says
    std::string host;
    std::string port;
    std::string estate;

    /// As it was written.
    [[nodiscard]] std::string url() const;
    /// "host" or "host-2222": good in a file's name.
    [[nodiscard]] std::string fileName() const;
    /// What is started: the user's own OpenSSH, which asks nobody anything (BatchMode).
    [[nodiscard]] std::vector<std::string> command() const;
};

/// Whether that is meant to be the address of a watch, and no file.
bool isWatchAddress(const std::string &text);
/// An address that could be taken for an option or for a command is an error.
Expected<WatchAddress> watchAddress(const std::string &text);
} // namespace signalbox
