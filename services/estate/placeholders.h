// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <estate/estate.h>

namespace signalbox
{
/// The placeholders that a source's text may have.
inline constexpr std::string_view placeholderNames[] = {"address", "name"};

/// What stands between the first braces that hold none of them, empty where they do not match; nothing where all are
/// known.
std::optional<std::string> unknownPlaceholder(std::string_view text);

/// "found the placeholder …, expected …" of an unknown one, as a complaint says it.
std::string placeholderFault(std::string_view unknown);

/// The text with {name} as the subject's name and {address} as `address`.
std::string withPlaceholders(std::string text, const Declared &subject, const std::string &address);
} // namespace signalbox
