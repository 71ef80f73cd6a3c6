// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <string>
#include <vector>

#include "source.h"

namespace signalbox::house
{
/// One place that breaks a house rule.
struct Violation {
    std::string file;
    int line = 0;
    std::string rule; ///< its id, as in "expect: ID"
    std::string what;

    [[nodiscard]] std::string sentence() const { return file + ':' + std::to_string(line) + ": " + rule + ": " + what; }
    auto operator<=>(const Violation &) const = default;
};

/// The limits on the tail, as ARCHITECTURE.md states them.
struct Limits {
    std::size_t fileLines = 400;
    std::size_t windowLines = 300;
    int functionLines = 60;
    std::size_t columns = 120;
    double objectShare = 0.25;
};

/// What the whole tree comes to.
struct Figures {
    std::size_t classes = 0;
    std::size_t objects = 0; ///< those of them that are QObjects
    std::size_t codeLines = 0;
    std::size_t testLines = 0; ///< blank lines are in neither
    [[nodiscard]] double objectShare() const;
    [[nodiscard]] double testRatio() const;
};

using Tree = std::vector<Source>;
using Violations = std::vector<Violation>;

/// What is called: clocks, shells, sleeps, unverified TLS.
void checkCalls(const Tree &tree, Violations &found);
/// How it is included: Qt's classes without their module, a header before what it could lean on, no circle of folders.
void checkIncludes(const Tree &tree, Violations &found);
/// Sizes, names, and what can change behind everybody's back.
void checkShapes(const Tree &tree, const Limits &limits, Violations &found);
/// Licence lines, unfinished work, a test for each item on a shelf.
void checkText(const Tree &tree, Violations &found);

Figures figuresOf(const Tree &tree);
/// Every rule, in order of file and line.
Violations checkAll(const Tree &tree, const Limits &limits);
} // namespace signalbox::house
