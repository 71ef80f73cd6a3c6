// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <tl/expected.hpp>

namespace signalbox
{
/// What went wrong, as a person reads it: where, what, and what to do next. Plain text, never markup; never a secret.
struct Problem {
    std::string where;  ///< "estate.yaml:12:5", a path or an address; empty where the sentence says it already
    std::string what;   ///< one sentence, without a full stop
    std::string advice; ///< what to do next; may be empty

    /// "where: what. advice", as printed on a terminal.
    [[nodiscard]] std::string sentence() const;
    bool operator==(const Problem &) const = default;
};

/// Either a value or the Problem that kept us from having it. No exception crosses a room's border.
template <class Value>
using Expected = tl::expected<Value, Problem>;
} // namespace signalbox
