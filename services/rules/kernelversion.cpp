// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <rules/kernelversion.h>

#include <array>
#include <charconv>

namespace signalbox::rules
{
namespace
{
std::array<std::uint32_t, 4> numbersOf(std::string_view text)
{
    std::array<std::uint32_t, 4> numbers{};
    const char *at = text.data();
    const char *const end = at + text.size();
    for (std::uint32_t &number : numbers) {
        const auto [next, fault] = std::from_chars(at, end, number);
        if (fault != std::errc() || next == end || *next != '.')
            break;
        at = next + 1;
    }
    return numbers;
}
} // namespace

bool isOlderKernel(std::string_view release, std::string_view version)
{
    return numbersOf(release) < numbersOf(version);
}
} // namespace signalbox::rules
