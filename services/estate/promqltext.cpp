// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <estate/promqltext.h>

#include <algorithm>

namespace signalbox
{
namespace
{
bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(' ');
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(' ') - first + 1);
}
} // namespace

bool isLabelName(std::string_view name)
{
    return !name.empty() && isLetter(name.front()) &&
           std::all_of(name.begin(), name.end(), [](char c) { return isLetter(c) || isDigit(c); });
}

bool isPlainSelector(std::string_view text)
{
    text = trimmed(text);
    const auto end =
        std::find_if(text.begin(), text.end(), [](char c) { return !isLetter(c) && !isDigit(c) && c != ':'; });
    const std::string_view name = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    if (name.empty() || isDigit(name.front()))
        return false;
    const std::string_view rest = trimmed(text.substr(name.size()));
    if (rest.empty())
        return true;
    if (rest.size() < 2 || rest.front() != '{')
        return false;
    // The closing brace must be the last character; those in a quoted value do not count.
    char quote = 0;
    for (std::size_t i = 1; i < rest.size(); ++i) {
        const char c = rest[i];
        if (quote != 0) {
            if (c == '\\' && quote != '`')
                ++i;
            else if (c == quote)
                quote = 0;
        } else if (c == '"' || c == '\'' || c == '`') {
            quote = c;
        } else if (c == '}') {
            return i + 1 == rest.size();
        }
    }
    return false;
}

bool isComparison(std::string_view text)
{
    text = trimmed(text);
    static constexpr std::string_view operators[] = {">=", "<=", "==", "!=", ">", "<"};
    for (const std::string_view one : operators) {
        if (!text.starts_with(one))
            continue;
        text = trimmed(text.substr(one.size()));
        if (text.starts_with('-'))
            text.remove_prefix(1);
        return !text.empty() && isDigit(text.front()) && std::all_of(text.begin(), text.end(), [](char c) {
            return isDigit(c) || c == '.' || c == 'e' || c == '-';
        });
    }
    return false;
}
} // namespace signalbox
