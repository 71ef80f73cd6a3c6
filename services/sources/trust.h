// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <sources/fetch.h>

namespace signalbox
{
/// Makes a source trust the declared certificate authority and no other.
class Trust
{
public:
    /// `authority`: path of a PEM file, or empty: the system's. `reach` outlives this.
    Trust(std::string authority, Reach &reach);
    /// What is wrong with the file, or nothing. It is read again until it is right.
    std::string trouble();

private:
    std::string m_untrusted; ///< path until it was read
    Reach &m_reach;
};
} // namespace signalbox
