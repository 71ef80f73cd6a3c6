// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <time/spantext.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace signalbox
{
std::string spanText(Milliseconds span)
{
    struct Part {
        std::int64_t seconds;
        std::string_view name;
    };
    static constexpr std::array<Part, 4> parts{{{86400, " d"}, {3600, " h"}, {60, " min"}, {1, " s"}}};
    const std::int64_t total = std::max<std::int64_t>(0, span.count() / 1000);
    std::size_t i = 0;
    while (i + 1 < parts.size() && total < parts[i].seconds)
        ++i;
    std::string text = std::to_string(total / parts[i].seconds).append(parts[i].name);
    const std::int64_t rest = i + 1 < parts.size() ? total % parts[i].seconds / parts[i + 1].seconds : 0;
    if (rest > 0)
        text.append(" ").append(std::to_string(rest)).append(parts[i + 1].name);
    return text;
}
} // namespace signalbox
