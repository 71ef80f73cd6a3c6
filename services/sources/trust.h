// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <sources/fetch.h>

namespace signalbox
{
/// Makes `tls` trust the authorities in that PEM file and no others.
Expected<void> trustOnly(const std::string &authority, QSslConfiguration &tls);

/// Whose certificates a source trusts: the declared authority and no other, or the system's where none is declared.
class Trust
{
public:
    /// `authority` is the path of a PEM file, or empty.
    explicit Trust(std::string authority)
        : m_untrusted(std::move(authority))
    {
    }

    /// Puts the authority into `reach`. Returns what is wrong with its file, which is read again at each call until it
    /// is right; empty: nothing.
    std::string settle(Reach &reach);

private:
    std::string m_untrusted; ///< path of the declared authority until it was read
};
} // namespace signalbox
