// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <estate/estate.h>
#include <estate/problem.h>

namespace signalbox
{
/// One complaint about an estate file: where, what was found, what was expected, the nearest valid key.
struct EstateError {
    Location where;
    std::string message;
    /// "FILE:LINE:COL: message".
    [[nodiscard]] std::string line() const;
};

/// What reading an estate gave: the estate where there is no error, otherwise every error found, in file order.
struct EstateReading {
    std::optional<Estate> estate;
    std::vector<EstateError> errors;
};

/// Largest estate accepted, all files together, in bytes. yaml-cpp 0.7 needs about 80 times that in memory.
inline constexpr std::size_t maximumEstateSize = 2 * 1024 * 1024;

/// Reads path: one YAML file or a folder of *.yaml files (in order of name). Blocking; any thread but the GUI's.
EstateReading readEstate(const std::string &path);

/// The same for text as kept in Estate::text (several files, each after "# file: NAME").
EstateReading parseEstate(const std::string &text);

/// The estate where there is no file: this machine alone, watched by the source `this-machine`.
Estate thisMachineEstate(const std::string &hostName);

/// The JSON Schema (2020-12) of the estate file, made from the reader's own field table.
std::string estateSchema();
} // namespace signalbox
