// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace signalbox
{
/// Why a text is refused before it is looked at as YAML, and where (in bytes).
struct TextFault {
    std::size_t offset = 0;
    std::string message;
};

/// The first byte that is not UTF-8 (RFC 3629), or is a control character other than tab, line feed, and carriage
/// return before a line feed. C1 controls count: some terminals obey them.
std::optional<TextFault> firstUnreadable(std::string_view text);

/// Where a URL with user information ("scheme://user:secret@host") begins in text, from `from` on. RFC 3986,
/// section 3.2.1.
std::optional<std::size_t> findUserInformation(std::string_view text, std::size_t from = 0);

/// Outside text, fit to stand in a line on a terminal or in a message: what is not UTF-8 and what is a control
/// character comes as \xNN, and so do the marks that turn the direction of writing; longer than `longest` bytes, it
/// ends in "...".
std::string harmless(std::string_view text, std::size_t longest = std::string_view::npos);

/// Several such lines; the line ends stay.
std::string harmlessLines(std::string_view text);
} // namespace signalbox
