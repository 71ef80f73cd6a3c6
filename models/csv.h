// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <QByteArray>

#include <picture/picture.h>
#include <recording/recording.h>

namespace signalbox
{
/// One column of a table over time.
struct CsvColumn {
    SeriesKey key;
    std::vector<HistoryPoint> points;
};

/// The columns as CSV (RFC 4180: fields parted by commas, rows ended by CR LF): a row for each moment at which one of
/// them says something, oldest first; time in RFC 3339 UTC and in seconds since 1970, then a column a series, headed
/// metric{labels} and, where two sources say the same, the source. Texts, and where nothing was said, are empty;
/// numbers that are none are NaN, Infinity and -Infinity.
QByteArray csvOf(const std::vector<CsvColumn> &columns, const Timeline &timeline);

/// Outside text as one field: quoted where it must be, and where a spreadsheet would take it for a formula (it begins
/// with = + - @, a tab or a carriage return) with an apostrophe before it.
std::string csvField(const std::string &text);
} // namespace signalbox
