// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <optional>

#include <recording/bytes.h>
#include <recording/frame.h>

namespace signalbox
{
/// A fact's value in the form in which it lies in the file. What is observed is mostly decimal ("0.85", "1234"): an
/// integer and a number of decimal places says it in a byte or two, and differences of such stay small. Every double
/// survives bit for bit.
struct CodedValue {
    /// 0 … maximumPlaces: number / 10^form; otherwise one of the forms below.
    std::uint8_t form = 0;
    std::int64_t number = 0;

    static constexpr std::uint8_t maximumPlaces = 12;
    static constexpr std::uint8_t raw = 13;  ///< number is the double's bits
    static constexpr std::uint8_t text = 14; ///< number is the TextId
    static constexpr std::uint8_t gone = 15; ///< number is 0

    bool operator==(const CodedValue &) const = default;
    [[nodiscard]] bool isDecimal() const { return form <= maximumPlaces; }
};

/// The decimal with the fewest places that gives this double again, or its bits.
CodedValue codeNumber(double value);
/// Nothing where the value of a text is no TextId.
std::optional<CodedValue> codeValue(FactKind kind, double value);

/// Exact as doubles, like every power of ten up to 10^22.
constexpr std::array<double, CodedValue::maximumPlaces + 1> powersOfTen = {1e0, 1e1, 1e2, 1e3,  1e4,  1e5, 1e6,
                                                                           1e7, 1e8, 1e9, 1e10, 1e11, 1e12};

constexpr double largestExact = 9007199254740992.0; ///< 2^53: every integer up to here is a double

// What follows runs once a fact in every seek, and so is inline.

/// number / 10^places, correctly rounded for |number| <= 2^53.
inline double decimalValue(std::int64_t number, unsigned places)
{
    const auto integer = static_cast<double>(number);
    return places == 0 ? integer : integer / powersOfTen[places];
}

inline double valueOf(const CodedValue &coded)
{
    if (coded.isDecimal())
        return decimalValue(coded.number, coded.form);
    return coded.form == CodedValue::raw ? std::bit_cast<double>(coded.number) : static_cast<double>(coded.number);
}

inline FactKind kindOf(const CodedValue &coded)
{
    if (coded.form == CodedValue::gone)
        return FactKind::Gone;
    return coded.form == CodedValue::text ? FactKind::Text : FactKind::Number;
}

/// Whether the number is one that the form allows: a text's is an id.
inline bool isSound(const CodedValue &coded)
{
    if (coded.form < CodedValue::text)
        return true;
    return static_cast<std::uint64_t>(coded.number) <= (coded.form == CodedValue::text ? 0xffffffffu : 0u);
}

/// The same decimal with at least as many places; nothing where that is no longer exact.
inline std::optional<std::int64_t> withPlaces(const CodedValue &decimal, unsigned places)
{
    if (places == decimal.form)
        return decimal.number;
    const double scaled = static_cast<double>(decimal.number) * powersOfTen[places - decimal.form];
    if (!(scaled < largestExact && scaled > -largestExact)) // at 2^53 itself the product may have been rounded
        return {};
    return static_cast<std::int64_t>(scaled);
}

/// A byte with form and length, then the number.
inline void writeValue(ByteWriter &tags, ByteWriter &payload, const CodedValue &value)
{
    const std::uint64_t number = value.isDecimal() ? zigzag(value.number) : static_cast<std::uint64_t>(value.number);
    const unsigned width = (static_cast<unsigned>(std::bit_width(number)) + 7) / 8;
    tags.byte(static_cast<std::uint8_t>(static_cast<unsigned>(value.form) << 4U | width));
    payload.fixed(number, width);
}
inline CodedValue readValue(ByteReader &tags, ByteReader &payload)
{
    const unsigned tag = tags.byte();
    CodedValue value;
    value.form = static_cast<std::uint8_t>(tag >> 4);
    const std::uint64_t number = payload.fixed(tag & 15);
    value.number = value.isDecimal() ? unzigzag(number) : static_cast<std::int64_t>(number);
    if (!isSound(value))
        payload.failed();
    return value;
}
} // namespace signalbox
