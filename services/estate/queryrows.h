// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace signalbox
{
/// One row that a query gave: texts by column. Each is fit for an estate: one line of UTF-8, no secret.
using QueryRow = std::map<std::string, std::string>;

/// The rows of every query that was answered, by its name. A query without an entry was never answered.
using QueryRows = std::map<std::string, std::vector<QueryRow>>;

/// The name under which rows stand among the files of Estate::text. No file read from disk beside others has it.
inline constexpr std::string_view queryRowsFile = "@rows";

/// As JSON, a row a line, sorted, each row once: the same rows give the same text in whatever order they came.
std::string queryRowsText(const QueryRows &rows);

/// What queryRowsText() wrote; nothing where the text is anything else.
std::optional<QueryRows> queryRowsIn(std::string_view text);

/// Why text cannot stand in a row, or empty: not one line of UTF-8, longer than 1,000 bytes, or a URL with user
/// information.
std::string rowTextFault(std::string_view text);
} // namespace signalbox
