// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <estate/placeholders.h>

#include <algorithm>

#include <estate/plaintext.h>
#include <estate/suggestion.h>

namespace signalbox
{
std::optional<std::string> unknownPlaceholder(std::string_view text, std::span<const std::string_view> known)
{
    for (std::size_t at = text.find_first_of("{}"); at != std::string_view::npos;
         at = text.find_first_of("{}", at + 1)) {
        const std::size_t end = text.find('}', at);
        const std::string_view inside =
            end == std::string_view::npos || text[at] == '}' ? std::string_view() : text.substr(at + 1, end - at - 1);
        if (std::find(known.begin(), known.end(), inside) == known.end())
            return std::string(inside);
        at = end;
    }
    return {};
}

std::string placeholderFault(std::string_view unknown, std::span<const std::string_view> known)
{
    std::string fault = "found the placeholder \"{" + harmless(unknown, 40) + "}\", expected ";
    for (std::size_t i = 0; i < known.size(); ++i)
        fault.append(i == 0 ? "{" : i + 1 == known.size() ? " or {" : ", {").append(known[i]).append("}");
    return fault + didYouMean(unknown, known);
}

std::string filledIn(std::string_view text, std::span<const PlaceholderValue> values)
{
    std::string filled;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = text[at] == '{' ? text.find('}', at) : std::string_view::npos;
        const std::string_view inside =
            end == std::string_view::npos ? std::string_view() : text.substr(at + 1, end - at - 1);
        const auto value = std::find_if(values.begin(), values.end(),
                                        [&](const PlaceholderValue &each) { return each.first == inside; });
        if (end == std::string_view::npos || value == values.end()) {
            filled += text[at++];
            continue;
        }
        filled += value->second;
        at = end + 1;
    }
    return filled;
}

std::string withPlaceholders(std::string_view text, const Declared &subject, const std::string &address)
{
    const PlaceholderValue values[] = {{"address", address}, {"name", subject.subject.name}};
    return filledIn(text, values);
}
} // namespace signalbox
