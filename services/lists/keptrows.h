// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <estate/estate.h>
#include <estate/problem.h>
#include <estate/queryrows.h>
#include <time/moment.h>

namespace signalbox
{
/// The rows that queries gave last, and since when; kept in a file, so that a start without a network has them. One
/// thread at a time.
class KeptRows
{
public:
    /// Reads `path`, if it is there; what cannot be read there counts as never answered.
    explicit KeptRows(std::string path);

    /// Those of these queries that were asked the same.
    [[nodiscard]] QueryRows of(const std::vector<QueryDeclaration> &queries) const;
    /// Why an answer must not be taken over by itself: none, or ten times as many or as few rows as there were, and not
    /// near what is usual. Empty: it may.
    [[nodiscard]] std::string refusal(const QueryDeclaration &query, const std::vector<QueryRow> &rows) const;
    /// Takes the rows over and writes the file, whole or not at all.
    Expected<void> keep(const QueryDeclaration &query, std::vector<QueryRow> rows, WallTime when);
    /// When the query was last answered, "2026-11-26 17:02 UTC"; "never" where it never was.
    [[nodiscard]] std::string since(const QueryDeclaration &query) const;

private:
    struct Kept {
        QueryDeclaration asked;
        WallTime when{};
        std::vector<QueryRow> rows;
    };
    [[nodiscard]] const Kept *find(const QueryDeclaration &query) const;

    std::string m_path;
    std::map<std::string, Kept> m_kept;
};

/// What changed, for people: "+3 web7, web8, web9; -1 db2"; at most ten names each, by the first column that tells rows
/// apart. Empty where the rows are the same.
std::string rowsDifference(const std::vector<QueryRow> &before, const std::vector<QueryRow> &after);
} // namespace signalbox
