// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <paging/pageplan.h>

namespace signalbox
{
/// An alert as a page tells of it. Outside text.
struct PagedAlert {
    std::string key; ///< "rule kind/name{labels}"
    std::string rule;
    std::string subject; ///< "kind/name"
    Labels labels;
    std::string severity;
    std::string sentence;
    WallTime since{};
};

/// What a pager sends, in words. Outside text is in it: data, never markup.
struct PageMessage {
    std::string id;     ///< of this page, unique for the estate: letters, digits, '.', '-', '_'
    std::string thread; ///< of its matter: the same for every page of it, in the same alphabet
    std::string kind;   ///< "alert", "flood" or "test"
    std::string estate; ///< its title
    std::string person; ///< empty: of a test
    std::string severity;
    std::string title;   ///< one line
    std::string text;    ///< a few lines, with a line feed each
    std::string command; ///< the one that shows more
    WallTime wall{};
    Milliseconds repeat{}; ///< until it comes again, if nobody acknowledges; of a test 0
    int step = 1;
    std::size_t count = 0; ///< alerts that it tells of
    bool isFirst = true;   ///< of its thread, for that person
    bool mayBeRepeat = false;
    std::vector<PagedAlert> alerts; ///< the first few
};

/// More alerts are counted.
constexpr std::size_t alertsInAPage = 10;

/// What is hurt when a subject is broken: those that depend on it or have it as a member, however far up; in words,
/// "1 store, 4 queues"; empty where nothing does.
std::string hurtBy(const Estate &estate, const Subject &subject);

/// The page in words: what is broken, who is hurt, and the one command that shows more. `page` is the number of the row
/// that intends it. `estatePath` is how the command calls the estate; empty: by default.
PageMessage messageOf(const DuePage &due, std::uint64_t page, const Picture &picture, const std::string &estatePath);
} // namespace signalbox
