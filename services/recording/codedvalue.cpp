// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <recording/codedvalue.h>

#include <bit>
#include <cmath>
#include <limits>

namespace signalbox
{
namespace
{
bool sameBits(double a, double b)
{
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

constexpr double largestRounded = 2251799813685248.0; // 2^51

// To the nearest integer, for what is below 2^51: behind so large a number a double has no room for a fraction.
// (std::rint would be a call into a library.)
double rounded(double value)
{
    constexpr double pushesFractionOut = 6755399441055744.0; // 1.5 * 2^52
    return (value + pushesFractionOut) - pushesFractionOut;
}

// A decimal times its power of ten is off by at most 2^-52 of itself: what is farther from an integer was no such
// decimal.
bool isNearInteger(double scaled)
{
    return std::abs(scaled - rounded(scaled)) <= std::abs(scaled) * std::numeric_limits<double>::epsilon();
}

bool cannotBeDecimal(double value)
{
    const double scaled = value * powersOfTen[CodedValue::maximumPlaces];
    return scaled < largestRounded && scaled > -largestRounded && !isNearInteger(scaled);
}

} // namespace

CodedValue codeNumber(double value)
{
    if (value <= largestExact && value >= -largestExact) { // no NaN
        const auto integer = static_cast<std::int64_t>(value);
        if (sameBits(static_cast<double>(integer), value))
            return {0, integer};
    }
    for (std::uint8_t places = 1; places <= CodedValue::maximumPlaces; ++places) {
        const double scaled = value * powersOfTen[places];
        if (!(scaled < largestRounded && scaled > -largestRounded))
            break;
        // What has more than two places is mostly no decimal at all, and then not with the most places either.
        const bool isCandidate = isNearInteger(scaled);
        if (places == 3 && !isCandidate && cannotBeDecimal(value))
            break;
        const auto number = static_cast<std::int64_t>(rounded(scaled));
        if (isCandidate && sameBits(decimalValue(number, places), value))
            return {places, number};
    }
    return {CodedValue::raw, std::bit_cast<std::int64_t>(value)};
}

std::optional<CodedValue> codeValue(FactKind kind, double value)
{
    switch (kind) {
    case FactKind::Number:
        return codeNumber(value);
    case FactKind::Gone:
        return CodedValue{CodedValue::gone, 0};
    case FactKind::Text:
        break;
    }
    if (!(value >= 0 && value <= std::numeric_limits<std::uint32_t>::max()))
        return {};
    const auto id = static_cast<std::int64_t>(value);
    if (static_cast<double>(id) != value)
        return {};
    return CodedValue{CodedValue::text, id};
}
} // namespace signalbox
