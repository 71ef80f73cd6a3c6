// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include <QString>

namespace signalbox
{
/// A row of a RowModel, and where it is.
template <class Row>
struct RowEntry {
    Row row;
    int place = -1;        ///< row in the view; -1: filtered away
    QString searched = {}; ///< empty: not asked for since the row changed
    unsigned question = 0; ///< the filter that was asked last
    bool isWanted = false; ///< what it said
    bool isLoose = false;  ///< has to be put in its place among all
};

/// What one update of a RowModel comes to.
template <class Row>
struct RowDifference {
    std::vector<std::unique_ptr<RowEntry<Row>>> gone; ///< no longer counted when views hear that they left
    std::vector<std::size_t> loose;                   ///< places among all that somebody leaves
    std::vector<RowEntry<Row> *> settling;            ///< those that get a place among all
    std::vector<RowEntry<Row> *> leaving;
    std::vector<RowEntry<Row> *> arriving;
    std::vector<RowEntry<Row> *> touched;
    bool moves = false; ///< somebody who stays shown
};
} // namespace signalbox
