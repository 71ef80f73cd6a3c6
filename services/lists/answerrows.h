// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include <estate/problem.h>
#include <estate/queryrows.h>

namespace signalbox
{
/// Most rows that an answer may have.
inline constexpr std::size_t mostRows = 50000;

/// The column of an answer that is a list of texts.
inline constexpr std::string_view onlyColumn = "value";

/// The labels of each series of an instant query's vector (https://prometheus.io/docs/prometheus/latest/querying/api/).
Expected<std::vector<QueryRow>> rowsOfPrometheus(std::string_view body);

/// A JSON array of objects of scalars, or of texts; null is no column. Other values are an error.
Expected<std::vector<QueryRow>> rowsOfJson(std::string_view body);

/// What a program printed: such a JSON array, or a text a line; empty lines do not count.
Expected<std::vector<QueryRow>> rowsOfPrinted(std::string_view printed);
} // namespace signalbox
