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
constexpr double largestExact = 9007199254740992.0; // 2^53: every integer up to here is a double

bool sameBits(double a, double b)
{
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

unsigned bytesOf(std::uint64_t number)
{
    return (static_cast<unsigned>(std::bit_width(number)) + 7) / 8;
}
} // namespace

CodedValue codeNumber(double value)
{
    for (std::uint8_t places = 0; places <= CodedValue::maximumPlaces; ++places) {
        const double scaled = value * powersOfTen[places];
        if (!(std::abs(scaled) <= largestExact)) // also NaN
            break;
        const auto number = static_cast<std::int64_t>(std::rint(scaled));
        // The product is off by at most 2^-53 of itself where value is such a decimal; far from an integer it cannot be
        // one.
        if (std::abs(scaled - static_cast<double>(number)) > std::abs(scaled) * std::numeric_limits<double>::epsilon())
            continue;
        if (sameBits(decimalValue(number, places), value))
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

std::optional<std::int64_t> withPlaces(const CodedValue &decimal, unsigned places)
{
    const double scaled = static_cast<double>(decimal.number) * powersOfTen[places - decimal.form];
    if (!(std::abs(scaled) < largestExact)) // at 2^53 itself the product may have been rounded
        return {};
    return static_cast<std::int64_t>(scaled);
}

void writeValue(ByteWriter &tags, ByteWriter &payload, const CodedValue &value)
{
    const std::uint64_t number = value.isDecimal() ? zigzag(value.number) : static_cast<std::uint64_t>(value.number);
    const unsigned width = bytesOf(number);
    tags.byte(static_cast<std::uint8_t>(static_cast<unsigned>(value.form) << 4U | width));
    payload.fixed(number, width);
}
} // namespace signalbox
