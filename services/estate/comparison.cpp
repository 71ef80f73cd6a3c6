// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <estate/comparison.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <utility>

namespace signalbox
{
namespace
{
struct NamedOperator {
    std::string_view text;
    Comparison::Operator op;
};
// The longer ones first.
constexpr NamedOperator operators[] = {
    {"<=", Comparison::Operator::LessOrEqual}, {">=", Comparison::Operator::GreaterOrEqual},
    {"==", Comparison::Operator::Equal},       {"!=", Comparison::Operator::NotEqual},
    {"<", Comparison::Operator::Less},         {">", Comparison::Operator::Greater},
};

struct Unit {
    std::string_view text;
    double scale;
};
constexpr Unit units[] = {{"", 1},      {"%", 0.01}, {"ms", 0.001}, {"s", 1},    {"m", 60},   {"h", 3600},
                          {"d", 86400}, {"kB", 1e3}, {"MB", 1e6},   {"GB", 1e9}, {"TB", 1e12}};

bool isUpward(Comparison::Operator op)
{
    return op == Comparison::Operator::Greater || op == Comparison::Operator::GreaterOrEqual;
}

bool isDownward(Comparison::Operator op)
{
    return op == Comparison::Operator::Less || op == Comparison::Operator::LessOrEqual;
}
} // namespace

bool Comparison::holds(double value) const
{
    if (std::isnan(value))
        return false;
    switch (op) {
    case Operator::Less:
        return value < limit;
    case Operator::LessOrEqual:
        return value <= limit;
    case Operator::Greater:
        return value > limit;
    case Operator::GreaterOrEqual:
        return value >= limit;
    case Operator::Equal:
        return value == limit;
    case Operator::NotEqual:
        return value != limit;
    }
    return false;
}

std::string Comparison::valueText(double value) const
{
    const double shownValue = value / scale;
    const std::string after = unit.empty() || unit == "%" ? unit : ' ' + unit;
    if (!std::isfinite(shownValue) || shownValue == 0)
        return (shownValue > 0 ? "infinite" : shownValue < 0 ? "minus infinite" : "0" + after);
    const double magnitude = std::floor(std::log10(std::abs(shownValue)));
    const double step = std::pow(10, magnitude - 1);
    const int decimals = static_cast<int>(std::clamp(1 - magnitude, 0.0, 9.0));
    char text[400]; // as long as the largest double
    std::snprintf(text, sizeof text, "%.*f", decimals, std::round(shownValue / step) * step);
    return text + after;
}

bool Comparison::implies(const Comparison &weaker) const
{
    if (isUpward(op) && isUpward(weaker.op))
        return limit >= weaker.limit;
    if (isDownward(op) && isDownward(weaker.op))
        return limit <= weaker.limit;
    return op == Operator::Equal && weaker.holds(limit);
}

Comparison comparisonOf(std::string_view text)
{
    Comparison comparison;
    const auto *named = std::find_if(std::begin(operators), std::end(operators),
                                     [&](const NamedOperator &candidate) { return text.starts_with(candidate.text); });
    if (named == std::end(operators))
        return comparison;
    comparison.op = named->op;
    std::string_view rest = text.substr(named->text.size());
    rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), comparison.limit);
    const std::string_view number = rest.substr(0, static_cast<std::size_t>(end - rest.data()));
    rest.remove_prefix(number.size());
    rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
    comparison.unit = rest;
    for (const Unit &unit : units) {
        if (unit.text == rest)
            comparison.scale = unit.scale;
    }
    comparison.limit *= comparison.scale;
    comparison.shown = std::string(named->text) + ' ' + std::string(number) +
                       (rest.empty() || rest == "%" ? std::string(rest) : ' ' + std::string(rest));
    return comparison;
}
} // namespace signalbox
