// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <rules/words.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace signalbox::rules
{
std::string percentText(double share)
{
    return std::to_string(static_cast<int>(std::floor(share * 100))) + " %";
}

std::string someOf(const std::vector<std::string> &names, std::size_t most)
{
    std::string text;
    for (std::size_t i = 0; i < std::min(names.size(), most); ++i)
        text += (i == 0 ? "" : ", ") + names[i];
    if (names.size() > most)
        text += " and " + std::to_string(names.size() - most) + " more";
    return text;
}

std::string dateText(WallTime wall)
{
    const std::chrono::year_month_day date(std::chrono::floor<std::chrono::days>(wall));
    char text[32];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return text;
}
} // namespace signalbox::rules
