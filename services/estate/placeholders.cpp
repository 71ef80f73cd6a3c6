// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <estate/placeholders.h>

#include <algorithm>

#include <estate/plaintext.h>
#include <estate/suggestion.h>

namespace signalbox
{
std::optional<std::string> unknownPlaceholder(std::string_view text)
{
    for (std::size_t at = text.find_first_of("{}"); at != std::string_view::npos;
         at = text.find_first_of("{}", at + 1)) {
        const std::size_t end = text.find('}', at);
        const std::string_view inside =
            end == std::string_view::npos || text[at] == '}' ? std::string_view() : text.substr(at + 1, end - at - 1);
        if (std::find(std::begin(placeholderNames), std::end(placeholderNames), inside) == std::end(placeholderNames))
            return std::string(inside);
        at = end;
    }
    return {};
}

std::string placeholderFault(std::string_view unknown)
{
    return "found the placeholder \"{" + harmless(unknown, 40) + "}\", expected {address} or {name}" +
           didYouMean(unknown, placeholderNames);
}

std::string withPlaceholders(std::string text, const Declared &subject, const std::string &address)
{
    // In one walk, so that nothing that was filled in is taken for a placeholder.
    static constexpr std::string_view addressMark = "{address}";
    static constexpr std::string_view nameMark = "{name}";
    std::string filled;
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view rest = std::string_view(text).substr(at);
        if (rest.starts_with(addressMark)) {
            filled += address;
            at += addressMark.size();
        } else if (rest.starts_with(nameMark)) {
            filled += subject.subject.name;
            at += nameMark.size();
        } else {
            filled += text[at++];
        }
    }
    return filled;
}
} // namespace signalbox
