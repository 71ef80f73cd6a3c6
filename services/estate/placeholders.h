// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include <estate/estate.h>

namespace signalbox
{
/// The placeholders that a source's text may have.
inline constexpr std::string_view placeholderNames[] = {"address", "name"};
/// Those of a runbook.
inline constexpr std::string_view runbookPlaceholders[] = {"address", "kind", "name", "site"};

/// What stands between the first braces that hold none of them, empty where they do not match; nothing where all are
/// known.
std::optional<std::string> unknownPlaceholder(std::string_view text,
                                              std::span<const std::string_view> known = placeholderNames);

/// "found the placeholder …, expected …" of an unknown one, as a complaint says it.
std::string placeholderFault(std::string_view unknown, std::span<const std::string_view> known = placeholderNames);

/// A placeholder's name, and what stands in its place.
using PlaceholderValue = std::pair<std::string_view, std::string_view>;

/// The text with those filled in. In one walk: nothing that was filled in is taken for a placeholder.
std::string filledIn(std::string_view text, std::span<const PlaceholderValue> values);

/// The text with {name} as the subject's name and {address} as `address`.
std::string withPlaceholders(std::string_view text, const Declared &subject, const std::string &address);
} // namespace signalbox
