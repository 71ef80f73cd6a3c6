// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace signalbox
{
/// "> 1000", "< 5 GB", ">= 90%": what a value is compared with. Units are those of the estate file, turned into base
/// ones: % (shares), ms s m h d (seconds), kB MB GB TB (bytes, of 1,000).
struct Comparison {
    enum class Operator : std::uint8_t { Less, LessOrEqual, Greater, GreaterOrEqual, Equal, NotEqual };
    Operator op = Operator::Greater;
    double limit = 0;  ///< in base units
    double scale = 1;  ///< base units in one of `unit`
    std::string unit;  ///< as written; may be empty
    std::string shown; ///< "> 5 GB"

    /// Whether the value meets it. NaN meets none: it is no value.
    [[nodiscard]] bool holds(double value) const;
    /// The value in the unit of the limit, to two digits of significance, so that what is said of it changes rarely.
    [[nodiscard]] std::string valueText(double value) const;
    /// Whether everything that meets this one meets that one too.
    [[nodiscard]] bool implies(const Comparison &weaker) const;
    bool operator==(const Comparison &) const = default;
};

/// Text matches the pattern of ScalarType::Threshold.
Comparison comparisonOf(std::string_view text);
} // namespace signalbox
