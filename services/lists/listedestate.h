// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <functional>
#include <span>
#include <string>

#include <estate/estatereader.h>

namespace signalbox
{
/// Reads an estate with given rows, as readEstate() does.
using ReadWithRows = std::function<EstateReading(const QueryRows &rows)>;

/// An estate with the rows of its queries.
struct ListedReading {
    EstateReading reading;
    QueryRows rows;  ///< of every query that was answered
    QueryRows asked; ///< of these, what was asked now
};

/// Reads an estate whose lists come from queries: with the rows known and, for queries without, with what they answer
/// now. One that does not answer is an error where it is declared. Blocks as long as the queries' deadlines together;
/// never on a thread that draws, but for a program's start.
ListedReading readListedEstate(const ReadWithRows &read, const std::function<QueryRows(const EstateReading &)> &known,
                               const std::atomic<bool> &stop);
} // namespace signalbox
