// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace signalbox
{
/// A place in a file of the estate. Lines and columns count from 1; 0 means the file as a whole.
struct Location {
    std::string file;
    int line = 0;
    int column = 0;
    std::string origin = {}; ///< "query fleet, row {…}" for what a query's row filled in; otherwise empty
    bool operator==(const Location &) const = default;
};
} // namespace signalbox
