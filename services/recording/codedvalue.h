// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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

/// number / 10^places, correctly rounded for |number| <= 2^53.
double decimalValue(std::int64_t number, unsigned places);
double valueOf(const CodedValue &coded);
/// Whether the number is one that the form allows: a text's is an id.
bool isSound(const CodedValue &coded);
FactKind kindOf(const CodedValue &coded);

/// The same decimal with more places; nothing where that is no longer exact.
std::optional<std::int64_t> withPlaces(const CodedValue &decimal, unsigned places);

/// A byte with form and length, then the number.
void writeValue(ByteWriter &tags, ByteWriter &payload, const CodedValue &value);
CodedValue readValue(ByteReader &tags, ByteReader &payload);
} // namespace signalbox
