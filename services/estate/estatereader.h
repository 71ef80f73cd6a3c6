// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <estate/estate.h>
#include <estate/problem.h>
#include <estate/queryrows.h>

namespace signalbox
{
/// One complaint about an estate file: where, what was found, what was expected, the nearest valid key.
struct EstateError {
    Location where;
    std::string message;
    /// "FILE:LINE:COL: message", or "FILE: message" about a file as a whole.
    [[nodiscard]] std::string line() const;
};

/// What reading an estate gave: the estate where there is no error, otherwise every error found, in file order.
struct EstateReading {
    std::optional<Estate> estate;
    std::vector<EstateError> errors;
    std::string id;                        ///< the estate's, with errors as well where it is known
    std::vector<QueryDeclaration> queries; ///< all that are declared, with errors as well
    std::size_t unanswered =
        0; ///< queries that lists are made of and that have no rows; each is an error, the only ones
};

/// Largest estate accepted, all files together, in bytes. For a file made of nothing but brackets yaml-cpp 0.7 needs
/// 240 times that in memory, for an ordinary one 50 times.
inline constexpr std::size_t maximumEstateSize = 2 * 1024 * 1024;

/// Most sources, and most targets of all sources together, that an estate may have.
inline constexpr std::size_t maximumSources = 1000;
inline constexpr std::size_t maximumTargets = 100000;

/// Reads path: one YAML file or a folder of *.yaml files (in order of name). Blocking; any thread but the GUI's. Errors
/// name the files as reached from path; the estate names them without the way there, so that its hash does not depend
/// on it. A source of a type that is not among `sourceTypes` is an error (without any, every type is accepted): the
/// shelf of sources is beyond this room. Lists that come from queries are made of `rows`; a query that is needed and
/// has none there is an error once there is no other, and nothing is said of what may only be missing because of it.
EstateReading readEstate(const std::string &path, std::span<const std::string_view> sourceTypes = {},
                         const QueryRows &rows = {});

/// The same for text as kept in Estate::text: several files, each after "# file: NAME". A line of a file that itself
/// begins so has a further # before it there. Text without such a first line is one file, "estate.yaml".
EstateReading parseEstate(const std::string &text);

/// The estate where there is no file: this machine alone, watched by the source `this-machine`. What a subject's name
/// cannot have is replaced by '-'; an empty hostName is "localhost".
Estate thisMachineEstate(const std::string &hostName);

/// The path of the estate meant when none is named: $XDG_CONFIG_HOME/signalbox/estate.yaml (~/.config without it).
std::string defaultEstatePath();

/// Reads path; where it is empty, defaultEstatePath(); where that does not exist either, thisMachineEstate(hostName).
EstateReading readEstateOrThisMachine(const std::string &path, const std::string &hostName,
                                      std::span<const std::string_view> sourceTypes = {}, const QueryRows &rows = {});

/// The JSON Schema (2020-12) of the estate file, made from the reader's own field table.
std::string estateSchema();
} // namespace signalbox
